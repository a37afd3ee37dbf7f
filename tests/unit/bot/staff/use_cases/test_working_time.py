"""When an organisation works: an owner says so, it is entered into the ledger, and what waits follows at once."""

import asyncio
from datetime import date, time, timedelta
from uuid import uuid4

import pytest

from bot.ids import EventId
from bot.ledger.entries import Act
from bot.notices.outbox import Held, NewNotice
from bot.notices.ports import Reminder, Subject
from bot.signing.notices import DocumentFinished
from bot.staff.access import NotAllowedRefused
from bot.staff.models import Role
from bot.staff.notices import PinUnlocked
from bot.staff.organisation.marked_days import read_days
from bot.staff.organisation.set_working_time import (
    DaysFarRefused,
    DaysManyRefused,
    HoursUnreadableRefused,
    NoWorkingDayRefused,
    SetWorkingTime,
    WorkingTimeChange,
    ZoneUnknownRefused,
    find_zones,
    marking,
    read_hours,
    unmarking,
)

SATURDAY, MONDAY = date(2027, 1, 16), date(2027, 1, 18)


@pytest.fixture
def sets(harness):
    async def sets(change, by=None):
        return await SetWorkingTime(harness.open)(
            by or harness.owner, change, event_id=harness.event_id(), now=harness.now
        )

    return sets


async def test_each_change_is_saved_and_recorded_unless_it_changes_nothing(harness, sets):
    await sets(WorkingTimeChange(time_zone="Europe/Warsaw"))
    await sets(WorkingTimeChange(hours=(time(8), time(0))))
    await sets(WorkingTimeChange(weekdays_on=frozenset({6}), weekdays_off=frozenset({1})))
    await sets(marking(read_days("18.01.2027\n19.01.2027", date(2027, 1, 1)), works=False))
    kept = await sets(marking(read_days("16.01.2027, 19.01.2027", date(2027, 1, 1)), works=True))
    assert await sets(WorkingTimeChange(time_zone="Europe/Warsaw", on=frozenset({SATURDAY}))) == kept
    async with harness.open() as tx:
        assert await tx.organisations.get(kept.id) == kept
    assert (kept.time_zone, kept.works_from, kept.works_until) == ("Europe/Warsaw", time(8), time(0))
    assert kept.working_days == {2, 3, 4, 5, 6}
    assert (kept.holidays, kept.workdays) == ({MONDAY}, {SATURDAY, date(2027, 1, 19)})
    assert [one.facts for one in await harness.entries(Act.WORKING_TIME_SET)] == [
        {"time_zone": "Europe/Warsaw"},
        {"hours": "08:00-00:00"},
        {"weekdays": "23456"},
        {"days_off": "2027-01-18/2027-01-19"},
        {"days_off": "2027-01-18/2027-01-18", "days_on": "2027-01-16/2027-01-16 2027-01-19/2027-01-19"},
    ]


async def test_marked_days_can_be_removed(sets):
    kept = await sets(marking(read_days("15.01.2027-20.01.2027\n+16.01.2027", date(2027, 1, 1)), works=False))
    kept = await sets(unmarking(kept, SATURDAY, date(9999, 12, 31)))
    assert (kept.holidays, kept.workdays) == ({date(2027, 1, 15)}, frozenset())


async def test_only_an_owner_sets_the_working_time(harness, sets):
    async with harness.open() as tx:
        await tx.people.set_role(harness.guard.person.id, Role.MANAGER)
        (manager,) = await tx.accounts.speakers(harness.guard.account.telegram_id)
    for nobody in (manager, harness.holder):
        with pytest.raises(NotAllowedRefused):
            await sets(WorkingTimeChange(weekdays_on=frozenset({7})), by=nobody)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (WorkingTimeChange(time_zone="Europe/Atlantis"), ZoneUnknownRefused),
        (WorkingTimeChange(time_zone="../../etc/passwd"), ZoneUnknownRefused),
        (WorkingTimeChange(hours=(time(18), time(9))), HoursUnreadableRefused),
        (WorkingTimeChange(weekdays_off=frozenset(range(1, 8))), NoWorkingDayRefused),
        (WorkingTimeChange(off=frozenset({date(2107, 1, 1)})), DaysFarRefused),
        (WorkingTimeChange(on=frozenset(date(2026, 1, 1) + timedelta(n) for n in range(1001))), DaysManyRefused),
    ],
)
async def test_an_invalid_change_is_refused_and_changes_nothing(harness, sets, change, refusal):
    with pytest.raises(refusal):
        await sets(change)
    async with harness.open() as tx:
        assert await tx.organisations.get(harness.owner.organisation.id) == harness.owner.organisation
    assert not await harness.entries(Act.WORKING_TIME_SET)


