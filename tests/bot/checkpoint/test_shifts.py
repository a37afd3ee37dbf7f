from datetime import timedelta

import pytest

from bot.checkpoint.checks import Verdict
from bot.checkpoint.delete_service_qr import DeleteServiceQr
from bot.checkpoint.end_shift import EndShift, FindShift, OffDuty
from bot.checkpoint.end_shifts import EndShifts
from bot.checkpoint.start_shift import OfferShift, ServiceQrClosedRefused
from bot.ledger.entries import Act
from bot.notices.outbox import Kind
from bot.passes.codes import CodePurpose
from bot.staff.access import NotAllowedRefused


async def offer(house, gate, service_qr, who=None):
    return await OfferShift(house.open, house.codes)(who or house.guard, gate.payload(service_qr), now=house.now)


async def test_a_scanned_service_qr_says_where_and_until_when_and_changes_nothing(house, gate):
    issued = await gate.issue(shift_hours=8)
    offered = await offer(house, gate, issued)
    assert (offered.service_qr, offered.until_at, offered.own) == (issued, house.now + timedelta(hours=8), None)
    assert isinstance(await FindShift(house.open)(house.guard, now=house.now), OffDuty)


async def test_one_press_puts_on_duty_and_the_ledger_tells(house, gate):
    started = await gate.goes_on_duty(await gate.issue())
    found = await FindShift(house.open)(house.guard, now=house.now)
    assert found.shift == started.shift
    [deed] = await house.entries(Act.ON_DUTY)
    assert deed.actor_id == house.guard.person.id


async def test_a_shift_never_outlives_its_service_qr(house, gate):
    issued = await gate.issue(shift_hours=24, days=30)
    house.now = issued.expires_at - timedelta(hours=2)
    assert (await gate.goes_on_duty(issued)).shift.ends_at == issued.expires_at


async def test_asked_twice_one_shift_starts(house, gate):
    issued = await gate.issue()
    first = await gate.goes_on_duty(issued, cause="update:1:6")
    assert (await gate.goes_on_duty(issued, cause="update:1:6")).shift == first.shift
    assert len(await house.entries(Act.ON_DUTY)) == 1


async def test_going_on_duty_elsewhere_ends_the_earlier_shift_with_its_report(house, gate, foreign, photo_of):
    here, there = await gate.issue(name="Gate 1"), await gate.issue(name="Gate 2")
    await gate.goes_on_duty(here)
    await gate.photographs(photo_of(foreign))
    house.later(minutes=5)
    started = await gate.goes_on_duty(there)
    assert started.before.service_qr == here
    assert started.before.counts == {Verdict.UNKNOWN: 1}
    assert (await FindShift(house.open)(house.guard, now=house.now)).service_qr == there


async def test_taking_over_ends_the_other_persons_shift_and_tells_them(house, gate):
    issued = await gate.issue()
    await gate.goes_on_duty(issued)
    assert (await offer(house, gate, issued, house.holder)).others == (house.guard.person.name,)
    await gate.goes_on_duty(issued, house.holder, take_over=True)
    assert isinstance(await FindShift(house.open)(house.guard, now=house.now), OffDuty)
    [notice] = await house.notices(Kind.SHIFT_ENDED)
    assert (notice.person_id, notice.facts["why"]) == (house.guard.person.id, "handover")


async def test_two_may_be_on_duty_side_by_side(house, gate):
    issued = await gate.issue()
    for who in (house.guard, house.holder):
        await gate.goes_on_duty(issued, who)
    for who in (house.guard, house.holder):
        assert (await FindShift(house.open)(who, now=house.now)).service_qr == issued


async def test_what_puts_nobody_on_duty_gets_one_and_the_same_answer(house, gate):
    issued, deleted = await gate.issue(days=30), await gate.issue()
    await DeleteServiceQr(house.open)(house.owner, deleted.id, cause=house.cause(), now=house.now)
    good, tag = gate.payload(issued), house.owner.organisation.tag
    dead = [
        (house.guard, gate.payload(deleted)),
        (house.neighbour, good),
        (house.guard, good[:-1] + ("A" if good[-1] != "A" else "B")),
        (house.guard, house.codes.mint(CodePurpose.SERVICE_QR, tag, bytes(12))),
        (house.guard, house.codes.mint(CodePurpose.LIVE_PASS, tag, issued.code_id)),
        (house.guard, "hello"),
    ]
    look = OfferShift(house.open, house.codes)
    for who, payload in dead:
        with pytest.raises(ServiceQrClosedRefused):
            await look(who, payload, now=house.now)
    with pytest.raises(ServiceQrClosedRefused):
        await look(house.guard, good, now=issued.expires_at)


async def test_ending_a_shift_reports_its_checks_once_and_again(house, gate, wall):
    started = await gate.goes_on_duty(await gate.issue())
    await gate.photographs(wall)
    end = EndShift(house.open)
    first = await end(house.guard, started.shift.id, cause="update:1:8", now=house.now)
    house.later(minutes=1)
    again = await end(house.guard, started.shift.id, cause="update:1:9", now=house.now)
    assert first == again
    assert first.counts == {Verdict.UNREADABLE: 1}
    assert isinstance(await FindShift(house.open)(house.guard, now=house.now), OffDuty)
    assert len(await house.entries(Act.OFF_DUTY)) == 1


async def test_nobody_ends_a_shift_that_is_not_their_own(house, gate):
    started = await gate.goes_on_duty(await gate.issue())
    for other in (house.owner, house.holder, house.neighbour):
        with pytest.raises(NotAllowedRefused):
            await EndShift(house.open)(other, started.shift.id, cause=house.cause(), now=house.now)


async def test_a_shift_whose_time_has_come_ends_by_itself_and_is_told_once(house, gate):
    await gate.goes_on_duty(await gate.issue(shift_hours=4))
    house.later(hours=3, minutes=59)
    bell = EndShifts(house.open)
    assert await bell(now=house.now) == 0
    house.later(minutes=2)
    assert await bell(now=house.now) == 1
    assert await bell(now=house.now) == 0
    [notice] = await house.notices(Kind.SHIFT_ENDED)
    assert notice.facts["why"] == "time"


async def test_who_was_on_duty_not_long_ago_is_told_which_shift_ended(house, gate, wall):
    issued = await gate.issue(shift_hours=4)
    started = await gate.goes_on_duty(issued)
    house.later(hours=5)
    answer = await gate.photographs(wall)
    assert answer == OffDuty((started.shift, issued))
    house.later(days=3)
    assert await gate.photographs(wall) == OffDuty(None)
