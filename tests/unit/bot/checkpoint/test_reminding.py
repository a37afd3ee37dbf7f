from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.checkpoint.duty.end_shift import FindShift, OffDuty
from bot.checkpoint.notices import ServiceQrExpired, ServiceQrReminder, ShiftEnded
from bot.checkpoint.service_qrs.delete_service_qr import DeleteServiceQr
from bot.checkpoint.service_qrs.remind_service_qrs import load_service_qr
from bot.checkpoint.service_qrs.snooze_service_qr import SnoozeServiceQr
from bot.ledger.entries import Act
from bot.notices.ports import Subject
from bot.notices.reminders import SendReminders
from bot.staff.access import NotAllowedRefused
from bot.staff.models import Role


async def run_jobs(harness):
    return await SendReminders(harness.open, {Subject.SERVICE_QR: load_service_qr})(now=harness.now)


async def days_told(harness):
    return [notice.content.days for notice in await harness.notices(ServiceQrReminder, harness.owner)]


async def live_through(harness, until, *, step=timedelta(hours=6)):
    while harness.now < until:
        await run_jobs(harness)
        harness.now += step


async def test_reminders_come_once_each_and_then_the_end(harness, checkpoint):
    harness.now = datetime(2026, 3, 7, 13, tzinfo=UTC)  # ends on a Thursday: every step falls on a working day
    issued = await checkpoint.issue()
    await live_through(harness, issued.expires_at + timedelta(days=2))
    assert sorted(await days_told(harness), reverse=True) == [30, 14, 7, 3, 1, 0]
    [expired] = await harness.notices(ServiceQrExpired)
    assert expired.person_id == harness.owner.person.id
    assert len(await harness.entries(Act.SERVICE_QR_EXPIRED)) == 1


async def test_an_end_on_a_day_off_is_told_on_the_last_working_day_before(harness, checkpoint):
    issued = await checkpoint.issue()
    assert issued.expires_at.isoweekday() == 6
    await live_through(harness, issued.expires_at)
    assert sorted(await days_told(harness), reverse=True) == [30, 12, 5, 3, 1]


async def test_reminders_unanswered_so_late_go_to_the_other_managers_too(harness, checkpoint):
    async with harness.open() as tx:
        await tx.people.set_role(harness.holder.person.id, Role.MANAGER)
    issued = await checkpoint.issue()
    await live_through(harness, issued.expires_at)
    told = [notice.content.days for notice in await harness.notices(ServiceQrReminder, harness.holder)]
    assert sorted(told, reverse=True) == [3, 1]


async def test_after_a_standstill_one_reminder_comes_and_not_five(harness, checkpoint):
    issued = await checkpoint.issue()
    harness.now = datetime(2026, 8, 27, 10, tzinfo=UTC)
    assert (issued.expires_at - harness.now).days == 1
    await run_jobs(harness)
    await run_jobs(harness)
    assert await days_told(harness) == [2]
    assert await run_jobs(harness) == 0


async def test_no_reminder_comes_outside_working_hours(harness, checkpoint):
    issued = await checkpoint.issue()
    harness.now = datetime(2026, 7, 29, 1, 30, tzinfo=UTC)
    await live_through(harness, issued.expires_at, step=timedelta(hours=1))
    zone = ZoneInfo("Europe/Kyiv")
    for notice in await harness.notices(ServiceQrReminder):
        told = notice.send_after_at.astimezone(zone)
        assert told.isoweekday() <= 5
        assert 9 <= told.hour < 18


async def test_a_code_for_thirty_days_is_not_reminded_of_as_it_is_issued(harness, checkpoint):
    await checkpoint.issue(days=30)
    await run_jobs(harness)
    harness.later(hours=2)
    await run_jobs(harness)
    assert await days_told(harness) == []


async def test_the_end_of_a_code_ends_its_shifts_and_tells_everyone_concerned(harness, checkpoint):
    issued = await checkpoint.issue(shift_hours=24)
    harness.now = issued.expires_at - timedelta(hours=3)
    await checkpoint.goes_on_duty(issued)
    harness.now = issued.expires_at
    assert isinstance(await FindShift(harness.read)(harness.guard, now=harness.now), OffDuty)
    await run_jobs(harness)
    [notice] = await harness.notices(ShiftEnded, harness.guard)
    assert notice.content.why == "expired"
    assert len(await harness.notices(ServiceQrExpired)) == 1


async def test_a_deleted_code_is_reminded_of_no_more(harness, checkpoint):
    issued = await checkpoint.issue()
    await DeleteServiceQr(harness.open)(harness.owner, issued.id, event_id=harness.event_id(), now=harness.now)
    await live_through(harness, issued.expires_at + timedelta(days=1), step=timedelta(days=1))
    assert await days_told(harness) == []
    assert await harness.notices(ServiceQrExpired) == []


async def test_a_snoozed_reminder_waits_for_tomorrow_and_does_not_move_the_end(harness, checkpoint):
    issued = await checkpoint.issue()
    harness.now = datetime(2026, 8, 17, 5, tzinfo=UTC)
    until = (await SnoozeServiceQr(harness.open)(harness.owner, issued.id, now=harness.now)).until
    assert until == datetime(2026, 8, 18, 6, tzinfo=UTC)
    await live_through(harness, until, step=timedelta(hours=1))
    assert await days_told(harness) == []
    harness.now = until
    await run_jobs(harness)
    assert await days_told(harness) == [11]
    harness.now = issued.expires_at - timedelta(hours=1)
    too_late = await SnoozeServiceQr(harness.open)(harness.owner, issued.id, now=harness.now)
    assert (too_late.until, too_late.service_qr) == (None, issued)
    harness.now = issued.expires_at
    await run_jobs(harness)
    assert len(await harness.notices(ServiceQrExpired)) == 1


async def test_only_managers_of_the_organisation_snooze(harness, checkpoint):
    issued = await checkpoint.issue()
    for stranger in (harness.guard, harness.neighbour):
        with pytest.raises(NotAllowedRefused):
            await SnoozeServiceQr(harness.open)(stranger, issued.id, now=harness.now)
