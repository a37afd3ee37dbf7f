"""What becomes of a photo with several codes, passes and others, and of a photo of a service QR."""

import pytest

from bot.checkpoint.checks.check_codes import ServiceQrsShown
from bot.checkpoint.duty.ask_for_duty import GuestOffer, OfferGuestDuty
from bot.checkpoint.duty.end_shift import FindShift, OffDuty
from bot.checkpoint.duty.guests import GuestGuard
from bot.checkpoint.duty.off_duty import ShiftReport
from bot.checkpoint.duty.offer_photographed import OfferPhotographed
from bot.checkpoint.duty.start_shift import DutyOffer, NotGuardRefused, OfferShift, ServiceQrClosedRefused
from bot.checkpoint.models import Admits, Verdict
from bot.checkpoint.service_qrs.delete_service_qr import DeleteServiceQr
from bot.passes.codes import CodePurpose, mint_code_id
from bot.qr.draw import draw_png

VALID, UNKNOWN, FORGED, NO_PASS = Verdict.VALID, Verdict.UNKNOWN, Verdict.FORGED, Verdict.NOT_ACCEPTED_HERE
FOREIGN = [draw_png(f"https://example.org/menu?table={number}") for number in range(3)]


def drawn(harness, purpose, organisation=None):
    tag = (organisation or harness.owner.organisation).tag
    return draw_png(harness.codes.link(harness.codes.mint(purpose, tag, mint_code_id())))


def forged(harness):
    payload = harness.codes.mint(CodePurpose.LIVE_PASS, harness.owner.organisation.tag, mint_code_id())
    return draw_png(harness.codes.link(payload[:-1] + ("A" if payload[-1] != "A" else "B")))


@pytest.fixture
async def poster(harness, checkpoint):
    """The service QR under which the guard is on duty."""
    issued = await checkpoint.issue()
    await checkpoint.goes_on_duty(issued)
    return issued


def drawn_qr(harness, checkpoint, service_qr):
    return draw_png(harness.codes.link(checkpoint.payload(service_qr)))


@pytest.mark.parametrize(
    ("shown", "verdicts", "others"),
    [
        ("P F", [VALID], 1),
        ("F P", [VALID], 1),
        ("P F F", [VALID], 2),
        ("P Q", [VALID], 1),
        ("P S F", [VALID], 2),
        ("P E", [VALID], 1),
        ("F", [UNKNOWN], 0),
        ("F F", [UNKNOWN, UNKNOWN], 0),
        ("F Q", [UNKNOWN], 1),
        ("S", [NO_PASS], 0),
        ("E", [UNKNOWN], 0),
        ("X F", [FORGED], 1),
        ("X P F", [FORGED, VALID], 1),
    ],
)
async def test_the_verdict_of_a_pass_stands_and_other_codes_are_no_passes(  # P pass, F foreign, Q poster, S sheet
    harness, checkpoint, poster, photo_of, shown, verdicts, others
):
    """E is another organisation's code of ours, X a forged one."""
    foreign = iter(FOREIGN)
    codes = {
        "P": (await harness.show_code(await harness.issue_pass())).png,
        "Q": drawn_qr(harness, checkpoint, poster),
        "S": drawn(harness, CodePurpose.SHEET),
        "E": drawn(harness, CodePurpose.LIVE_PASS, harness.neighbour.organisation),
        "X": forged(harness),
    }
    photo, event_id = photo_of(*(codes.get(one) or next(foreign) for one in shown.split())), harness.event_id()
    answers = await checkpoint.photographs(photo, event_id=event_id)
    assert sorted(answer.check.verdict for answer in answers) == sorted(verdicts)
    assert [answer.check.other_codes for answer in answers] == [0] * (len(verdicts) - 1) + [others]
    assert await checkpoint.photographs(photo, event_id=event_id) == answers


async def test_two_passes_of_one_photo_get_a_verdict_each_and_a_third_code_is_counted_once(
    harness, checkpoint, poster, photo_of
):
    first = await harness.show_code(await harness.issue_pass())
    second = await harness.show_code(await harness.issue_pass())
    answers = await checkpoint.photographs(photo_of(first.png, FOREIGN[0], second.png))
    assert [answer.check.verdict for answer in answers] == [VALID, VALID]
    assert [answer.check.other_codes for answer in answers] == [0, 1]


def offers(harness):
    find, offer = FindShift(harness.read), OfferShift(harness.read, harness.codes)
    return OfferPhotographed(harness.codes, find, offer, OfferGuestDuty(harness.read, harness.codes))


async def test_a_photo_of_a_service_qr_offers_the_shift_to_whoever_may_have_it(harness, checkpoint, photo_of):
    own, other = await checkpoint.issue(), await checkpoint.issue(name="Інша")
    offer, guard = offers(harness), harness.guard
    photo = photo_of(drawn_qr(harness, checkpoint, own))
    for person in (guard, harness.owner, harness.holder):
        assert await checkpoint.photographs(photo, person) == ServiceQrsShown((checkpoint.payload(own),))
    shown = await offer([guard], checkpoint.payload(own), now=harness.now)
    assert isinstance(shown.found, DutyOffer)
    assert (shown.found.service_qr, shown.found.own) == (own, None)
    with pytest.raises(NotGuardRefused):
        await offer([harness.holder], checkpoint.payload(own), now=harness.now)
    await checkpoint.goes_on_duty(own)
    assert await checkpoint.photographs(photo) == ServiceQrsShown((checkpoint.payload(own),))
    here = await offer([guard], checkpoint.payload(own), now=harness.now)
    assert isinstance(here.found, ShiftReport)
    there = await offer([guard], checkpoint.payload(other), now=harness.now)
    assert isinstance(there.found, DutyOffer)
    assert there.found.own[1] == own
    await DeleteServiceQr(harness.open)(harness.owner, own.id, event_id=harness.event_id(), now=harness.now)
    with pytest.raises(ServiceQrClosedRefused):
        await offer([guard], checkpoint.payload(own), now=harness.now)
    assert await harness.entries("checked") == []


async def test_off_duty_a_pass_beside_a_service_qr_is_not_checked_and_any_other_photo_is_off_duty(
    harness, checkpoint, photo_of, blank_photo
):
    own = await checkpoint.issue()
    code = (await harness.show_code(await harness.issue_pass())).png
    shown = await checkpoint.photographs(photo_of(code, drawn_qr(harness, checkpoint, own)))
    assert shown == ServiceQrsShown((checkpoint.payload(own),))
    elsewhere = drawn(harness, CodePurpose.SERVICE_QR, harness.neighbour.organisation)
    for photo in (photo_of(code), photo_of(FOREIGN[0]), photo_of(elsewhere), blank_photo, b"no picture"):
        assert isinstance(await checkpoint.photographs(photo), OffDuty)


async def test_a_guest_may_ask_for_duty_by_a_photo_where_guests_are_approved(harness, checkpoint):
    closed, open_ = await checkpoint.issue(), await checkpoint.issue(name="Для гостей", admits=Admits.APPROVED)
    guest = GuestGuard(harness.owner.organisation, harness.holder.person)
    shown = await offers(harness)([guest], checkpoint.payload(open_), now=harness.now)
    assert isinstance(shown.found, GuestOffer)
    for guards in ([guest], [harness.neighbour]):
        with pytest.raises(ServiceQrClosedRefused):
            await offers(harness)(guards, checkpoint.payload(closed), now=harness.now)
