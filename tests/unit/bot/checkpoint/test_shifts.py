from datetime import timedelta

import pytest

from bot.checkpoint.duty.end_shift import EndShift, FindShift, OffDuty
from bot.checkpoint.duty.end_shifts import EndShifts
from bot.checkpoint.duty.start_shift import OfferShift, ServiceQrClosedRefused
from bot.checkpoint.models import Admits, Verdict
from bot.checkpoint.notices import ShiftEnded
from bot.checkpoint.service_qrs.delete_service_qr import DeleteServiceQr
from bot.ledger.entries import Act
from bot.passes.codes import CodePurpose
from bot.staff.access import NotAllowedRefused


async def offer(harness, checkpoint, service_qr, who=None):
    return await OfferShift(harness.read, harness.codes)(
        who or harness.guard, checkpoint.payload(service_qr), now=harness.now
    )


async def test_a_scanned_service_qr_says_where_and_until_when_and_changes_nothing(harness, checkpoint):
    issued = await checkpoint.issue(shift_hours=8)
    offered = await offer(harness, checkpoint, issued)
    assert (offered.service_qr, offered.until_at, offered.own) == (issued, harness.now + timedelta(hours=8), None)
    assert isinstance(await FindShift(harness.read)(harness.guard, now=harness.now), OffDuty)


async def test_one_press_puts_on_duty_and_the_ledger_tells(harness, checkpoint):
    started = await checkpoint.goes_on_duty(await checkpoint.issue())
    found = await FindShift(harness.read)(harness.guard, now=harness.now)
    assert found.shift == started.shift
    [audit_event] = await harness.entries(Act.ON_DUTY)
    assert audit_event.actor_id == harness.guard.person.id


async def test_a_shift_never_outlives_its_service_qr(harness, checkpoint):
    issued = await checkpoint.issue(shift_hours=24, days=30)
    harness.now = issued.expires_at - timedelta(hours=2)
    assert (await checkpoint.goes_on_duty(issued)).shift.ends_at == issued.expires_at


async def test_a_repeated_update_starts_one_shift(harness, checkpoint):
    issued = await checkpoint.issue()
    first = await checkpoint.goes_on_duty(issued, event_id="update:1:6")
    assert (await checkpoint.goes_on_duty(issued, event_id="update:1:6")).shift == first.shift
    assert len(await harness.entries(Act.ON_DUTY)) == 1


async def test_going_on_duty_elsewhere_ends_the_earlier_shift_with_its_report(harness, checkpoint, foreign, photo_of):
    here, there = await checkpoint.issue(name="Gate 1"), await checkpoint.issue(name="Gate 2")
    await checkpoint.goes_on_duty(here)
    await checkpoint.photographs(photo_of(foreign))
    harness.later(minutes=5)
    started = await checkpoint.goes_on_duty(there)
    assert started.before.service_qr == here
    assert started.before.counts == {Verdict.UNKNOWN: 1}
    assert (await FindShift(harness.read)(harness.guard, now=harness.now)).service_qr == there


async def test_taking_over_ends_the_other_persons_shift_and_tells_them(harness, checkpoint):
    issued = await checkpoint.issue(admits=Admits.STAFF)
    await checkpoint.goes_on_duty(issued)
    assert (await offer(harness, checkpoint, issued, harness.holder)).others == (harness.guard.person.name,)
    await checkpoint.goes_on_duty(issued, harness.holder, take_over=True)
    assert isinstance(await FindShift(harness.read)(harness.guard, now=harness.now), OffDuty)
    [notice] = await harness.notices(ShiftEnded)
    assert (notice.person_id, notice.content.why) == (harness.guard.person.id, "handover")


async def test_two_may_be_on_duty_side_by_side(harness, checkpoint):
    issued = await checkpoint.issue(admits=Admits.STAFF)
    for who in (harness.guard, harness.holder):
        await checkpoint.goes_on_duty(issued, who)
    for who in (harness.guard, harness.holder):
        assert (await FindShift(harness.read)(who, now=harness.now)).service_qr == issued


async def test_what_puts_nobody_on_duty_gets_one_and_the_same_answer(harness, checkpoint):
    issued, deleted = await checkpoint.issue(days=30), await checkpoint.issue()
    await DeleteServiceQr(harness.open)(harness.owner, deleted.id, event_id=harness.event_id(), now=harness.now)
    good, tag = checkpoint.payload(issued), harness.owner.organisation.tag
    dead = [
        (harness.guard, checkpoint.payload(deleted)),
        (harness.neighbour, good),
        (harness.guard, good[:-1] + ("A" if good[-1] != "A" else "B")),
        (harness.guard, harness.codes.mint(CodePurpose.SERVICE_QR, tag, bytes(12))),
        (harness.guard, harness.codes.mint(CodePurpose.LIVE_PASS, tag, issued.code_id)),
        (harness.guard, "hello"),
    ]
    look = OfferShift(harness.read, harness.codes)
    for who, payload in dead:
        with pytest.raises(ServiceQrClosedRefused):
            await look(who, payload, now=harness.now)
    with pytest.raises(ServiceQrClosedRefused):
        await look(harness.guard, good, now=issued.expires_at)


async def test_ending_a_shift_reports_its_checks_once_and_again(harness, checkpoint, blank_photo):
    started = await checkpoint.goes_on_duty(await checkpoint.issue())
    await checkpoint.photographs(blank_photo)
    end = EndShift(harness.open)
    first = await end(harness.guard, started.shift.id, event_id="update:1:8", now=harness.now)
    harness.later(minutes=1)
    again = await end(harness.guard, started.shift.id, event_id="update:1:9", now=harness.now)
    assert first == again
    assert first.counts == {Verdict.UNREADABLE: 1}
    assert isinstance(await FindShift(harness.read)(harness.guard, now=harness.now), OffDuty)
    assert len(await harness.entries(Act.OFF_DUTY)) == 1


async def test_nobody_ends_a_shift_that_is_not_their_own(harness, checkpoint):
    started = await checkpoint.goes_on_duty(await checkpoint.issue())
    for other in (harness.owner, harness.holder, harness.neighbour):
        with pytest.raises(NotAllowedRefused):
            await EndShift(harness.open)(other, started.shift.id, event_id=harness.event_id(), now=harness.now)


async def test_a_shift_whose_time_has_come_ends_by_itself_and_is_told_once(harness, checkpoint):
    await checkpoint.goes_on_duty(await checkpoint.issue(shift_hours=4))
    harness.later(hours=3, minutes=59)
    job = EndShifts(harness.open)
    assert await job(now=harness.now) == 0
    harness.later(minutes=2)
    assert await job(now=harness.now) == 1
    assert await job(now=harness.now) == 0
    [notice] = await harness.notices(ShiftEnded)
    assert notice.content.why == "time"


async def test_who_was_on_duty_not_long_ago_is_told_which_shift_ended(harness, checkpoint, blank_photo):
    issued = await checkpoint.issue(shift_hours=4)
    started = await checkpoint.goes_on_duty(issued)
    harness.later(hours=5)
    answer = await checkpoint.photographs(blank_photo)
    assert answer == OffDuty((started.shift, issued))
    harness.later(days=3)
    assert await checkpoint.photographs(blank_photo) == OffDuty(None)
