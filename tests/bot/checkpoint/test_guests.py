"""Editing a service QR under its hanging poster, and guests whom a manager lets on duty on the spot."""

from datetime import timedelta
from uuid import uuid4

import pytest

from bot.checkpoint.ask_for_duty import (
    ASKINGS,
    Asker,
    AskForDuty,
    GuestAsksTooOftenRefused,
    GuestNotAdmittedRefused,
    OfferGuestDuty,
    read_name,
)
from bot.checkpoint.checks import Admits, Verdict
from bot.checkpoint.decide_guest import DecideGuest, GuestAskedLongAgoRefused, SendGuestOff
from bot.checkpoint.edit_service_qr import EditServiceQr
from bot.checkpoint.end_shift import OffDuty
from bot.checkpoint.find_guest import FindGuest
from bot.checkpoint.guests import ASKING_LASTS, GuestState
from bot.checkpoint.orders import LabelUnusableRefused, ServiceQrTerms, ServiceQrTermsRefused, terms_of
from bot.checkpoint.renew_service_qr import ServiceQrDeletedRefused
from bot.crypto.canonical import parse_canonical
from bot.crypto.keys import verify
from bot.ledger.entries import Act
from bot.notices.outbox import Kind
from bot.passes.codes import CodePurpose, mint_code_id, mint_typed
from bot.staff.access import NotAllowedRefused
from bot.staff.unlock import PinWrongRefused

STRANGER = 700_001


class Door:
    """What happens between guests and managers, in the tests' words."""

    def __init__(self, house, gate, pin):
        self.house, self.gate, self.pin = house, gate, pin

    async def edits(self, service_qr, who=None, pin=None, cause=None, **terms):
        kept = terms_of(service_qr)
        told = {name: getattr(kept, name) for name in ("name", "place", "shift_hours", "accepts", "admits")} | terms
        edit = EditServiceQr(self.house.open, self.house.unlock)
        who, pin, cause = who or self.house.owner, pin or self.pin, cause or self.house.cause()
        return await edit(who, service_qr.id, ServiceQrTerms(**told), pin, cause=cause, now=self.house.now)

    async def open_to_guests(self, **order):
        return await self.edits(await self.gate.issue(**order), admits=Admits.GUESTS)

    async def asks(self, service_qr, telegram_id=STRANGER, name="Гість", cause=None):
        ask = AskForDuty(self.house.open, self.house.codes)
        asker, cause = Asker(telegram_id, name, "ru"), cause or self.house.cause()
        return await ask(asker, self.gate.payload(service_qr), cause=cause, now=self.house.now)

    async def asked(self):
        return (await self.house.notices(Kind.GUEST_ASKS))[-1].subject_id

    async def decides(self, guest_id, *, admit=True, who=None):
        decide, cause = DecideGuest(self.house.open), self.house.cause()
        return await decide(who or self.house.owner, guest_id, admit=admit, cause=cause, now=self.house.now)

    async def lets_in(self, service_qr, **who):
        await self.asks(service_qr, **who)
        return await self.decides(await self.asked())

    async def finds(self, telegram_id=STRANGER):
        return await FindGuest(self.house.open)(telegram_id, now=self.house.now)


@pytest.fixture
def door(house, gate, pin):
    return Door(house, gate, pin)


async def test_an_edited_code_is_the_same_code_signed_anew_and_entered(house, gate, door):
    issued = await gate.issue()
    edited = await door.edits(issued, name="Прохідна № 9", shift_hours=4, accepts=frozenset({"vehicle"}))
    assert (edited.id, edited.code_id, edited.expires_at) == (issued.id, issued.code_id, issued.expires_at)
    record = parse_canonical(edited.record_json)
    assert (record["name"], record["shift_hours"], record["accepts"]) == ("Прохідна № 9", 4, ["vehicle"])
    assert record["edits_sha256"]
    assert verify(house.owner.account.certificate, edited.record_json, edited.signature)
    [deed] = await house.entries(Act.SERVICE_QR_EDITED)
    assert deed.facts["signature"] == edited.signature.hex()


