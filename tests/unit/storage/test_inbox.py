"""Updates, stored before they are acknowledged and handled once, in order, by one process at a time."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from sqlalchemy import text

from bot.inbox import FROM_PAGES, SECRET_KEPT, Handling, StoredUpdate, UserQueue

MINUTE = timedelta(minutes=1)


def _update(number, sender=7, payload=None):
    return StoredUpdate(number, sender, payload or f'{{"update_id":{number}}}'.encode())


@pytest.fixture
def inbox(harness):
    """The inbox with its times filled in; `now` moves by hand."""

    class InboxHarness:
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

    return InboxHarness()


async def test_a_new_update_claims_its_free_queue(inbox):
    first, second, other = _update(1), _update(2), _update(3, sender=8)
    user_queues = await inbox.store(second, other, first)
    assert user_queues == [UserQueue(7, b"", (first, second)), UserQueue(8, b"", (other,))]


async def test_nothing_to_store_claims_nothing(inbox):
    assert await inbox.store() == []


async def test_an_update_without_a_sender_has_a_queue_of_its_own(inbox):
    update = _update(1, sender=0)
    assert await inbox.store(update) == [UserQueue(0, b"", (update,))]


async def test_an_update_for_a_busy_queue_is_found_when_the_one_before_is_done(inbox):
    first, second = _update(1), _update(2)
    await inbox.store(first)
    assert await inbox.store(second) == []
    assert await inbox.store(second, holder="there") == []
    assert await inbox.done(first) == (second,)
    assert await inbox.done(second) == ()
    assert await inbox.claim() == []


async def test_a_repeated_update_is_dropped(inbox):
    update = _update(1)
    await inbox.store(update)
    assert await inbox.store(_update(1, payload=b"other")) == []
    assert await inbox.done(update) == ()
    assert await inbox.store(update) == []
    assert (await inbox.queues.inbox()).waiting == 0


async def test_memory_comes_with_the_queue_and_changes_with_the_update(inbox):
    updates = [_update(number) for number in range(1, 4)]
    await inbox.store(updates[0])
    await inbox.done(updates[0], b'{"state":"asked"}')
    assert (await inbox.store(updates[1]))[0].memory == b'{"state":"asked"}'
    await inbox.done(updates[1])
    assert (await inbox.store(updates[2]))[0].memory == b'{"state":"asked"}'
    await inbox.done(updates[2], b"")
    assert (await inbox.store(_update(4)))[0].memory == b""


async def test_what_a_dead_process_left_is_taken_up_by_another(inbox):
    first, second = _update(1), _update(2)
    await inbox.store(first, second, holder="dead")
    assert await inbox.claim() == []
    inbox.now += MINUTE
    assert await inbox.claim(most=1) == [UserQueue(7, b"", (replace(first, crashes=1), second))]
    assert await inbox.claim("third") == []


async def test_a_clock_set_back_by_an_hour_does_not_make_anybody_wait_an_hour(inbox):
    await inbox.store(_update(1), holder="dead")
    inbox.now -= 60 * MINUTE
    assert await inbox.claim() == [UserQueue(7, b"", (replace(_update(1), crashes=1),))]
    assert await inbox.claim("third") == []


async def test_a_new_update_also_claims_what_a_dead_process_left_in_its_queue(inbox):
    await inbox.store(_update(1), holder="dead")
    inbox.now += MINUTE
    assert await inbox.store(_update(2)) == [UserQueue(7, b"", (_update(1), _update(2)))]


async def test_who_lost_the_lease_changes_nothing(inbox):
    update = _update(1)
    await inbox.store(update, holder="slow")
    inbox.now += MINUTE
    await inbox.claim("quick")
    assert await inbox.done(update, b"stale", holder="slow") == ()
    assert await inbox.failed(update, holder="slow") == ()
    assert (await inbox.queues.inbox()).waiting == 1
    assert await inbox.done(update, holder="quick") == ()
    assert (await inbox.store(_update(2)))[0].memory == b""


async def test_a_failed_update_comes_again_and_becomes_a_dead_letter_in_the_end(inbox):
    poison, next_one = _update(1), _update(2)
    await inbox.store(poison, next_one)
    again = await inbox.failed(poison)
    assert [(each.id, each.attempts, each.payload) for each in again] == [
        (1, 1, poison.payload),
        (2, 0, next_one.payload),
    ]
    assert await inbox.failed(poison, "boom again") == (next_one,)
    (dead,) = await inbox.queues.dead_updates(5)
    assert (dead.id, dead.attempts, dead.error) == (1, 2, "boom again")
    assert await inbox.done(next_one) == ()
    assert await inbox.claim() == []


async def test_a_renewed_lease_holds_longer(inbox):
    await inbox.store(_update(1), _update(2, sender=8))
    await inbox.inbox.renew([7], holder="here", until=inbox.now + 2 * MINUTE)
    await inbox.inbox.renew([8], holder="stranger", until=inbox.now + 2 * MINUTE)
    inbox.now += MINUTE
    assert [user_queue.sender for user_queue in await inbox.claim("there")] == [8]


async def test_a_graceful_stop_releases_every_queue(inbox):
    await inbox.store(_update(1), _update(2, sender=8))
    await inbox.inbox.release(holder="stranger")
    assert await inbox.claim("there") == []
    await inbox.inbox.release(holder="here")
    assert [user_queue.sender for user_queue in await inbox.claim("there")] == [7, 8]


async def test_answered_updates_are_forgotten_in_time(inbox):
    await inbox.store(_update(1), _update(2))
    await inbox.done(_update(1))
    assert await inbox.purge.remove("updates", inbox.now, inbox.now) == 0
    assert await inbox.purge.remove("updates", inbox.now + MINUTE, inbox.now) == 1
    assert (await inbox.queues.inbox()).waiting == 1
    assert [each.id for user_queue in await inbox.store(_update(1, sender=9)) for each in user_queue.updates] == [1]


async def test_a_whole_batch_is_stored_at_once(inbox):
    updates = [_update(number, sender=number % 10) for number in range(1, 101)]
    user_queues = await inbox.store(*updates)
    assert sorted(each.id for user_queue in user_queues for each in user_queue.updates) == list(range(1, 101))
    assert all(
        [each.id for each in user_queue.updates] == sorted(each.id for each in user_queue.updates)
        for user_queue in user_queues
    )


async def test_a_dead_holder_is_known_and_its_queues_are_given_back(inbox):
    first, second = _update(1), _update(2, sender=8)
    await inbox.store(first, holder="dead")
    await inbox.store(second, holder="alive")
    assert await inbox.inbox.holders() == {"dead", "alive"}
    await inbox.inbox.release(holder="dead")
    assert await inbox.inbox.holders() == {"alive"}
    assert [user_queue.updates for user_queue in await inbox.claim()] == [(first,)]


async def test_what_is_more_than_a_process_takes_is_left_to_who_has_room_those_that_wait_longest_first(inbox):
    updates = [_update(1, sender=9), _update(2, sender=8), _update(3), _update(4, sender=9)]
    assert await inbox.store(*updates, most=1) == [UserQueue(9, b"", (updates[0], updates[3]))]
    assert await inbox.claim("there", most=1) == [UserQueue(8, b"", (updates[1],))]
    assert await inbox.claim("there") == [UserQueue(7, b"", (updates[2],))]
    assert await inbox.claim("third") == []


async def test_a_full_process_releases_a_queue_with_its_memory_and_in_order(inbox):
    first, second, third = _update(1), _update(2), _update(3)
    await inbox.store(first)
    await inbox.done(first, b"memory")
    assert await inbox.store(second, most=0) == []
    assert await inbox.store(third, most=0) == []
    assert await inbox.claim("there") == [UserQueue(7, b"memory", (second, third))]


async def heard_of(inbox, heard):
    """Leave updates until it is heard of; the listening begins at some time."""
    async with asyncio.timeout(20):
        for number in count(1):
            await inbox.store(_update(number), most=0)
            with suppress(TimeoutError):
                await asyncio.wait_for(heard.wait(), 0.1)
                return


async def test_every_process_is_told_at_once_of_what_one_left(inbox, harness, neighbour):
    if harness.engine.dialect.name == "sqlite":
        pytest.skip("one process takes everything there")
    heard = asyncio.Event()
    listening = asyncio.create_task(neighbour.inbox.listen(heard.set))
    await heard_of(inbox, heard)
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)


async def test_who_listens_goes_on_when_the_connection_is_lost(inbox, harness, neighbour, monkeypatch):
    if harness.engine.dialect.name == "sqlite":
        pytest.skip("one process takes everything there")
    monkeypatch.setattr("storage.inbox.leftovers._HEARTBEAT_SECONDS", 0.2)
    heard = asyncio.Event()
    listening = asyncio.create_task(neighbour.inbox.listen(heard.set))
    await heard_of(inbox, heard)
    async with harness.engine.begin() as connection:
        others = (
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'built' AND pid <> pg_backend_pid()"
        )
        assert any((await connection.execute(text(others))).scalars())
    await asyncio.sleep(0.1)
    heard.clear()
    await heard_of(inbox, heard)
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)


async def test_a_secret_is_kept_with_the_memory_and_given_back_for_some_minutes(inbox):
    updates = [_update(number) for number in (1, 2, 3)]
    await inbox.store(updates[0])
    await inbox.done(updates[0], b"memory", secret=b"123")
    inbox.now += SECRET_KEPT - MINUTE
    assert await inbox.store(updates[1]) == [UserQueue(7, b"memory", (updates[1],), b"123")]
    await inbox.done(updates[1])
    inbox.now += MINUTE
    assert await inbox.store(updates[2]) == [UserQueue(7, b"memory", (updates[2],))]


async def test_a_secret_is_erased_when_its_time_is_over_whether_or_not_anybody_comes_back(inbox, harness):
    for number, sender in ((1, 7), (2, 8)):
        await inbox.store(_update(number, sender))
        await inbox.done(_update(number, sender), b"memory", secret=b"123")
        inbox.now += MINUTE
    await inbox.inbox.forget_secrets(inbox.now + SECRET_KEPT - MINUTE - MINUTE / 2)
    assert await _secrets(harness) == {7: False, 8: True}
    await inbox.inbox.forget_secrets(inbox.now + SECRET_KEPT)
    assert await _secrets(harness) == {7: False, 8: False}
    assert [user_queue.memory for user_queue in await inbox.store(_update(3), _update(4, sender=8))] == [b"memory"] * 2


async def test_a_secret_that_did_not_change_is_erased_when_it_would_have_been(inbox):
    await inbox.store(_update(1))
    await inbox.done(_update(1), b"memory", secret=b"123")
    for number in (2, 3):
        inbox.now += SECRET_KEPT / 2 - MINUTE / 4
        assert [each.secret for each in await inbox.store(_update(number))] == [b"123"]
        await inbox.done(_update(number), b"other memory %d" % number, secret=None)
    inbox.now += MINUTE
    assert await inbox.store(_update(4)) == [UserQueue(7, b"other memory 3", (_update(4),))]


async def test_a_secret_that_is_used_up_is_gone_at_once(inbox, harness):
    await inbox.store(_update(1), _update(2))
    await inbox.done(_update(1), b"memory", secret=b"123")
    await inbox.done(_update(2), b"memory")
    assert await _secrets(harness) == {7: False}


async def _secrets(harness):
    """Which senders' secrets are in the database."""
    async with harness.engine.begin() as connection:
        rows = await connection.execute(text("SELECT sender, secret IS NOT NULL FROM conversation"))
        return {sender: bool(there) for sender, there in rows}


