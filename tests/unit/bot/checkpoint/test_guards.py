"""Who may go on duty under a service QR, what managers are told of, and that nobody checks their own pass."""

from dataclasses import replace

import pytest

from bot.checkpoint.checks.check_codes import ServiceQrsShown
from bot.checkpoint.checks.results import Answer
from bot.checkpoint.duty.ask_for_duty import AskAsEmployee, GuestNotAdmittedRefused
from bot.checkpoint.duty.decide_guest import DecideGuest
from bot.checkpoint.duty.end_shift import FindShift, OffDuty
from bot.checkpoint.duty.find_guest import FindGuest
from bot.checkpoint.duty.guests import REQUEST_LASTS
from bot.checkpoint.duty.name_guard import NameGuard
from bot.checkpoint.duty.start_shift import NotGuardRefused, OfferShift
from bot.checkpoint.models import Admits, Verdict
from bot.checkpoint.notices import GuestAdmitted, GuestAsks, ShiftEnded, ShiftTakenOver
from bot.checkpoint.service_qrs.edit_service_qr import EditServiceQr
from bot.checkpoint.service_qrs.orders import terms_of
from bot.ledger.entries import Act
from bot.passes.codes import mint_typed
from bot.qr.draw import draw_png
from bot.staff.access import NotAllowedRefused
from bot.staff.models import Role
from bot.texts.words import Texts
from handlers.checkpoint.duty.screens import off_duty_screen


@pytest.fixture
def edits(harness, pin):
    """Change whom a service QR admits."""

    async def _edits(issued, admits):
        terms, edit = replace(terms_of(issued), admits=admits), EditServiceQr(harness.open, harness.unlock)
        return await edit(harness.owner, issued.id, terms, pin, event_id=harness.event_id(), now=harness.now)

    return _edits


@pytest.fixture
def names(harness):
    async def _names(person, *, named=True, by=None):
        name_guard, event_id = NameGuard(harness.open), harness.event_id()
        return await name_guard(by or harness.owner, person.person.id, named=named, event_id=event_id, now=harness.now)

    return _names


async def asks(harness, checkpoint, service_qr, who):
    ask, payload = AskAsEmployee(harness.open, harness.codes), checkpoint.payload(service_qr)
    return await ask(who, payload, event_id=harness.event_id(), now=harness.now)


async def decides(harness, request_id, who, *, admit=True):
    decide = DecideGuest(harness.open)
    return await decide(who, request_id, admit=admit, event_id=harness.event_id(), now=harness.now)


async def test_a_photo_of_the_poster_puts_no_employee_on_duty_and_ends_nobodys_shift(harness, checkpoint):
    service_qr = await checkpoint.issue()
    assert service_qr.admits is Admits.GUARDS
    await checkpoint.goes_on_duty(service_qr)
    with pytest.raises(NotGuardRefused):
        await OfferShift(harness.read, harness.codes)(harness.holder, checkpoint.payload(service_qr), now=harness.now)
    with pytest.raises(NotGuardRefused):
        await checkpoint.goes_on_duty(service_qr, harness.holder, take_over=True)
    with pytest.raises(GuestNotAdmittedRefused):
        await asks(harness, checkpoint, service_qr, harness.holder)
    assert not isinstance(await FindShift(harness.read)(harness.guard, now=harness.now), OffDuty)
    assert await harness.notices(ShiftEnded) == []


async def test_nobody_checks_their_own_pass_and_the_code_stays_unused(harness, checkpoint, photo_of):
    service_qr = await checkpoint.issue(admits=Admits.STAFF)
    own = await harness.issue_pass()
    shown = await harness.show_code(own)
    await checkpoint.goes_on_duty(service_qr, harness.holder)
    [answer] = await checkpoint.photographs(photo_of(shown.png), harness.holder)
    assert isinstance(answer, Answer)
    assert (answer.check.verdict, answer.seen.photo) == (Verdict.OWN_PASS, None)
    [typed] = await checkpoint.types(shown.typed, harness.holder)
    assert typed.check.verdict is Verdict.OWN_PASS
    await checkpoint.goes_on_duty(service_qr)
    [answer] = await checkpoint.photographs(photo_of(shown.png))
    assert answer.check.verdict is Verdict.VALID
    assert answer.elsewhere is None


async def test_managers_are_told_who_took_over_from_whom(harness, checkpoint):
    service_qr = await checkpoint.issue(admits=Admits.STAFF)
    await checkpoint.goes_on_duty(service_qr)
    await checkpoint.goes_on_duty(service_qr, harness.holder)
    assert await harness.notices(ShiftTakenOver) == []
    await checkpoint.goes_on_duty(service_qr, take_over=True)
    [told] = await harness.notices(ShiftTakenOver)
    assert told.person_id == harness.owner.person.id
    assert (told.content.guard, told.content.before) == (harness.guard.person.name, harness.holder.person.name)


async def test_managers_name_guards_and_a_former_guards_shift_ends(harness, checkpoint, names):
    service_qr = await checkpoint.issue()
    for by in (harness.guard, harness.holder, harness.neighbour):
        with pytest.raises(NotAllowedRefused):
            await names(harness.holder, by=by)
    with pytest.raises(NotAllowedRefused):
        await names(harness.owner)
    assert (await names(harness.holder)).role is Role.GUARD
    await checkpoint.goes_on_duty(service_qr, harness.holder)
    assert (await names(harness.holder, named=False)).role is Role.EMPLOYEE
    [told] = await harness.notices(ShiftEnded, harness.holder)
    assert told.content.why == "not-admitted"
    assert isinstance(await checkpoint.types(mint_typed(), harness.holder), OffDuty)
    assert [entry.facts["role"] for entry in await harness.entries(Act.ROLE_GIVEN)] == ["guard", "employee"]


