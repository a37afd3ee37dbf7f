"""Editing a service QR under its hanging poster, and guests whom a manager lets on duty on the spot."""

from datetime import timedelta
from uuid import uuid4

import pytest

from bot.checkpoint.duty.ask_for_duty import (
    MOST_REQUESTS,
    Asker,
    AskForDuty,
    GuestAsksTooOftenRefused,
    GuestNotAdmittedRefused,
    OfferGuestDuty,
    read_name,
)
from bot.checkpoint.duty.decide_guest import DecideGuest, GuestRequestExpiredRefused, SendGuestOff
from bot.checkpoint.duty.end_shift import OffDuty
from bot.checkpoint.duty.find_guest import FindGuest
from bot.checkpoint.duty.guests import REQUEST_LASTS, GuestState
from bot.checkpoint.models import Admits, Verdict
from bot.checkpoint.notices import GuestAdmitted, GuestAsks, ShiftEnded
from bot.checkpoint.service_qrs.edit_service_qr import EditServiceQr
from bot.checkpoint.service_qrs.orders import LabelUnusableRefused, ServiceQrTerms, ServiceQrTermsRefused, terms_of
from bot.checkpoint.service_qrs.renew_service_qr import ServiceQrDeletedRefused
from bot.crypto.canonical import parse_canonical
from bot.crypto.keys import verify
from bot.ledger.entries import Act
from bot.passes.codes import CodePurpose, mint_code_id, mint_typed
from bot.staff.access import NotAllowedRefused
from bot.staff.pins.unlock_key import PinWrongRefused

STRANGER = 700_001


class GuestDuty:
    """What happens between guests and managers, in the tests' words."""

    def __init__(self, harness, checkpoint, pin):
        self.harness, self.checkpoint, self.pin = harness, checkpoint, pin

    async def edits(self, service_qr, who=None, pin=None, event_id=None, **terms):
        kept = terms_of(service_qr)
        told = {name: getattr(kept, name) for name in ("name", "place", "shift_hours", "accepts", "admits")} | terms
        edit = EditServiceQr(self.harness.open, self.harness.unlock)
        who, pin, event_id = who or self.harness.owner, pin or self.pin, event_id or self.harness.event_id()
        return await edit(who, service_qr.id, ServiceQrTerms(**told), pin, event_id=event_id, now=self.harness.now)

    async def open_to_guests(self, **order):
        return await self.edits(await self.checkpoint.issue(**order), admits=Admits.APPROVED)

    async def asks(self, service_qr, telegram_id=STRANGER, name="Гість", event_id=None):
        ask = AskForDuty(self.harness.open, self.harness.codes)
        asker, event_id = Asker(telegram_id, name, "ru"), event_id or self.harness.event_id()
        return await ask(asker, self.checkpoint.payload(service_qr), event_id=event_id, now=self.harness.now)

    async def request_id(self):
        return (await self.harness.notices(GuestAsks))[-1].subject_id

    async def decides(self, guest_id, *, admit=True, who=None):
        decide, event_id = DecideGuest(self.harness.open), self.harness.event_id()
        return await decide(who or self.harness.owner, guest_id, admit=admit, event_id=event_id, now=self.harness.now)

    async def lets_in(self, service_qr, **who):
        await self.asks(service_qr, **who)
        return await self.decides(await self.request_id())

    async def finds(self, telegram_id=STRANGER):
        return await FindGuest(self.harness.read)(telegram_id, now=self.harness.now)


@pytest.fixture
def guest_duty(harness, checkpoint, pin):
    return GuestDuty(harness, checkpoint, pin)


async def test_an_edited_code_is_the_same_code_signed_anew_and_entered(harness, checkpoint, guest_duty):
    issued = await checkpoint.issue()
    edited = await guest_duty.edits(issued, name="Прохідна № 9", shift_hours=4, accepts=frozenset({"vehicle"}))
    assert (edited.id, edited.code_id, edited.expires_at) == (issued.id, issued.code_id, issued.expires_at)
    record = parse_canonical(edited.record_json)
    assert (record["name"], record["shift_hours"], record["accepts"]) == ("Прохідна № 9", 4, ["vehicle"])
    assert record["edits_sha256"]
    assert verify(harness.owner.account.certificate, edited.record_json, edited.signature)
    [audit_event] = await harness.entries(Act.SERVICE_QR_EDITED)
    assert audit_event.facts["signature"] == edited.signature.hex()