async def crashes(inbox, holder="next"):
    return [one.updates[0].crashes for one in await inbox.claim(holder)]


async def test_a_process_that_died_counts_as_a_crash_of_what_it_was_handling(inbox):
    await inbox.store(_update(1), _update(2), holder="dead")
    await inbox.inbox.release(holder="dead", died=True)
    (queue,) = await inbox.claim("next")
    assert [(one.crashes, one.attempts) for one in queue.updates] == [(1, 0), (0, 0)]
    inbox.now += MINUTE
    assert await crashes(inbox) == [2]  # its lease ended


async def test_a_graceful_stop_counts_as_no_crash(inbox):
    await inbox.store(_update(1), holder="stopped")
    await inbox.inbox.release(holder="stopped")
    assert await crashes(inbox) == [0]


async def test_a_dead_letter_put_back_has_no_crashes(inbox):
    await inbox.store(_update(1), holder="dead")
    await inbox.inbox.release(holder="dead", died=True)
    (queue,) = await inbox.claim()
    await inbox.failed(queue.updates[0], most=1)
    await inbox.queues.retry_updates(None)
    assert await crashes(inbox) == [0]


async def test_what_became_of_an_update_and_the_memory_after_it_can_be_read(inbox):
    first, second = _update(1), _update(FROM_PAGES)
    assert (await inbox.inbox.handling(1), await inbox.inbox.memory(7)) == (None, b"")
    assert not await inbox.inbox.is_busy(7)
    await inbox.store(first, second)
    assert await inbox.inbox.is_busy(7)
    assert await inbox.inbox.handling(1) is Handling.WAITING
    await inbox.done(first, b"memory")
    await inbox.failed(second, most=1)
    assert not await inbox.inbox.is_busy(7)
    assert [await inbox.inbox.handling(one.id) for one in (first, second)] == [Handling.DONE, Handling.FAILED]
    assert await inbox.inbox.memory(7) == b"memory"


