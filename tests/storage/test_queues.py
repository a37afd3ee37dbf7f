"""How the queues stand, what was set aside, and putting it back."""

from dataclasses import astuple
from datetime import timedelta

import pytest

from bot.inbox import StoredUpdate
from bot.notices.outbox import Delivered, Dropped, Outcome, Unreachable

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def poisoned(house):
    """Two updates of one sender; the first fails until it is set aside."""
    lease = {"holder": "here", "now": house.now, "until": house.now + MINUTE}
    first = StoredUpdate(1, 7, b'{"update_id":1,"message":{"text":"secret"}}')
    await house.inbox.store([first, StoredUpdate(2, 7, b'{"update_id":2,"message":{}}')], **lease)
    for _ in range(2):
        await house.inbox.failed(7, 1, "ValueError", **lease, most=2)
    await house.inbox.release(holder="here")
    return lease


async def test_an_update_set_aside_is_shown_by_its_kind_and_error_alone(house, poisoned):
    standing = await house.store.queues.inbox()
    assert (standing.waiting, standing.aside, standing.oldest_at) == (1, 1, house.now)
    (shown,) = await house.store.queues.updates_aside(9)
    assert astuple(shown) == (1, "message", 2, "ValueError", house.now)


async def test_an_update_put_back_is_handled_before_the_later_one(house, poisoned):
    assert await house.store.queues.retry_updates([2, 3]) == 0
    assert await house.store.queues.retry_updates([1]) == 1
    (lane,) = await house.inbox.claim(**poisoned, most=9)
    assert [(each.id, each.attempts) for each in lane.updates] == [(1, 0), (2, 0)]
    assert await house.store.queues.retry_updates(None) == 0


async def test_notices_are_counted_by_what_became_of_them_and_lost_ones_are_sent_again(house):
    person = await house.person()
    lost, gone, sent, waits = (house.make_notice(person) for _ in range(4))
    async with house.store.transaction() as tx:
        await tx.outbox.add([lost, gone, sent, waits])
        await tx.outbox.settle([Dropped(lost, "KeyError")])
        await tx.outbox.settle([Unreachable(gone, "blocked", house.now)])
        await tx.outbox.settle([Delivered(sent, 5, house.now)])
    queues = house.store.queues
    assert astuple(await queues.outbox(house.now))[:5] == (1, 1, 1, 1, house.now)
    assert (await queues.outbox(house.now - MINUTE)).oldest_due_at is None
    shown = [(one.id, one.outcome, one.error) for one in await queues.notices_aside(9)]
    assert shown == [(gone.id, Outcome.UNREACHABLE, "blocked"), (lost.id, Outcome.DROPPED, "KeyError")]
    assert await queues.retry_notices([lost.id, sent.id], house.now + MINUTE) == 1
    assert await queues.retry_notices(None, house.now) == 1
    async with house.store.transaction() as tx:
        now = house.now + MINUTE
        claimed = await tx.outbox.claim(holder="here", now=now, until=now + MINUTE, most=9)
    assert {each.notice.id for each in claimed} == {lost.id, gone.id, waits.id}
    assert all(each.notice.facts for each in claimed)


async def test_a_database_that_is_there_answers(house):
    await house.store.queues.answers()