async def test_only_a_manager_with_the_right_pin_edits_what_is_theirs_and_stands(harness, checkpoint, guest_duty):
    issued = await checkpoint.issue()
    for who in (harness.guard, harness.neighbour):
        with pytest.raises(NotAllowedRefused):
            await guest_duty.edits(issued, who, name="x")
    with pytest.raises(PinWrongRefused):
        await guest_duty.edits(issued, pin="111222", name="x")
    with pytest.raises(LabelUnusableRefused):
        await guest_duty.edits(issued, name=" \n")
    with pytest.raises(ServiceQrTermsRefused):
        await guest_duty.edits(issued, shift_hours=5)
    async with harness.open() as tx:
        await tx.service_qrs.delete(issued.id, harness.now)
    with pytest.raises(ServiceQrDeletedRefused):
        await guest_duty.edits(issued, name="x")
    assert await harness.entries(Act.SERVICE_QR_EDITED) == []


async def test_one_edit_is_taken_up_again_without_undoing_the_next(harness, checkpoint, guest_duty):
    issued = await checkpoint.issue()
    await guest_duty.edits(issued, event_id="update:1:70", name="First")
    await guest_duty.edits(issued, name="Second")
    assert (await guest_duty.edits(issued, event_id="update:1:70", name="First")).name == "Second"


async def test_those_on_duty_check_by_the_new_terms_at_once(harness, checkpoint, guest_duty):
    service_qr = await checkpoint.issue()
    await checkpoint.goes_on_duty(service_qr)
    await guest_duty.edits(service_qr, accepts=frozenset({"vehicle"}))
    [answer] = await checkpoint.types((await harness.show_code(await harness.issue_pass())).typed)
    assert answer.check.verdict is Verdict.NOT_ACCEPTED_HERE


async def test_a_guest_let_in_checks_under_their_own_name_until_the_shift_ends(harness, checkpoint, guest_duty):
    service_qr = await guest_duty.open_to_guests(shift_hours=4)
    decided = await guest_duty.lets_in(service_qr)
    guest = await guest_duty.finds()
    assert (guest.person.name, guest.person.id) == ("Гість", decided.guest.id)
    [answer] = await checkpoint.types((await harness.show_code(await harness.issue_pass())).typed, guest)
    assert (answer.check.verdict, answer.check.guard_id) == (Verdict.VALID, guest.person.id)
    [audit_event] = await harness.entries(Act.ON_DUTY)
    assert audit_event.facts["approved_by"] == str(harness.owner.person.id)
    [told] = await harness.notices(GuestAdmitted)
    assert (told.telegram_id, told.language) == (STRANGER, "ru")
    harness.later(hours=4)
    assert isinstance(await checkpoint.types(mint_typed(), guest), OffDuty)


async def test_a_guests_shift_never_outlives_the_code(harness, guest_duty):
    service_qr = await guest_duty.open_to_guests(days=30)
    harness.now = service_qr.expires_at - timedelta(minutes=10)
    assert (await guest_duty.lets_in(service_qr)).shift.ends_at == service_qr.expires_at


async def test_a_code_that_admits_no_guests_a_dead_one_and_a_forged_one_look_alike(harness, checkpoint, guest_duty):
    offer = OfferGuestDuty(harness.read, harness.codes)
    staff_only, service_qr = await checkpoint.issue(), await guest_duty.open_to_guests()
    tag = harness.owner.organisation.tag
    unknown = harness.codes.mint(CodePurpose.SERVICE_QR, tag, mint_code_id())
    live = harness.codes.mint(CodePurpose.LIVE_PASS, tag, service_qr.code_id)
    for payload in (checkpoint.payload(staff_only), unknown, live, unknown[:-1] + "A", "", "S"):
        assert await offer(payload, now=harness.now) is None
    assert await offer(checkpoint.payload(service_qr), now=harness.now)
    assert await offer(checkpoint.payload(service_qr), now=service_qr.expires_at) is None
    with pytest.raises(GuestNotAdmittedRefused):
        await guest_duty.asks(staff_only)
    assert await harness.notices(GuestAsks) == []


async def test_a_repeated_request_notifies_the_managers_once_and_too_many_are_refused(harness, guest_duty):
    codes = [await guest_duty.open_to_guests(name=f"Gate {number}") for number in range(MOST_REQUESTS + 1)]
    for _ in "ab":
        await guest_duty.asks(codes[0])
    assert len(await harness.notices(GuestAsks)) == 1
    for one in codes[1:MOST_REQUESTS]:
        await guest_duty.asks(one)
    with pytest.raises(GuestAsksTooOftenRefused):
        await guest_duty.asks(codes[MOST_REQUESTS])
    await guest_duty.asks(codes[MOST_REQUESTS], telegram_id=STRANGER + 1)


