"""Updates, stored before they are acknowledged and handled once, in order, by one process at a time."""

import asyncio
from contextlib import suppress
from datetime import timedelta
from itertools import count

import pytest
from sqlalchemy import text

from bot.inbox import SECRET_KEPT, StoredUpdate, UserQueue

MINUTE = timedelta(minutes=1)


def _update(number, sender=7, payload=None):
    return StoredUpdate(number, sender, payload or f'{{"update_id":{number}}}'.encode())


@pytest.fixture
def desk(harness):
    """The inbox with its times filled in; `now` moves by hand."""

    class Desk:
        now = harness.now
        inbox = harness.inbox
        purge = harness.store.purge
        queues = harness.store.queues

        def _lease(self, holder):
            return {"holder": holder, "now": self.now, "until": self.now + MINUTE}

        async def store(self, *updates, holder="here", most=None):
            return await self.inbox.store(updates, **self._lease(holder), most=most)

        async def claim(self, holder="here", most=9):
            return await self.inbox.claim(**self._lease(holder), most=most)

        async def done(self, update, memory=None, holder="here", secret=b""):
            return await self.inbox.done(update.sender, update.id, memory, secret, **self._lease(holder))

        async def failed(self, update, error="boom", holder="here", most=2):
            return await self.inbox.failed(update.sender, update.id, error, **self._lease(holder), most=most)

    return Desk()


async def test_a_new_update_claims_its_free_lane(desk):
    first, second, other = _update(1), _update(2), _update(3, sender=8)
    user_queues = await desk.store(second, other, first)
    assert user_queues == [UserQueue(7, b"", (first, second)), UserQueue(8, b"", (other,))]


async def test_nothing_to_store_claims_nothing(desk):
    assert await desk.store() == []


async def test_an_update_of_nobody_has_a_lane_of_its_own(desk):
    update = _update(1, sender=0)
    assert await desk.store(update) == [UserQueue(0, b"", (update,))]


async def test_an_update_for_a_lane_at_work_is_found_when_the_one_before_is_done(desk):
    first, second = _update(1), _update(2)
    await desk.store(first)
    assert await desk.store(second) == []
    assert await desk.store(second, holder="there") == []
    assert await desk.done(first) == (second,)
    assert await desk.done(second) == ()
    assert await desk.claim() == []


async def test_a_repeated_update_is_dropped(desk):
    update = _update(1)
    await desk.store(update)
    assert await desk.store(_update(1, payload=b"other")) == []
    assert await desk.done(update) == ()
    assert await desk.store(update) == []
    assert (await desk.queues.inbox()).waiting == 0


async def test_memory_comes_with_the_lane_and_changes_with_the_update(desk):
    updates = [_update(number) for number in range(1, 4)]
    await desk.store(updates[0])
    await desk.done(updates[0], b'{"state":"asked"}')
    assert (await desk.store(updates[1]))[0].memory == b'{"state":"asked"}'
    await desk.done(updates[1])
    assert (await desk.store(updates[2]))[0].memory == b'{"state":"asked"}'
    await desk.done(updates[2], b"")
    assert (await desk.store(_update(4)))[0].memory == b""


async def test_what_a_dead_process_left_is_taken_up_by_another(desk):
    first, second = _update(1), _update(2)
    await desk.store(first, second, holder="dead")
    assert await desk.claim() == []
    desk.now += MINUTE
    assert await desk.claim(most=1) == [UserQueue(7, b"", (first, second))]
    assert await desk.claim("third") == []


async def test_a_clock_set_back_by_an_hour_does_not_make_anybody_wait_an_hour(desk):
    await desk.store(_update(1), holder="dead")
    desk.now -= 60 * MINUTE
    assert await desk.claim() == [UserQueue(7, b"", (_update(1),))]
    assert await desk.claim("third") == []


async def test_a_new_update_takes_up_what_a_dead_process_left_in_its_lane(desk):
    await desk.store(_update(1), holder="dead")
    desk.now += MINUTE
    assert await desk.store(_update(2)) == [UserQueue(7, b"", (_update(1), _update(2)))]


async def test_who_lost_the_lease_changes_nothing(desk):
    update = _update(1)
    await desk.store(update, holder="slow")
    desk.now += MINUTE
    await desk.claim("quick")
    assert await desk.done(update, b"stale", holder="slow") == ()
    assert await desk.failed(update, holder="slow") == ()
    assert (await desk.queues.inbox()).waiting == 1
    assert await desk.done(update, holder="quick") == ()
    assert (await desk.store(_update(2)))[0].memory == b""


async def test_a_failed_update_comes_again_and_is_set_aside_in_the_end(desk):
    poison, next_one = _update(1), _update(2)
    await desk.store(poison, next_one)
    again = await desk.failed(poison)
    assert [(each.id, each.attempts, each.payload) for each in again] == [
        (1, 1, poison.payload),
        (2, 0, next_one.payload),
    ]
    assert await desk.failed(poison, "boom again") == (next_one,)
    (aside,) = await desk.queues.dead_updates(5)
    assert (aside.id, aside.attempts, aside.error) == (1, 2, "boom again")
    assert await desk.done(next_one) == ()
    assert await desk.claim() == []


async def test_a_renewed_lease_holds_longer(desk):
    await desk.store(_update(1), _update(2, sender=8))
    await desk.inbox.renew([7], holder="here", until=desk.now + 2 * MINUTE)
    await desk.inbox.renew([8], holder="stranger", until=desk.now + 2 * MINUTE)
    desk.now += MINUTE
    assert [user_queue.sender for user_queue in await desk.claim("there")] == [8]


