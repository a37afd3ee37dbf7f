from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.notices.outbox import Kind
from bot.signing.snooze import SnoozeRequest
from bot.staff.access import NotAllowedRefused


async def _rings(desk, house, until):
    """Ring the bell every ten minutes until then; answer when it had something to do."""
    rung = []
    while house.now < until:
        house.later(minutes=10)
        if await desk.reminds():
            rung.append(house.now)
    return rung


async def test_after_one_day_and_three_and_a_day_before_and_at_the_deadline(desk, house):
    document = (await desk.sends(house.guard)).document
    steps = []
    for days in (1, 3, 7, 8):
        house.now = datetime(2026, 3, 2 + days, 9, 0, tzinfo=UTC)
        await desk.reminds()
        await desk.reminds()
        steps.append([notice.facts.get("step") for notice in await desk.told(Kind.REQUEST_REMINDER)])
    assert steps[0] == ["after-1-day"]
    assert sorted(steps[1]) == ["after-1-day", "after-3-days"]
    assert len(steps[-1]) == 3
    overdue = await desk.told(Kind.REQUEST_OVERDUE)
    assert {notice.person_id for notice in overdue} == {house.guard.person.id, house.owner.person.id}
    assert len(overdue) == 2
    (to_author,) = [notice for notice in overdue if notice.person_id == house.owner.person.id]
    assert (to_author.subject_id, to_author.facts["waiting"], to_author.facts["total"]) == (document.id, 1, 1)


async def test_one_ring_reminds_of_all_that_is_due_however_many(desk, house, monkeypatch):
    monkeypatch.setattr("bot.signing.remind._MOST", 2)
    for _ in range(5):
        await desk.sends(house.guard)
    house.now = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
    assert await desk.reminds() == 5
    assert len(await desk.told(Kind.REQUEST_REMINDER)) == 5
    assert await desk.reminds() == 0


async def test_the_author_hears_once_of_a_document_however_many_are_overdue(desk, house):
    await desk.sends(house.guard, house.holder)
    house.later(days=10)
    await desk.reminds()
    overdue = await desk.told(Kind.REQUEST_OVERDUE)
    assert sorted(str(notice.person_id) for notice in overdue) == sorted(
        str(one.person.id) for one in (house.owner, house.guard, house.holder)
    )


async def test_who_has_answered_is_reminded_no_more(desk, house):
    document = (await desk.sends(house.guard, house.holder)).document
    await desk.signs(document, house.guard)
    await desk.declines(document, house.holder)
    house.later(days=10)
    assert await desk.reminds() == 0
    assert not await desk.told(Kind.REQUEST_REMINDER)


def organisation_zone(organisation):
    return ZoneInfo(organisation.time_zone)


async def test_nobody_is_reminded_at_night_or_on_a_day_off(desk, house):
    document = (await desk.sends(house.guard)).document
    organisation = house.owner.organisation
    rung = await _rings(desk, house, document.deadline_at + timedelta(days=2))
    assert len(rung) == len(await desk.told(Kind.REQUEST_REMINDER)) + 1
    for at in rung:
        local = at.astimezone(organisation_zone(organisation))
        assert local.isoweekday() in organisation.working_days
        assert organisation.works_from <= local.time() < organisation.works_until


async def test_after_a_pause_one_reminder_comes_not_all_that_were_missed(desk, house):
    await desk.sends(house.guard)
    house.later(days=4)
    await desk.reminds()
    assert [notice.facts["step"] for notice in await desk.told(Kind.REQUEST_REMINDER)] == ["after-3-days"]


async def test_a_snoozed_request_is_silent_until_tomorrow(desk, house):
    document = (await desk.sends(house.guard)).document
    house.later(days=1, minutes=-5)
    request = await desk.request(document, house.guard)
    until = await SnoozeRequest(house.open)(house.guard, request.id, now=house.now)
    house.later(hours=2)
    await desk.reminds()
    assert not await desk.told(Kind.REQUEST_REMINDER)
    house.now = until + timedelta(minutes=1)
    await desk.reminds()
    assert len(await desk.told(Kind.REQUEST_REMINDER)) == 1
    with pytest.raises(NotAllowedRefused):
        await SnoozeRequest(house.open)(house.holder, request.id, now=house.now)