async def test_only_a_manager_of_the_place_decides_once_and_in_time(harness, checkpoint, guest_duty):
    service_qr = await guest_duty.open_to_guests()
    await guest_duty.asks(service_qr)
    guest_id = await guest_duty.request_id()
    for who in (harness.guard, harness.neighbour):
        with pytest.raises(NotAllowedRefused):
            await guest_duty.decides(guest_id, who=who)
        with pytest.raises(NotAllowedRefused):
            await SendGuestOff(harness.open)(who, guest_id, event_id=harness.event_id(), now=harness.now)
    with pytest.raises(NotAllowedRefused):
        await guest_duty.decides(uuid4())
    assert (await guest_duty.decides(guest_id, admit=False)).guest.state is GuestState.REFUSED
    again = await guest_duty.decides(guest_id)
    assert (again.guest.state, again.shift, again.by) == (GuestState.REFUSED, None, harness.owner.person)
    assert await guest_duty.finds() is None
    assert len(await harness.entries(Act.GUEST_REFUSED)) == 1
    harness.later(hours=2)
    await guest_duty.asks(service_qr)
    late = await guest_duty.request_id()
    harness.now += REQUEST_LASTS
    with pytest.raises(GuestRequestExpiredRefused):
        await guest_duty.decides(late)


async def test_whoever_is_sent_off_or_admitted_no_more_is_off_duty_and_told(harness, checkpoint, guest_duty):
    service_qr = await guest_duty.open_to_guests()
    decided = await guest_duty.lets_in(service_qr)
    await checkpoint.goes_on_duty(service_qr)
    await guest_duty.edits(service_qr, admits=Admits.GUARDS)
    assert isinstance(await checkpoint.types(mint_typed(), await guest_duty.finds()), OffDuty)
    assert not isinstance(await checkpoint.types(mint_typed()), OffDuty), "staff stay"
    [told] = await harness.notices(ShiftEnded)
    assert (told.telegram_id, told.content.why) == (STRANGER, "not-admitted")
    again = await SendGuestOff(harness.open)(
        harness.owner, decided.guest.id, event_id=harness.event_id(), now=harness.now
    )
    assert again.shift is None


async def test_a_guest_is_at_one_place_at_a_time(harness, checkpoint, guest_duty):
    first, second = await guest_duty.open_to_guests(name="First"), await guest_duty.open_to_guests(name="Second")
    await guest_duty.lets_in(first)
    earlier = await guest_duty.finds()
    harness.later(minutes=1)
    await guest_duty.lets_in(second)
    assert isinstance(await checkpoint.types(mint_typed(), earlier), OffDuty)
    assert not isinstance(await checkpoint.types(mint_typed(), await guest_duty.finds()), OffDuty)


async def test_no_staff_list_knows_a_guest(harness, guest_duty):
    decided = await guest_duty.lets_in(await guest_duty.open_to_guests())
    organisation_id = harness.owner.organisation.id
    async with harness.open() as tx:
        assert await tx.people.get(organisation_id, decided.guest.id) is None
        assert await tx.people.listed(organisation_id, decided.guest.id, harness.now) is None
        assert "Гість" not in [person.name for person in await tx.people.all(organisation_id)]
        found, total = await tx.people.search(
            organisation_id, "", now=harness.now, registered_only=False, offset=0, most=50
        )
        assert (len(found), total) == (3, 3)


async def test_whoever_was_dismissed_does_not_come_back_unrecognised(harness, guest_duty):
    service_qr = await guest_duty.open_to_guests()
    await harness.dismiss(harness.guard)
    await guest_duty.asks(service_qr, telegram_id=harness.guard.account.telegram_id, name="Bob")
    await guest_duty.asks(service_qr, telegram_id=harness.neighbour.account.telegram_id, name="Neighbour")
    told = {one.content.guest: one.content.formerly for one in await harness.notices(GuestAsks)}
    assert told == {"Bob": harness.guard.person.name, "Neighbour": None}


@pytest.mark.parametrize(
    ("name", "read"), [("  Гість \n Один ", "Гість Один"), ("\u202e\u200b", "–"), ("x" * 200, "x" * 64), ("", "–")]
)
def test_a_strangers_name_is_one_line_of_what_can_be_seen(name, read):
    assert read_name(name) == read
