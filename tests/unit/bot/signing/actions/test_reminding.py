from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.signing.notices import DocumentOverdue, RequestOverdue, RequestReminder
from bot.signing.requests.snooze_request import SnoozeRequest
from bot.staff.access import NotAllowedRefused


async def _rings(desk, harness, until):
    """Ring the bell every ten minutes until then; answer when it had something to do."""
    rung = []
    while harness.now < until:
        harness.later(minutes=10)
        if await desk.reminds():
            rung.append(harness.now)
    return rung


async def test_after_one_day_and_three_and_a_day_before_and_at_the_deadline(desk, harness):
    document = (await desk.sends(harness.guard)).document
    steps = []
    for days in (1, 3, 7, 8):
        harness.now = datetime(2026, 3, 2 + days, 9, 0, tzinfo=UTC)
        await desk.reminds()
        await desk.reminds()
        steps.append([notice.content.step for notice in await desk.told(RequestReminder)])
    assert steps[0] == ["after-1-day"]
    assert sorted(steps[1]) == ["after-1-day", "after-3-days"]
    assert len(steps[-1]) == 3
    (overdue,) = await desk.told(RequestOverdue)
    assert overdue.person_id == harness.guard.person.id
    (to_author,) = await desk.told(DocumentOverdue)
    assert to_author.person_id == harness.owner.person.id
    assert (to_author.subject_id, to_author.content.waiting, to_author.content.total) == (document.id, 1, 1)


async def test_one_run_reminds_of_all_that_is_due(desk, harness):
    for _ in range(5):
        await desk.sends(harness.guard)
    harness.now = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
    assert await desk.reminds() == 5
    assert len(await desk.told(RequestReminder)) == 5
    assert await desk.reminds() == 0


async def test_the_author_hears_once_of_a_document_however_many_are_overdue(desk, harness):
    await desk.sends(harness.guard, harness.holder)
    harness.later(days=10)
    await desk.reminds()
    overdue = await desk.told(RequestOverdue) + await desk.told(DocumentOverdue)
    assert sorted(str(notice.person_id) for notice in overdue) == sorted(
        str(one.person.id) for one in (harness.owner, harness.guard, harness.holder)
    )


async def test_who_has_answered_is_reminded_no_more(desk, harness):
    document = (await desk.sends(harness.guard, harness.holder)).document
    await desk.signs(document, harness.guard)
    await desk.declines(document, harness.holder)
    harness.later(days=10)
    assert await desk.reminds() == 0
    assert not await desk.told(RequestReminder)


def organisation_zone(organisation):
    return ZoneInfo(organisation.time_zone)


async def test_nobody_is_reminded_at_night_or_on_a_day_off(desk, harness):
    document = (await desk.sends(harness.guard)).document
    organisation = harness.owner.organisation
    rung = await _rings(desk, harness, document.deadline_at + timedelta(days=2))
    assert len(rung) == len(await desk.told(RequestReminder)) + 1
    for at in rung:
        local = at.astimezone(organisation_zone(organisation))
        assert local.isoweekday() in organisation.working_days
        assert organisation.works_from <= local.time() < organisation.works_until


async def test_after_a_pause_one_reminder_comes_not_all_that_were_missed(desk, harness):
    await desk.sends(harness.guard)
    harness.later(days=4)
    await desk.reminds()
    assert [notice.content.step for notice in await desk.told(RequestReminder)] == ["after-3-days"]


async def test_a_snoozed_request_is_silent_until_tomorrow(desk, harness):
    document = (await desk.sends(harness.guard)).document
    harness.later(days=1, minutes=-5)
    request = await desk.request(document, harness.guard)
    until = await SnoozeRequest(harness.open)(harness.guard, request.id, now=harness.now)
    harness.later(hours=2)
    await desk.reminds()
    assert not await desk.told(RequestReminder)
    harness.now = until + timedelta(minutes=1)
    await desk.reminds()
    assert len(await desk.told(RequestReminder)) == 1
    with pytest.raises(NotAllowedRefused):
        await SnoozeRequest(harness.open)(harness.holder, request.id, now=harness.now)