async def test_what_a_page_sent_is_erased_in_minutes_whether_it_was_handled_waits_or_failed(inbox, harness):
    pages = [_update(FROM_PAGES + number, sender=number) for number in range(3)]
    await inbox.store(_update(1, sender=9), *pages)
    await inbox.done(pages[0])
    await inbox.failed(pages[1], most=1)
    await inbox.inbox.forget_secrets(inbox.now + SECRET_KEPT - MINUTE)
    assert await _payloads(harness) == {1, pages[1].id, pages[2].id}
    await inbox.inbox.forget_secrets(inbox.now + SECRET_KEPT)
    assert await _payloads(harness) == {1}
    ends = [await inbox.inbox.handling(one.id) for one in pages]
    assert ends == [Handling.DONE, Handling.FAILED, Handling.DONE]
    assert await inbox.queues.retry_updates(None) == 0


async def test_what_a_page_sent_is_erased_but_holds_its_queue_while_it_is_handled(inbox):
    page, later = _update(FROM_PAGES, payload=b'{"update_id":1,"pin":"123456"}'), _update(2)
    await inbox.store(page)
    inbox.now += SECRET_KEPT
    for _ in range(2):
        await inbox.inbox.renew([7], holder="here", until=inbox.now + MINUTE)
        await inbox.inbox.forget_secrets(inbox.now)
    assert await inbox.store(later, holder="there") == []
    emptied = replace(page, attempts=1, payload=b'{"update_id": %d}' % page.id)
    assert await inbox.failed(page) == (later, emptied)
    assert await inbox.done(later, b"memory") == (emptied,)
    assert await inbox.done(emptied, b"other memory") == ()
    assert await inbox.inbox.memory(7) == b"other memory"


async def test_what_a_page_sent_waits_behind_no_queue_that_came_later(inbox):
    await inbox.store(_update(FROM_PAGES, sender=7), most=0)
    inbox.now += MINUTE
    await inbox.store(_update(1, sender=8), _update(2, sender=9), most=0)
    assert [one.sender for one in await inbox.claim(most=1)] == [7]
    assert [one.sender for one in await inbox.claim(most=1)] == [8]


async def _payloads(harness):
    """Which updates still have their contents."""
    async with harness.engine.begin() as connection:
        return set((await connection.execute(text('SELECT id FROM "update" WHERE payload IS NOT NULL'))).scalars())
