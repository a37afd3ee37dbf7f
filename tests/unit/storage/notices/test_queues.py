"""How the queues stand, the dead letters, and putting it back."""

from dataclasses import astuple
from datetime import timedelta

import pytest

from bot.inbox import StoredUpdate
from bot.notices.outbox import Delivered, Dropped, Outcome, Unreachable

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def poisoned(harness):
    """Two updates of one sender; the first fails until it becomes a dead letter."""
    lease = {"holder": "here", "now": harness.now, "until": harness.now + MINUTE}
    first = StoredUpdate(1, 7, b'{"update_id":1,"message":{"text":"secret"}}')
    await harness.inbox.store([first, StoredUpdate(2, 7, b'{"update_id":2,"message":{}}')], **lease)
    for _ in range(2):
        await harness.inbox.failed(7, 1, "ValueError", **lease, most=2)
    await harness.inbox.release(holder="here")
    return lease


async def test_a_dead_letter_is_shown_by_its_kind_and_error_alone(harness, poisoned):
    standing = await harness.store.queues.inbox()
    assert (standing.waiting, standing.dead, standing.oldest_at) == (1, 1, harness.now)
    (shown,) = await harness.store.queues.dead_updates(9)
    assert astuple(shown) == (1, "message", 2, "ValueError", harness.now)


async def test_an_update_put_back_is_handled_before_the_later_one(harness, poisoned):
    assert await harness.store.queues.retry_updates([2, 3]) == 0
    assert await harness.store.queues.retry_updates([1]) == 1
    (user_queue,) = await harness.inbox.claim(**poisoned, most=9)
    assert [(each.id, each.attempts) for each in user_queue.updates] == [(1, 0), (2, 0)]
    assert await harness.store.queues.retry_updates(None) == 0


async def test_notices_are_counted_by_what_became_of_them_and_lost_ones_are_sent_again(harness):
    person = await harness.person()
    lost, gone, sent, waits = (harness.make_notice(person) for _ in range(4))
    async with harness.store.transaction() as tx:
        await tx.outbox.add([lost, gone, sent, waits])
        await tx.outbox.settle([Dropped(lost, "KeyError")])
        await tx.outbox.settle([Unreachable(gone, "blocked", harness.now, 1)])
        await tx.outbox.settle([Delivered(sent, 5, harness.now)])
    queues = harness.store.queues
    assert astuple(await queues.outbox(harness.now))[:5] == (1, 1, 1, 1, harness.now)
    assert (await queues.outbox(harness.now - MINUTE)).oldest_due_at is None
    shown = [(one.id, one.outcome, one.error) for one in await queues.dead_notices(9)]
    assert shown == [(gone.id, Outcome.UNREACHABLE, "blocked"), (lost.id, Outcome.DROPPED, "KeyError")]
    assert await queues.retry_notices([lost.id, sent.id], harness.now + MINUTE) == 1
    assert await queues.retry_notices(None, harness.now) == 1
    async with harness.store.transaction() as tx:
        now = harness.now + MINUTE
        claimed = await tx.outbox.claim(holder="here", now=now, until=now + MINUTE, most=9)
    assert {each.notice.id for each in claimed} == {lost.id, gone.id, waits.id}
    assert all(each.notice.content.title == lost.content.title for each in claimed)


async def test_a_database_that_is_there_answers(harness):
    await harness.store.queues.answers()