async def test_a_guard_whose_role_was_taken_elsewhere_is_off_duty_at_the_next_check(harness, checkpoint, photo_of):
    service_qr = await checkpoint.issue()
    await checkpoint.goes_on_duty(service_qr)
    async with harness.open() as tx:
        await tx.people.set_role(harness.guard.person.id, Role.EMPLOYEE)
    code = (await harness.show_code(await harness.issue_pass())).png
    assert isinstance(await checkpoint.photographs(photo_of(code)), OffDuty)


async def test_an_employee_is_on_duty_for_one_shift_after_a_manager_approves(harness, checkpoint, edits, photo_of):
    service_qr = await checkpoint.issue(admits=Admits.APPROVED)
    offer = await OfferShift(harness.read, harness.codes)(
        harness.holder, checkpoint.payload(service_qr), now=harness.now
    )
    assert offer.asks_first
    with pytest.raises(NotGuardRefused):
        await checkpoint.goes_on_duty(service_qr, harness.holder)
    for _ in "ab":
        await asks(harness, checkpoint, service_qr, harness.holder)
    [told] = await harness.notices(GuestAsks)
    assert (told.content.guest, told.content.registered) == (harness.holder.person.name, True)
    for nobody in (harness.holder, harness.guard, harness.neighbour):
        with pytest.raises(NotAllowedRefused):
            await decides(harness, told.subject_id, nobody)
    decided = await decides(harness, told.subject_id, harness.owner)
    assert decided.shift.person_id == harness.holder.person.id
    [admitted] = await harness.notices(GuestAdmitted)
    assert admitted.person_id == harness.holder.person.id
    code = (await harness.show_code(await harness.issue_pass(to=harness.owner), harness.owner)).png
    [answer] = await checkpoint.photographs(photo_of(code), harness.holder)
    assert answer.check.verdict is Verdict.VALID
    assert await FindGuest(harness.read)(harness.holder.account.telegram_id, now=harness.now) is None
    await edits(service_qr, Admits.GUARDS)
    assert isinstance(await FindShift(harness.read)(harness.holder, now=harness.now), OffDuty)


async def test_a_request_of_somebody_dismissed_meanwhile_is_out_of_date(harness, checkpoint):
    service_qr = await checkpoint.issue(admits=Admits.APPROVED)
    await asks(harness, checkpoint, service_qr, harness.holder)
    [told] = await harness.notices(GuestAsks)
    await harness.dismiss(harness.holder)
    with pytest.raises(Exception, match="refused-guest-request-expired"):
        await decides(harness, told.subject_id, harness.owner)


async def test_a_guard_needs_no_approval_where_others_do(harness, checkpoint):
    started = await checkpoint.goes_on_duty(await checkpoint.issue(admits=Admits.APPROVED))
    assert started.shift.person_id == harness.guard.person.id


async def test_a_picture_of_the_code_itself_puts_nobody_on_duty(harness, checkpoint, photo_of):
    service_qr = await checkpoint.issue()
    await checkpoint.goes_on_duty(service_qr)
    photo = photo_of(draw_png(harness.codes.link(checkpoint.payload(service_qr))))
    assert await checkpoint.photographs(photo, harness.owner) == ServiceQrsShown((checkpoint.payload(service_qr),))
    assert isinstance(await FindShift(harness.read)(harness.owner, now=harness.now), OffDuty)


async def test_an_employee_who_asks_for_duty_reads_what_they_wait_for(harness, checkpoint, photo_of):
    service_qr = await checkpoint.issue(admits=Admits.APPROVED)
    code = (await harness.show_code(await harness.issue_pass())).png
    assert (await checkpoint.photographs(photo_of(code), harness.holder)).pending is None
    await asks(harness, checkpoint, service_qr, harness.holder)
    off_duty = await checkpoint.photographs(photo_of(code), harness.holder)
    assert off_duty.pending == service_qr
    words = Texts().words("en")
    screen = off_duty_screen(words, harness.holder, off_duty)
    assert screen.text == words("checkpoint-guest-pending", name=service_qr.name, place=service_qr.place)
    harness.now += REQUEST_LASTS
    assert (await checkpoint.photographs(photo_of(code), harness.holder)).pending is None


NAMED = {Role.OWNER, Role.MANAGER, Role.GUARD}


@pytest.mark.parametrize(
    ("admits", "roles"),
    [(Admits.GUARDS, NAMED), (Admits.STAFF, set(Role) - {Role.GUEST}), (Admits.APPROVED, NAMED)],
)
def test_roles_that_go_on_duty_at_once(admits, roles):
    assert {role for role in Role if admits.admits(role)} == roles


@pytest.mark.parametrize(
    ("admits", "roles"),
    [(Admits.GUARDS, NAMED), (Admits.STAFF, set(Role) - {Role.GUEST}), (Admits.APPROVED, set(Role))],
)
def test_roles_that_stay_on_duty_once_they_are(admits, roles):
    assert {role for role in Role if admits.keeps(role)} == roles
