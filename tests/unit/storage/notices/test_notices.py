"""The outbox and the reminders."""

from dataclasses import replace
from datetime import time, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from bot.notices.outbox import Address, Delivered, Dropped, Held, Later, Outcome, Unreachable
from bot.notices.ports import Reminder, Subject
from bot.notices.schedule import WorkingTime
from bot.signing.notices import RequestOverdue, RequestSent
from bot.staff.models import Status
from storage.tables import notice as notice_table

KYIV = WorkingTime("Europe/Kyiv", frozenset({1, 2, 3, 4, 5}), time(9), time(18))
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


async def _claim(harness, *, at=None, holder="here", most=9):
    now = at or harness.now
    async with harness.store.transaction() as tx:
        return await tx.outbox.claim(holder=holder, now=now, until=now + MINUTE, most=most)


async def _add(harness, *notices):
    async with harness.store.transaction() as tx:
        await tx.outbox.add(notices)


async def test_a_notice_goes_to_the_living_account_in_its_language(harness):
    person = await harness.person()
    account = await harness.account(person, language="ru")
    notice = harness.make_notice(person)
    await _add(harness, notice, replace(notice, content=replace(notice.content, title="other")))
    assert await _claim(harness) == [Address(notice, account.telegram_id, "ru", KYIV)]


async def test_without_an_account_the_organisation_s_language_is_read_and_nobody_is_addressed(harness):
    notice = harness.make_notice(await harness.person())
    await _add(harness, notice)
    assert await _claim(harness) == [Address(notice, None, "uk", KYIV)]


async def test_a_notice_that_names_its_reader_goes_to_them_alone(harness):
    person = await harness.person()
    await harness.account(person, telegram_id=1, language="ru")
    notice = harness.make_notice(person, telegram_id=2, language="en")
    await _add(harness, notice)
    assert await _claim(harness) == [Address(notice, 2, "en", KYIV)]


@pytest.mark.parametrize("harm", [{"kind": "of-tomorrow"}, {"kind": "guest-asks"}, {"facts": None}])
async def test_a_notice_that_cannot_be_decoded_is_dropped_and_holds_up_no_other(harness, harm):
    person = await harness.person()
    harmed, sound = harness.make_notice(person), harness.make_notice(person)
    await _add(harness, harmed, sound)
    async with harness.engine.begin() as connection:
        await connection.execute(update(notice_table).where(notice_table.c.id == harmed.id).values(harm))
    assert [each.notice for each in await _claim(harness)] == [sound]
    (dead,) = await harness.store.queues.dead_notices(9)
    assert (dead.id, dead.outcome, dead.error) == (harmed.id, Outcome.DROPPED, "NoticeDecodeError")
    async with harness.store.reading() as tx:
        assert await tx.outbox.get(harmed.id) is None
        assert await tx.outbox.get(sound.id) == sound


async def test_a_clock_set_back_by_an_hour_holds_up_no_notice_that_was_claimed_before(harness):
    person = await harness.person()
    await _add(harness, harness.make_notice(person), harness.make_notice(person))
    assert len(await _claim(harness, at=harness.now + 60 * MINUTE, holder="dead")) == 2
    assert len(await _claim(harness)) == 2
    assert await _claim(harness, holder="there") == []


async def test_a_notice_is_held_by_one_until_its_lease_runs_out(harness):
    notice = harness.make_notice(await harness.person())
    await _add(harness, notice)
    assert len(await _claim(harness)) == 1
    assert await _claim(harness, holder="there") == []
    assert len(await _claim(harness, holder="there", at=harness.now + MINUTE)) == 1


async def test_notices_come_oldest_first_and_not_before_their_time(harness):
    person = await harness.person()
    late, early, future = (
        harness.make_notice(person, send_after_at=harness.now + offset) for offset in (-SECOND, -MINUTE, SECOND)
    )
    await _add(harness, late, early, future)
    assert [each.notice for each in await _claim(harness)] == [early, late]


async def test_nobody_overtakes_a_notice_to_the_same_person_that_another_holds(harness):
    first_reader, second_reader = await harness.person(), await harness.person()
    notices = [harness.make_notice(person) for person in (first_reader, first_reader, second_reader)]
    await _add(harness, *notices)
    assert [each.notice for each in await _claim(harness, most=1)] == [notices[0]]
    assert [each.notice for each in await _claim(harness, holder="there")] == [notices[2]]
    async with harness.store.transaction() as tx:
        await tx.outbox.settle([Delivered(notices[0], 5, harness.now)])
    assert [each.notice for each in await _claim(harness, holder="there")] == [notices[1]]


