from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.signing.boards.remind_now import RemindNow
from bot.signing.models import RequestState
from bot.signing.notices import DocumentOverdue, RequestOverdue, RequestReminder
from bot.signing.requests.request_details import AlreadySettled
from bot.signing.requests.snooze_request import SnoozeRequest
from bot.staff.access import NotAllowedRefused
from bot.staff.organisation.set_working_time import SetWorkingTime, WorkingTimeChange


async def _run_until(signing, harness, until, kinds=(RequestReminder,)):
    """Run the job every ten minutes until then; return when it reminded somebody."""
    sent_at = []

    async def count():
        return sum([len(await signing.notices(kind)) for kind in kinds])

    before = await count()
    while harness.now < until:
        harness.later(minutes=10)
        if await signing.remind() and await count() > before + len(sent_at):
            sent_at.append(harness.now)
    return sent_at


async def test_reminders_are_due_after_one_day_and_three_and_a_day_before_and_at_the_deadline(signing, harness):
    document = (await signing.send(harness.guard)).document
    steps = []
    for days in (1, 3, 7, 8):
        harness.now = datetime(2026, 3, 2 + days, 9, 0, tzinfo=UTC)
        await signing.remind()
        await signing.remind()
        steps.append([notice.content.step for notice in await signing.notices(RequestReminder)])
    assert steps[0] == ["after-1-day"]
    assert sorted(steps[1]) == ["after-1-day", "after-3-days"]
    assert len(steps[-1]) == 3
    (overdue,) = await signing.notices(RequestOverdue)
    assert overdue.person_id == harness.guard.person.id
    (to_author,) = await signing.notices(DocumentOverdue)
    assert to_author.person_id == harness.owner.person.id
    assert (to_author.subject_id, to_author.content.waiting, to_author.content.total) == (document.id, 1, 1)


async def test_one_run_sends_all_due_reminders(signing, harness):
    for _ in range(5):
        await signing.send(harness.guard)
    harness.now = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
    assert await signing.remind() == 5
    assert len(await signing.notices(RequestReminder)) == 5
    assert await signing.remind() == 0


async def test_the_author_is_notified_once_however_many_requests_are_overdue(signing, harness):
    await signing.send(harness.guard, harness.holder)
    harness.later(days=10)
    await signing.remind()
    overdue = await signing.notices(RequestOverdue) + await signing.notices(DocumentOverdue)
    assert sorted(str(notice.person_id) for notice in overdue) == sorted(
        str(one.person.id) for one in (harness.owner, harness.guard, harness.holder)
    )


async def test_settled_requests_are_not_reminded_of(signing, harness):
    document = (await signing.send(harness.guard, harness.holder)).document
    await signing.sign(document, harness.guard)
    await signing.decline(document, harness.holder)
    harness.later(days=10)
    assert await signing.remind() == 0
    assert not await signing.notices(RequestReminder)


def organisation_zone(organisation):
    return ZoneInfo(organisation.time_zone)


async def test_nobody_is_reminded_at_night_or_on_a_day_off(signing, harness):
    document = (await signing.send(harness.guard)).document
    organisation = harness.owner.organisation
    kinds = (RequestReminder, RequestOverdue)
    sent_at = await _run_until(signing, harness, document.deadline_at + timedelta(days=2), kinds)
    assert len(sent_at) == len(await signing.notices(RequestReminder)) + 1
    for at in sent_at:
        local = at.astimezone(organisation_zone(organisation))
        assert local.isoweekday() in organisation.working_days
        assert organisation.works_from <= local.time() < organisation.works_until


async def test_after_an_outage_one_reminder_is_sent_instead_of_all_missed_ones(signing, harness):
    await signing.send(harness.guard)
    harness.later(days=4)
    await signing.remind()
    assert [notice.content.step for notice in await signing.notices(RequestReminder)] == ["after-3-days"]