async def test_only_a_manager_with_the_right_pin_edits_what_is_theirs_and_stands(house, gate, door):
    issued = await gate.issue()
    for who in (house.guard, house.neighbour):
        with pytest.raises(NotAllowedRefused):
            await door.edits(issued, who, name="x")
    with pytest.raises(PinWrongRefused):
        await door.edits(issued, pin="111222", name="x")
    with pytest.raises(LabelUnusableRefused):
        await door.edits(issued, name=" \n")
    with pytest.raises(ServiceQrTermsRefused):
        await door.edits(issued, shift_hours=5)
    async with house.open() as tx:
        await tx.service_qrs.delete(issued.id, house.now)
    with pytest.raises(ServiceQrDeletedRefused):
        await door.edits(issued, name="x")
    assert await house.entries(Act.SERVICE_QR_EDITED) == []


async def test_one_edit_is_taken_up_again_without_undoing_the_next(house, gate, door):
    issued = await gate.issue()
    await door.edits(issued, cause="update:1:70", name="First")
    await door.edits(issued, name="Second")
    assert (await door.edits(issued, cause="update:1:70", name="First")).name == "Second"


async def test_those_on_duty_check_by_the_new_terms_at_once(house, gate, door):
    service_qr = await gate.issue()
    await gate.goes_on_duty(service_qr)
    await door.edits(service_qr, accepts=frozenset({"vehicle"}))
    [answer] = await gate.types((await house.show_code(await house.issue_pass())).typed)
    assert answer.check.verdict is Verdict.NOT_ACCEPTED_HERE


async def test_a_guest_let_in_checks_under_their_own_name_until_the_shift_ends(house, gate, door):
    service_qr = await door.open_to_guests(shift_hours=4)
    decided = await door.lets_in(service_qr)
    guest = await door.finds()
    assert (guest.person.name, guest.person.id) == ("Гість", decided.guest.id)
    [answer] = await gate.types((await house.show_code(await house.issue_pass())).typed, guest)
    assert (answer.check.verdict, answer.check.guard_id) == (Verdict.VALID, guest.person.id)
    [deed] = await house.entries(Act.ON_DUTY)
    assert deed.facts["approved_by"] == str(house.owner.person.id)
    [told] = await house.notices(Kind.GUEST_ADMITTED)
    assert (told.telegram_id, told.language) == (STRANGER, "ru")
    house.later(hours=4)
    assert isinstance(await gate.types(mint_typed(), guest), OffDuty)


async def test_a_guests_shift_never_outlives_the_code(house, door):
    service_qr = await door.open_to_guests(days=30)
    house.now = service_qr.expires_at - timedelta(minutes=10)
    assert (await door.lets_in(service_qr)).shift.ends_at == service_qr.expires_at


async def test_a_code_that_admits_no_guests_a_dead_one_and_a_forged_one_look_alike(house, gate, door):
    offer = OfferGuestDuty(house.open, house.codes)
    staff_only, service_qr = await gate.issue(), await door.open_to_guests()
    tag = house.owner.organisation.tag
    unknown = house.codes.mint(CodePurpose.SERVICE_QR, tag, mint_code_id())
    live = house.codes.mint(CodePurpose.LIVE_PASS, tag, service_qr.code_id)
    for payload in (gate.payload(staff_only), unknown, live, unknown[:-1] + "A", "", "S"):
        assert await offer(payload, now=house.now) is None
    assert await offer(gate.payload(service_qr), now=house.now)
    assert await offer(gate.payload(service_qr), now=service_qr.expires_at) is None
    with pytest.raises(GuestNotAdmittedRefused):
        await door.asks(staff_only)
    assert await house.notices(Kind.GUEST_ASKS) == []


async def test_asking_twice_tells_the_managers_once_and_asking_often_is_refused(house, door):
    codes = [await door.open_to_guests(name=f"Gate {number}") for number in range(ASKINGS + 1)]
    for _ in "ab":
        await door.asks(codes[0])
    assert len(await house.notices(Kind.GUEST_ASKS)) == 1
    for one in codes[1:ASKINGS]:
        await door.asks(one)
    with pytest.raises(GuestAsksTooOftenRefused):
        await door.asks(codes[ASKINGS])
    await door.asks(codes[ASKINGS], telegram_id=STRANGER + 1)


