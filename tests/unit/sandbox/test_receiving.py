"""Long polling as with Telegram: offsets, confirming, waiting, 409, allowed updates, ids."""

import asyncio
import time

import pytest


async def ids(result_of, **parameters):
    return [update["update_id"] for update in await result_of("getUpdates", **parameters)]


async def test_updates_are_returned_until_confirmed(result_of, alice):
    await alice.sends("one")
    await alice.sends("two")
    first = await ids(result_of)
    assert len(first) == 3
    assert first == await ids(result_of)
    assert await ids(result_of, offset=first[1]) == first[1:]
    assert await ids(result_of) == first[1:]
    assert await ids(result_of, offset=first[-1] + 1) == []


async def test_update_ids_grow_by_one(result_of, alice):
    await alice.sends("one")
    first, second = await ids(result_of)
    assert first > 1000
    assert second == first + 1


async def test_limit_and_negative_offset(result_of, alice):
    for number in range(4):
        await alice.sends(str(number))
    all_ids = await ids(result_of)
    assert await ids(result_of, limit=2) == all_ids[:2]
    assert await ids(result_of, offset=-2) == all_ids[-2:]
    assert await ids(result_of) == all_ids[-2:]


async def test_poll_waits_for_the_first_update(result_of, alice):
    last = (await ids(result_of))[-1]
    started = time.monotonic()
    waiting = asyncio.create_task(result_of("getUpdates", offset=last + 1, timeout=20))
    await asyncio.sleep(0.2)
    await alice.sends("at last")
    updates = await waiting
    assert updates[0]["message"]["text"] == "at last"
    assert time.monotonic() - started < 5


async def test_poll_without_updates_ends_at_its_timeout(result_of):
    started = time.monotonic()
    assert await result_of("getUpdates", timeout=1) == []
    assert 0.9 < time.monotonic() - started < 3


async def test_second_poll_terminates_the_first_with_409(call, error_of, alice, result_of):
    last = (await ids(result_of))[-1]
    first = asyncio.create_task(error_of("getUpdates", offset=last + 1, timeout=20))
    await asyncio.sleep(0.2)
    second = asyncio.create_task(result_of("getUpdates", offset=last + 1, timeout=20))
    assert await first == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    await alice.sends("x")
    assert len(await second) == 1


async def test_polling_and_a_webhook_exclude_each_other(result_of, error_of):
    first = asyncio.create_task(error_of("getUpdates", timeout=20))
    await asyncio.sleep(0.2)
    await result_of("setWebhook", url="http://127.0.0.1:9/nobody")
    assert "terminated by other" in await first
    assert await error_of("getUpdates") == (
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )
    await result_of("deleteWebhook")
    assert await result_of("getUpdates") == []


async def test_only_allowed_updates_are_queued(result_of, alice, sandbox):
    await result_of("getUpdates", allowed_updates=["callback_query"])
    await alice.sends("x")
    assert len(await sandbox.updates()) == 1
    await result_of("getUpdates", allowed_updates=[])
    await alice.sends("y")
    assert [update["message"]["text"] for update in await sandbox.updates()][1:] == ["y"]


async def test_pending_updates_can_be_dropped(result_of, alice, sandbox):
    assert (await result_of("getWebhookInfo"))["pending_update_count"] == 1
    await result_of("deleteWebhook", drop_pending_updates=True)
    assert (await result_of("getWebhookInfo"))["pending_update_count"] == 0
    assert len(await sandbox.updates()) == 1


async def test_update_is_redelivered_with_its_old_id(result_of, alice, sandbox):
    (update,) = await sandbox.updates()
    await result_of("getUpdates", offset=update["update_id"] + 1)
    await sandbox.redeliver(update)
    assert await result_of("getUpdates") == [update]


async def test_injected_update_gets_an_id(result_of, alice, sandbox):
    (update,) = await sandbox.updates()
    forged = {"callback_query": {"id": "1", "from": alice.json, "chat_instance": "1", "data": "nobody minted this"}}
    injected = await sandbox.inject(forged)
    assert injected["update_id"] == update["update_id"] + 1
    assert [one["update_id"] for one in await result_of("getUpdates")] == [update["update_id"], injected["update_id"]]


@pytest.mark.parametrize("wrong", [{}, {"update_id": 5}])
async def test_injected_update_without_content_is_refused(sandbox, wrong):
    with pytest.raises(Exception, match="an update is expected"):
        await sandbox.inject(wrong)


async def test_an_update_is_offered_for_a_day_and_a_press_for_150_seconds(result_of, sandbox, alice):
    keyboard = {"inline_keyboard": [[{"text": "Sign", "callback_data": "x"}]]}
    await result_of("sendMessage", chat_id=alice.id, text="hi", reply_markup=keyboard)
    await alice.taps("Sign")
    await sandbox.clock.advance(seconds=149)
    assert [set(update) - {"update_id"} for update in await result_of("getUpdates")] == [
        {"message"},
        {"callback_query"},
    ]
    await sandbox.clock.advance(seconds=2)
    assert len(await result_of("getUpdates")) == 1
    await sandbox.clock.advance(hours=24)
    assert await result_of("getUpdates") == []
    assert (await sandbox.state())["pending"] == {"1000000001": 0}