async def test_two_owners_who_mark_days_at_once_lose_none(sets):
    days = [date(2027, 1, n) for n in range(1, 7)]
    await asyncio.gather(*(sets(WorkingTimeChange(off=frozenset({day}))) for day in days))
    assert (await sets(WorkingTimeChange())).holidays == set(days)


async def test_pending_reminders_are_scheduled_again(harness, sets):
    organisation_id = harness.owner.organisation.id
    waits, over = (Reminder(uuid4(), organisation_id, Subject.PASS, at) for at in (later(harness), None))
    async with harness.open() as tx:
        await tx.reminders.add(waits)
        await tx.reminders.add(over)
        assert not await tx.reminders.due([Subject.PASS], harness.now, 9)
    await sets(WorkingTimeChange(hours=(time(6), time(18))))
    async with harness.open() as tx:
        assert [one.id for one in await tx.reminders.due([Subject.PASS], harness.now, 9)] == [waits.id]


async def test_what_waits_for_working_hours_is_looked_at_again(harness, sets):
    organisation_id, soon = harness.owner.organisation.id, harness.now + timedelta(minutes=1)
    contents = (DocumentFinished("Order 17", "0" * 64, "order.pdf", 1, 1), PinUnlocked())
    finished, unlocked = (NewNotice(organisation_id, uuid4(), one, EventId("e"), harness.now) for one in contents)
    async with harness.open() as tx:
        await tx.outbox.add([finished.to(harness.guard.person.id), unlocked.to(harness.guard.person.id)])
        for one in await tx.outbox.claim(holder="h", now=harness.now, until=soon, most=9):
            await tx.outbox.settle([Held(one.notice, later(harness))])
    await sets(WorkingTimeChange(hours=(time(6), time(18))))
    async with harness.open() as tx:
        claimed = await tx.outbox.claim(holder="h", now=harness.now, until=soon, most=9)
    assert [one.notice.content for one in claimed] == [contents[0]]


def later(harness):
    return harness.now + timedelta(hours=5)


@pytest.mark.parametrize(
    ("written", "hours"),
    [
        ("9-18", (time(9), time(18))),
        (" 08:30 – 17.15 ", (time(8, 30), time(17, 15))),
        ("0:00-24:00", (time(0), time(0))),
        ("22—24", (time(22), time(0))),
    ],
)
def test_hours_are_read_as_people_write_them(written, hours):
    assert read_hours(written) == hours


@pytest.mark.parametrize("written", ["", "9", "9-25", "9:60-18", "24-9", "9-18 daily", "nine to six"])
def test_text_that_is_no_hours_is_refused(written):
    with pytest.raises(HoursUnreadableRefused):
        read_hours(written)


def test_a_zone_is_found_by_its_city_its_name_or_a_part_of_it():
    assert find_zones("kyiv") == ["Europe/Kyiv"]
    assert find_zones("New York") == ["America/New_York"]
    assert find_zones(" europe/vienna ") == ["Europe/Vienna"]
    assert find_zones("utc") == ["UTC"]
    assert "America/Argentina/Buenos_Aires" in find_zones("Argentina")
    assert len(find_zones("america")) == 8
    for nothing in ("Атлантида", "x", "", "posix/Europe/Kyiv"):
        with pytest.raises(ZoneUnknownRefused):
            find_zones(nothing)