async def test_only_a_manager_of_the_place_decides_once_and_in_time(house, gate, door):
    service_qr = await door.open_to_guests()
    await door.asks(service_qr)
    guest_id = await door.asked()
    for who in (house.guard, house.neighbour):
        with pytest.raises(NotAllowedRefused):
            await door.decides(guest_id, who=who)
        with pytest.raises(NotAllowedRefused):
            await SendGuestOff(house.open)(who, guest_id, cause=house.cause(), now=house.now)
    with pytest.raises(NotAllowedRefused):
        await door.decides(uuid4())
    assert (await door.decides(guest_id, admit=False)).guest.state is GuestState.REFUSED
    again = await door.decides(guest_id)
    assert (again.guest.state, again.shift, again.by) == (GuestState.REFUSED, None, house.owner.person)
    assert await door.finds() is None
    assert len(await house.entries(Act.GUEST_REFUSED)) == 1
    house.later(hours=2)
    await door.asks(service_qr)
    late = await door.asked()
    house.now += ASKING_LASTS
    with pytest.raises(GuestAskedLongAgoRefused):
        await door.decides(late)


async def test_whoever_is_sent_off_or_admitted_no_more_is_off_duty_and_told(house, gate, door):
    service_qr = await door.open_to_guests()
    decided = await door.lets_in(service_qr)
    await gate.goes_on_duty(service_qr)
    await door.edits(service_qr, admits=Admits.STAFF)
    assert isinstance(await gate.types(mint_typed(), await door.finds()), OffDuty)
    assert not isinstance(await gate.types(mint_typed()), OffDuty), "staff stay"
    [told] = await house.notices(Kind.SHIFT_ENDED)
    assert (told.telegram_id, told.facts["why"]) == (STRANGER, "staff-only")
    again = await SendGuestOff(house.open)(house.owner, decided.guest.id, cause=house.cause(), now=house.now)
    assert again.shift is None


async def test_a_guest_is_at_one_place_at_a_time(house, gate, door):
    first, second = await door.open_to_guests(name="First"), await door.open_to_guests(name="Second")
    await door.lets_in(first)
    earlier = await door.finds()
    house.later(minutes=1)
    await door.lets_in(second)
    assert isinstance(await gate.types(mint_typed(), earlier), OffDuty)
    assert not isinstance(await gate.types(mint_typed(), await door.finds()), OffDuty)


async def test_no_staff_list_knows_a_guest(house, door):
    decided = await door.lets_in(await door.open_to_guests())
    organisation_id = house.owner.organisation.id
    async with house.open() as tx:
        assert await tx.people.get(organisation_id, decided.guest.id) is None
        assert await tx.people.listed(organisation_id, decided.guest.id, house.now) is None
        assert "Гість" not in [person.name for person in await tx.people.all(organisation_id)]
        found, total = await tx.people.search(
            organisation_id, "", now=house.now, registered_only=False, offset=0, most=50
        )
        assert (len(found), total) == (3, 3)


async def test_whoever_was_dismissed_does_not_come_back_unrecognised(house, door):
    service_qr = await door.open_to_guests()
    await house.dismiss(house.guard)
    await door.asks(service_qr, telegram_id=house.guard.account.telegram_id, name="Bob")
    await door.asks(service_qr, telegram_id=house.neighbour.account.telegram_id, name="Neighbour")
    told = {one.facts["guest"]: one.facts.get("formerly") for one in await house.notices(Kind.GUEST_ASKS)}
    assert told == {"Bob": house.guard.person.name, "Neighbour": None}


@pytest.mark.parametrize(
    ("name", "read"), [("  Гість \n Один ", "Гість Один"), ("\u202e\u200b", "–"), ("x" * 200, "x" * 64), ("", "–")]
)
def test_a_strangers_name_is_one_line_of_what_can_be_seen(name, read):
    assert read_name(name) == read