async def test_a_delivered_notice_is_over_and_forgets_its_facts(harness):
    person = await harness.person()
    notice = harness.make_notice(person)
    await _add(harness, notice)
    await _claim(harness)
    async with harness.store.transaction() as tx:
        await tx.outbox.settle([Delivered(notice, 77, harness.now)])
        await tx.outbox.settle([Later(notice, "too late", harness.now)])
        last = tx.outbox.last_message
        assert await last(person.id, notice.subject_id, [RequestOverdue.kind, RequestSent.kind]) == 77
        assert await last(person.id, notice.subject_id, [RequestOverdue.kind]) is None
        assert await last(person.id, uuid4(), [RequestSent.kind]) is None
    async with harness.engine.connect() as connection:
        assert (await connection.execute(select(notice_table.c.facts))).scalar_one() is None
    assert await _claim(harness, at=harness.now + 2 * MINUTE) == []


async def test_what_became_of_many_is_recorded_at_once_and_once(harness):
    people = [await harness.person() for _ in range(5)]
    sent, too, lost, bad, slow = (harness.make_notice(person) for person in people)
    await _add(harness, sent, too, lost, bad, slow)
    assert len(await _claim(harness)) == 5
    became = [
        Delivered(sent, 1, harness.now),
        Unreachable(lost, "blocked", harness.now, 1),
        Later(slow, "slow down", harness.now + SECOND),
        Dropped(bad, "KeyError"),
        Delivered(too, 2, harness.now),
    ]
    for _ in range(2):
        async with harness.store.transaction() as tx:
            await tx.outbox.settle(became[:2] + became[3:])
    async with harness.store.transaction() as tx:
        await tx.outbox.settle([became[2], Dropped(sent, "too late"), Delivered(lost, 3, harness.now)])
    standing = await harness.store.queues.outbox(harness.now)
    assert (standing.pending, standing.delivered, standing.unreachable, standing.dropped) == (1, 2, 1, 1)
    assert [each.notice.id for each in await _claim(harness, at=harness.now + SECOND)] == [slow.id]


async def test_what_is_in_hand_is_held_for_longer(harness):
    notices = [harness.make_notice(await harness.person()) for _ in range(2)]
    await _add(harness, *notices)
    assert len(await _claim(harness, most=1)) == 1
    async with harness.store.transaction() as tx:
        await tx.outbox.renew(holder="here", until=harness.now + 3 * MINUTE)
    later = harness.now + 2 * MINUTE
    assert [each.notice for each in await _claim(harness, at=later, holder="there")] == [notices[1]]
    assert len(await _claim(harness, at=later + MINUTE, holder="there")) == 2


async def test_the_newest_message_about_a_subject_is_the_one_answered(harness):
    person = await harness.person()
    first = harness.make_notice(person)
    second = replace(first, id=uuid4())
    await _add(harness, first, second)
    async with harness.store.transaction() as tx:
        await tx.outbox.settle([Delivered(second, 1, harness.now + MINUTE)])
        await tx.outbox.settle([Delivered(first, 2, harness.now)])
        assert await tx.outbox.last_message(person.id, first.subject_id, [first.content.kind]) == 1


async def test_who_blocked_the_bot_is_marked(harness):
    person = await harness.person()
    account = await harness.account(person)
    notice = harness.make_notice(person)
    await _add(harness, notice)
    async with harness.store.transaction() as tx:
        await tx.outbox.settle([Unreachable(notice, "blocked", harness.now, account.telegram_id)])
        assert (await tx.people.get(harness.organisation.id, person.id)).unreachable_at == harness.now
        assert await tx.people.unreachable([person.id, uuid4()]) == [person.id]
    (dead,) = await harness.store.queues.dead_notices(9)
    assert (dead.id, dead.outcome, dead.error) == (notice.id, Outcome.UNREACHABLE, "blocked")
    assert await _claim(harness) == []


@pytest.mark.parametrize("registered", [False, True])
@pytest.mark.parametrize("telegram_id", [None, 7])
async def test_nobody_is_marked_whose_own_account_refused_nothing(harness, registered, telegram_id):
    person = await harness.person()
    if registered:
        await harness.account(person, telegram_id=8)
    notice = harness.make_notice(person, telegram_id=telegram_id)
    await _add(harness, notice)
    async with harness.store.transaction() as tx:
        await tx.outbox.settle([Unreachable(notice, "blocked", harness.now, telegram_id)])
        assert await tx.people.unreachable([person.id]) == []
        listed = await tx.people.listed(harness.organisation.id, person.id, harness.now)
    assert listed.status is (Status.REGISTERED if registered else Status.NOT_INVITED)


