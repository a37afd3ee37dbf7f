from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.checkpoint.delete_service_qr import DeleteServiceQr
from bot.checkpoint.end_shift import FindShift, OffDuty
from bot.checkpoint.remind_service_qrs import RemindServiceQrs
from bot.checkpoint.snooze_service_qr import SnoozeServiceQr
from bot.ledger.entries import Act
from bot.notices.outbox import Kind
from bot.staff.access import NotAllowedRefused
from bot.staff.people import Role


async def ring(house):
    return await RemindServiceQrs(house.open)(now=house.now)


async def days_told(house):
    return [notice.facts["days"] for notice in await house.notices(Kind.SERVICE_QR_REMINDER, house.owner)]


async def live_through(house, until, *, step=timedelta(hours=6)):
    while house.now < until:
        await ring(house)
        house.now += step


async def test_reminders_come_once_each_and_then_the_end(house, gate):
    house.now = datetime(2026, 3, 7, 13, tzinfo=UTC)  # ends on a Thursday: every step falls on a working day
    issued = await gate.issue()
    await live_through(house, issued.expires_at + timedelta(days=2))
    assert sorted(await days_told(house), reverse=True) == [30, 14, 7, 3, 1, 0]
    [expired] = await house.notices(Kind.SERVICE_QR_EXPIRED)
    assert expired.person_id == house.owner.person.id
    assert len(await house.entries(Act.SERVICE_QR_EXPIRED)) == 1


async def test_an_end_on_a_day_off_is_told_on_the_last_working_day_before(house, gate):
    issued = await gate.issue()
    assert issued.expires_at.isoweekday() == 6
    await live_through(house, issued.expires_at)
    assert sorted(await days_told(house), reverse=True) == [30, 12, 5, 3, 1]


async def test_reminders_unanswered_so_late_go_to_the_other_managers_too(house, gate):
    async with house.open() as tx:
        await tx.people.set_role(house.holder.person.id, Role.MANAGER)
    issued = await gate.issue()
    await live_through(house, issued.expires_at)
    told = [notice.facts["days"] for notice in await house.notices(Kind.SERVICE_QR_REMINDER, house.holder)]
    assert sorted(told, reverse=True) == [3, 1]


async def test_after_a_standstill_one_reminder_comes_and_not_five(house, gate):
    issued = await gate.issue()
    house.now = datetime(2026, 8, 27, 10, tzinfo=UTC)
    assert (issued.expires_at - house.now).days == 1
    await ring(house)
    await ring(house)
    assert await days_told(house) == [2]
    assert await ring(house) == 0


async def test_no_reminder_comes_outside_working_hours(house, gate):
    issued = await gate.issue()
    house.now = datetime(2026, 7, 29, 1, 30, tzinfo=UTC)
    await live_through(house, issued.expires_at, step=timedelta(hours=1))
    zone = ZoneInfo("Europe/Kyiv")
    for notice in await house.notices(Kind.SERVICE_QR_REMINDER):
        told = notice.send_after_at.astimezone(zone)
        assert told.isoweekday() <= 5
        assert 9 <= told.hour < 18


async def test_a_code_for_thirty_days_is_not_reminded_of_as_it_is_issued(house, gate):
    await gate.issue(days=30)
    await ring(house)
    house.later(hours=2)
    await ring(house)
    assert await days_told(house) == []


async def test_the_end_of_a_code_ends_its_shifts_and_tells_everyone_concerned(house, gate):
    issued = await gate.issue(shift_hours=24)
    house.now = issued.expires_at - timedelta(hours=3)
    await gate.goes_on_duty(issued)
    house.now = issued.expires_at
    assert isinstance(await FindShift(house.open)(house.guard, now=house.now), OffDuty)
    await ring(house)
    [notice] = await house.notices(Kind.SHIFT_ENDED, house.guard)
    assert notice.facts["why"] == "expired"
    assert len(await house.notices(Kind.SERVICE_QR_EXPIRED)) == 1


async def test_a_deleted_code_is_reminded_of_no_more(house, gate):
    issued = await gate.issue()
    await DeleteServiceQr(house.open)(house.owner, issued.id, cause=house.cause(), now=house.now)
    await live_through(house, issued.expires_at + timedelta(days=1), step=timedelta(days=1))
    assert await days_told(house) == []
    assert await house.notices(Kind.SERVICE_QR_EXPIRED) == []


async def test_a_snoozed_reminder_waits_for_tomorrow_and_the_end_is_not_put_off(house, gate):
    issued = await gate.issue()
    house.now = datetime(2026, 8, 17, 5, tzinfo=UTC)
    until = await SnoozeServiceQr(house.open)(house.owner, issued.id, now=house.now)
    assert until == datetime(2026, 8, 18, 6, tzinfo=UTC)
    await live_through(house, until, step=timedelta(hours=1))
    assert await days_told(house) == []
    house.now = until
    await ring(house)
    assert await days_told(house) == [11]
    house.now = issued.expires_at - timedelta(hours=1)
    assert await SnoozeServiceQr(house.open)(house.owner, issued.id, now=house.now) == issued.expires_at
    house.now = issued.expires_at
    await ring(house)
    assert len(await house.notices(Kind.SERVICE_QR_EXPIRED)) == 1


async def test_only_managers_of_the_organisation_snooze(house, gate):
    issued = await gate.issue()
    for stranger in (house.guard, house.neighbour):
        with pytest.raises(NotAllowedRefused):
            await SnoozeServiceQr(house.open)(stranger, issued.id, now=house.now)