async def test_a_graceful_stop_gives_every_lane_back(desk):
    await desk.store(_update(1), _update(2, sender=8))
    await desk.inbox.release(holder="stranger")
    assert await desk.claim("there") == []
    await desk.inbox.release(holder="here")
    assert [user_queue.sender for user_queue in await desk.claim("there")] == [7, 8]


async def test_answered_updates_are_forgotten_in_time(desk):
    await desk.store(_update(1), _update(2))
    await desk.done(_update(1))
    assert await desk.purge.remove("updates", desk.now, desk.now) == 0
    assert await desk.purge.remove("updates", desk.now + MINUTE, desk.now) == 1
    assert (await desk.queues.inbox()).waiting == 1
    assert [each.id for user_queue in await desk.store(_update(1, sender=9)) for each in user_queue.updates] == [1]


async def test_a_whole_batch_is_stored_at_once(desk):
    updates = [_update(number, sender=number % 10) for number in range(1, 101)]
    user_queues = await desk.store(*updates)
    assert sorted(each.id for user_queue in user_queues for each in user_queue.updates) == list(range(1, 101))
    assert all(
        [each.id for each in user_queue.updates] == sorted(each.id for each in user_queue.updates)
        for user_queue in user_queues
    )


async def test_a_dead_holder_is_known_and_its_lanes_are_given_back(desk):
    first, second = _update(1), _update(2, sender=8)
    await desk.store(first, holder="dead")
    await desk.store(second, holder="alive")
    assert await desk.inbox.holders() == {"dead", "alive"}
    await desk.inbox.release(holder="dead")
    assert await desk.inbox.holders() == {"alive"}
    assert [user_queue.updates for user_queue in await desk.claim()] == [(first,)]


async def test_what_is_more_than_a_process_takes_is_left_to_who_has_room_those_that_wait_longest_first(desk):
    updates = [_update(1, sender=9), _update(2, sender=8), _update(3), _update(4, sender=9)]
    assert await desk.store(*updates, most=1) == [UserQueue(9, b"", (updates[0], updates[3]))]
    assert await desk.claim("there", most=1) == [UserQueue(8, b"", (updates[1],))]
    assert await desk.claim("there") == [UserQueue(7, b"", (updates[2],))]
    assert await desk.claim("third") == []


async def test_a_full_process_leaves_a_lane_with_its_memory_and_in_order(desk):
    first, second, third = _update(1), _update(2), _update(3)
    await desk.store(first)
    await desk.done(first, b"memory")
    assert await desk.store(second, most=0) == []
    assert await desk.store(third, most=0) == []
    assert await desk.claim("there") == [UserQueue(7, b"memory", (second, third))]


async def heard_of(desk, heard):
    """Leave updates until it is heard of; the listening begins at some time."""
    async with asyncio.timeout(20):
        for number in count(1):
            await desk.store(_update(number), most=0)
            with suppress(TimeoutError):
                await asyncio.wait_for(heard.wait(), 0.1)
                return


async def test_every_process_is_told_at_once_of_what_one_left(desk, harness, neighbour):
    if harness.engine.dialect.name == "sqlite":
        pytest.skip("one process takes everything there")
    heard = asyncio.Event()
    listening = asyncio.create_task(neighbour.inbox.listen(heard.set))
    await heard_of(desk, heard)
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)


async def test_who_listens_goes_on_when_the_connection_is_lost(desk, harness, neighbour, monkeypatch):
    if harness.engine.dialect.name == "sqlite":
        pytest.skip("one process takes everything there")
    monkeypatch.setattr("storage.inbox.leftovers._HEARTBEAT_SECONDS", 0.2)
    heard = asyncio.Event()
    listening = asyncio.create_task(neighbour.inbox.listen(heard.set))
    await heard_of(desk, heard)
    async with harness.engine.begin() as connection:
        others = (
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'built' AND pid <> pg_backend_pid()"
        )
        assert any((await connection.execute(text(others))).scalars())
    await asyncio.sleep(0.1)
    heard.clear()
    await heard_of(desk, heard)
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)


async def test_a_secret_is_kept_with_the_memory_and_given_back_for_some_minutes(desk):
    updates = [_update(number) for number in (1, 2, 3)]
    await desk.store(updates[0])
    await desk.done(updates[0], b"memory", secret=b"123")
    desk.now += SECRET_KEPT - MINUTE
    assert await desk.store(updates[1]) == [UserQueue(7, b"memory", (updates[1],), b"123")]
    await desk.done(updates[1])
    desk.now += MINUTE
    assert await desk.store(updates[2]) == [UserQueue(7, b"memory", (updates[2],))]


async def test_a_secret_is_erased_when_its_time_is_over_whether_or_not_anybody_comes_back(desk, harness):
    for number, sender in ((1, 7), (2, 8)):
        await desk.store(_update(number, sender))
        await desk.done(_update(number, sender), b"memory", secret=b"123")
        desk.now += MINUTE
    await desk.inbox.forget_secrets(desk.now + SECRET_KEPT - MINUTE - MINUTE / 2)
    assert await _secrets(harness) == {7: False, 8: True}
    await desk.inbox.forget_secrets(desk.now + SECRET_KEPT)
    assert await _secrets(harness) == {7: False, 8: False}
    assert [user_queue.memory for user_queue in await desk.store(_update(3), _update(4, sender=8))] == [b"memory"] * 2


async def test_a_secret_that_is_used_up_is_gone_at_once(desk, harness):
    await desk.store(_update(1), _update(2))
    await desk.done(_update(1), b"memory", secret=b"123")
    await desk.done(_update(2), b"memory")
    assert await _secrets(harness) == {7: False}


async def _secrets(harness):
    """Which senders' secrets are in the database."""
    async with harness.engine.begin() as connection:
        rows = await connection.execute(text("SELECT sender, secret IS NOT NULL FROM conversation"))
        return {sender: bool(there) for sender, there in rows}