async def test_a_notice_given_back_comes_again_later(harness):
    notice = harness.make_notice(await harness.person())
    await _add(harness, notice)
    await _claim(harness)
    async with harness.store.transaction() as tx:
        await tx.outbox.settle([Later(notice, "slow down", harness.now + SECOND)])
    assert await _claim(harness) == []
    (again,) = await _claim(harness, at=harness.now + SECOND, holder="there")
    assert (again.notice.attempts, again.notice.error, again.notice.content) == (1, "slow down", notice.content)


async def test_a_notice_held_until_working_hours_has_not_been_tried(harness):
    notice = harness.make_notice(await harness.person())
    await _add(harness, notice)
    await _claim(harness)
    async with harness.store.transaction() as tx:
        await tx.outbox.settle([Held(notice, harness.now + SECOND)])
    assert await _claim(harness) == []
    (again,) = await _claim(harness, at=harness.now + SECOND, holder="there")
    assert (again.notice.attempts, again.notice.error) == (0, None)


async def test_a_notice_nobody_can_word_becomes_a_dead_letter_and_in_time_removed(harness):
    notice, waiting = (harness.make_notice(person) for person in [await harness.person()] * 2)
    await _add(harness, notice, waiting)
    async with harness.store.transaction() as tx:
        await tx.outbox.settle([Dropped(notice, "no text")])
    assert [each.error for each in await harness.store.queues.dead_notices(9)] == ["no text"]
    assert await harness.store.purge.remove("notices", harness.now, harness.now) == 0
    assert await harness.store.purge.remove("notices", harness.now + SECOND, harness.now) == 1
    assert [each.notice for each in await _claim(harness)] == [waiting]


def _reminder(harness, **changes):
    return replace(Reminder(uuid4(), harness.organisation.id, Subject.REQUEST, harness.now), **changes)


async def _due(tx, now, most=9):
    return [row.id for row in await tx.reminders.due([Subject.REQUEST], now, most)]


async def test_reminders_are_due_when_their_time_has_come_longest_first(harness):
    late, early, future = (_reminder(harness, next_at=harness.now + offset) for offset in (-SECOND, -MINUTE, SECOND))
    other = _reminder(harness, subject=Subject.SERVICE_QR)
    async with harness.store.transaction() as tx:
        for reminder in (
            late,
            early,
            future,
            other,
            _reminder(harness, next_at=None),
            replace(late, done=frozenset("x")),
        ):
            await tx.reminders.add(reminder)
        assert await _due(tx, harness.now) == [early.id, late.id]
        assert await _due(tx, harness.now, most=1) == [early.id]
        assert await tx.reminders.of([early.id]) == [early]


async def test_a_reminder_moves_on_once(harness):
    was = _reminder(harness, done=frozenset({"b", "a, with a comma"}))
    becomes = replace(was, next_at=None, done=was.done | {"c"})
    async with harness.store.transaction() as tx:
        await tx.reminders.add(was)
        (read,) = await tx.reminders.of(await _due(tx, harness.now))
        assert read == was
        assert await tx.reminders.advance(read, becomes)
        assert not await tx.reminders.advance(read, becomes)
        assert await tx.reminders.advance(becomes, was)


async def test_a_reminder_that_somebody_gave_by_hand_is_noted(harness):
    reminder, other = _reminder(harness), _reminder(harness)
    async with harness.store.transaction() as tx:
        await tx.reminders.add(reminder)
        await tx.reminders.add(other)
        await tx.reminders.note_reminded([reminder.id, uuid4()], harness.now)
        assert await tx.reminders.of([reminder.id]) == [replace(reminder, reminded_at=harness.now)]
        assert await tx.reminders.of([other.id]) == [other]
        assert not await tx.reminders.advance(reminder, replace(reminder, next_at=None))
        await tx.reminders.stop([reminder.id, other.id, uuid4()])
        assert await _due(tx, harness.now + MINUTE) == []


async def test_what_a_dead_holder_was_sending_is_given_back_at_once(harness):
    notice = harness.make_notice(await harness.person())
    await _add(harness, notice)
    await _claim(harness, holder="dead")
    async with harness.store.transaction() as tx:
        assert await tx.outbox.holders() == {"dead"}
        await tx.outbox.release(holder="dead")
        assert await tx.outbox.holders() == set()
    assert [address.notice.id for address in await _claim(harness)] == [notice.id]
