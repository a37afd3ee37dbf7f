"""Long polling as Telegram does it: offsets, confirming, waiting, 409; allowed updates; ids."""

import asyncio
import time

import pytest


async def ids(done, **given):
    return [update["update_id"] for update in await done("getUpdates", **given)]


async def test_unconfirmed_updates_come_again_until_confirmed(done, alice):
    await alice.sends("one")
    await alice.sends("two")
    first = await ids(done)
    assert len(first) == 3
    assert first == await ids(done)
    assert await ids(done, offset=first[1]) == first[1:]
    assert await ids(done) == first[1:]
    assert await ids(done, offset=first[-1] + 1) == []


async def test_ids_start_anywhere_and_grow_by_one(done, alice):
    await alice.sends("one")
    first, second = await ids(done)
    assert first > 1000
    assert second == first + 1


async def test_limit_and_negative_offset(done, alice):
    for number in range(4):
        await alice.sends(str(number))
    every = await ids(done)
    assert await ids(done, limit=2) == every[:2]
    assert await ids(done, offset=-2) == every[-2:]
    assert await ids(done) == every[-2:]


async def test_a_poll_waits_and_returns_with_the_first_update(done, alice):
    last = (await ids(done))[-1]
    started = time.monotonic()
    waiting = asyncio.create_task(done("getUpdates", offset=last + 1, timeout=20))
    await asyncio.sleep(0.2)
    await alice.sends("at last")
    updates = await waiting
    assert updates[0]["message"]["text"] == "at last"
    assert time.monotonic() - started < 5


async def test_a_poll_with_nothing_ends_with_its_timeout(done):
    started = time.monotonic()
    assert await done("getUpdates", timeout=1) == []
    assert 0.9 < time.monotonic() - started < 3


async def test_a_second_poll_ends_the_first_with_409(call, refusal, alice, done):
    last = (await ids(done))[-1]
    first = asyncio.create_task(refusal("getUpdates", offset=last + 1, timeout=20))
    await asyncio.sleep(0.2)
    second = asyncio.create_task(done("getUpdates", offset=last + 1, timeout=20))
    assert await first == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    await alice.sends("x")
    assert len(await second) == 1


async def test_polling_and_a_webhook_exclude_each_other(done, refusal):
    first = asyncio.create_task(refusal("getUpdates", timeout=20))
    await asyncio.sleep(0.2)
    await done("setWebhook", url="http://127.0.0.1:9/nobody")
    assert "terminated by other" in await first
    assert await refusal("getUpdates") == (
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )
    await done("deleteWebhook")
    assert await done("getUpdates") == []


async def test_only_the_kinds_asked_for_are_made(done, alice, sandbox):
    await done("getUpdates", allowed_updates=["callback_query"])
    await alice.sends("x")
    assert len(await sandbox.updates()) == 1
    await done("getUpdates", allowed_updates=[])
    await alice.sends("y")
    assert [update["message"]["text"] for update in await sandbox.updates()][1:] == ["y"]


async def test_pending_updates_can_be_dropped(done, alice, sandbox):
    assert (await done("getWebhookInfo"))["pending_update_count"] == 1
    await done("deleteWebhook", drop_pending_updates=True)
    assert (await done("getWebhookInfo"))["pending_update_count"] == 0
    assert len(await sandbox.updates()) == 1


async def test_an_update_is_redelivered_with_its_old_id(done, alice, sandbox):
    (update,) = await sandbox.updates()
    await done("getUpdates", offset=update["update_id"] + 1)
    await sandbox.redelivers(update)
    assert await done("getUpdates") == [update]


async def test_a_hand_made_update_gets_an_id(done, alice, sandbox):
    (update,) = await sandbox.updates()
    forged = {"callback_query": {"id": "1", "from": alice.json, "chat_instance": "1", "data": "nobody minted this"}}
    injected = await sandbox.injects(forged)
    assert injected["update_id"] == update["update_id"] + 1
    assert [one["update_id"] for one in await done("getUpdates")] == [update["update_id"], injected["update_id"]]


@pytest.mark.parametrize("wrong", [{}, {"update_id": 5}])
async def test_an_update_without_content_is_refused(sandbox, wrong):
    with pytest.raises(Exception, match="an update is expected"):
        await sandbox.injects(wrong)