async def test_a_snoozed_request_is_not_reminded_of_until_tomorrow(signing, harness):
    document = (await signing.send(harness.guard)).document
    harness.later(days=1, minutes=-5)
    request = await signing.request(document, harness.guard)
    snoozed = await SnoozeRequest(harness.open)(harness.guard, request.id, now=harness.now)
    harness.later(hours=2)
    await signing.remind()
    assert not await signing.notices(RequestReminder)
    harness.now = snoozed.until + timedelta(minutes=1)
    await signing.remind()
    assert len(await signing.notices(RequestReminder)) == 1
    with pytest.raises(NotAllowedRefused):
        await SnoozeRequest(harness.open)(harness.holder, request.id, now=harness.now)


FRIDAY = datetime(2026, 3, 13, 9, 0, tzinfo=UTC)
"""Eleven in Kyiv."""


async def test_a_snooze_on_the_last_working_day_puts_nothing_off_and_says_so(signing, harness):
    """The document is due on Sunday, and reminders come from Monday to Friday, from 9 to 18."""
    harness.now = FRIDAY - timedelta(days=4)
    document = (await signing.send(harness.guard, deadline_at=FRIDAY + timedelta(days=2))).document
    harness.now = FRIDAY - timedelta(days=1)
    await signing.remind()
    before = len(await signing.notices(RequestReminder))
    harness.now = FRIDAY
    request = await signing.request(document, harness.guard)
    snoozed = await SnoozeRequest(harness.open)(harness.guard, request.id, now=harness.now)
    assert (snoozed.until, snoozed.document.deadline_at) == (None, document.deadline_at)
    [at] = await _run_until(signing, harness, document.deadline_at)
    assert at.replace(minute=0) == datetime(2026, 3, 13, 15, tzinfo=UTC)
    assert len(await signing.notices(RequestReminder)) == before + 1


async def test_a_holiday_marked_after_a_snooze_does_not_swallow_the_last_reminder(signing, harness):
    harness.now = FRIDAY - timedelta(days=3)
    document = (await signing.send(harness.guard, deadline_at=FRIDAY + timedelta(hours=5))).document
    harness.now = FRIDAY - timedelta(days=1)
    request = await signing.request(document, harness.guard)
    snoozed = await SnoozeRequest(harness.open)(harness.guard, request.id, now=harness.now)
    assert snoozed.until.date() == FRIDAY.date()
    change = WorkingTimeChange(off=frozenset({FRIDAY.date()}))
    await SetWorkingTime(harness.open)(harness.owner, change, event_id=harness.event_id(), now=harness.now)
    [at] = await _run_until(signing, harness, document.deadline_at)
    assert at.replace(minute=0) == datetime(2026, 3, 12, 15, tzinfo=UTC)


async def test_a_snoozed_reminder_comes_back_even_where_nothing_else_was_to_come(signing, harness):
    harness.now = FRIDAY - timedelta(days=4)
    document = (await signing.send(harness.guard, deadline_at=FRIDAY - timedelta(hours=1))).document
    await _run_until(signing, harness, FRIDAY - timedelta(days=1))
    request = await signing.request(document, harness.guard)
    snoozed = await SnoozeRequest(harness.open)(harness.guard, request.id, now=harness.now)
    [at] = await _run_until(signing, harness, document.deadline_at)
    assert snoozed.until <= at < snoozed.until + timedelta(minutes=10)


async def test_who_was_reminded_by_hand_is_not_reminded_again_that_day(signing, harness):
    document = (await signing.send(harness.guard)).document
    harness.now = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
    await RemindNow(harness.open)(harness.owner, document.id, now=harness.now)
    sent_at = await _run_until(signing, harness, datetime(2026, 3, 3, 20, 0, tzinfo=UTC))
    assert sent_at == []
    assert [notice.content.step for notice in await signing.notices(RequestReminder)] == ["now"]


async def test_a_settled_request_is_not_snoozed(signing, harness):
    document = (await signing.send(harness.guard)).document
    await signing.sign(document, harness.guard)
    request = await signing.request(document, harness.guard)
    settled = await SnoozeRequest(harness.open)(harness.guard, request.id, now=harness.now)
    assert settled == AlreadySettled(settled.document, RequestState.SIGNED)
    harness.later(days=10)
    assert await signing.remind() == 0
