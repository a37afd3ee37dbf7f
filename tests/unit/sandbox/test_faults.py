"""Rate limits and simulated faults: 429, 5xx, HTML, dropped connections, slow and lost responses."""

import asyncio
import time

import pytest
from aiogram.exceptions import TelegramNetworkError, TelegramRetryAfter
from aiohttp import ClientError
from hypothesis import given
from hypothesis import strategies as st

from sandbox.state.rate_limits import RateLimits


async def test_chat_accepts_a_burst_and_then_one_message_a_second(call, result_of, alice, boris, sandbox):
    await boris.sends("x")
    await sandbox.set_limits(enabled=True)
    for _ in range(5):
        await result_of("sendMessage", chat_id=alice.id, text="x")
    status, body = await call("sendMessage", chat_id=alice.id, text="x")
    assert (status, body["description"]) == (429, "Too Many Requests: retry after 1")
    assert body["parameters"] == {"retry_after": 1}
    await result_of("sendMessage", chat_id=boris.id, text="x")
    await asyncio.sleep(1.05)
    await result_of("sendMessage", chat_id=alice.id, text="x")


def test_total_limit_is_thirty_messages_a_second():
    limits = RateLimits()
    at_once = [limits.acquire(1, chat, 1, now=100.0) for chat in range(40)]
    assert at_once == [0] * 30 + [1] * 10
    assert [limits.acquire(1, chat, 1, now=100.5) for chat in range(50, 70)] == [0] * 15 + [1] * 5
    assert limits.acquire(2, 1, 1, now=100.5) == 0


def test_chat_limit_is_one_message_a_second_after_a_burst():
    limits = RateLimits()
    assert [limits.acquire(1, 7, 1, now=0.0) for _ in range(6)] == [0] * 5 + [1]
    assert [limits.acquire(1, 7, 1, now=float(second)) for second in range(1, 5)] == [0] * 4
    assert limits.acquire(1, 7, 4, now=4.5) == 4
    assert limits.acquire(1, 7, 4, now=8.5) == 0


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 10), st.floats(0, 2)), max_size=60))
def test_no_chat_exceeds_its_rate(messages_sent):
    limits, now, sent = RateLimits(), 0.0, dict.fromkeys(range(4), 0)
    for chat, messages, pause in messages_sent:
        now += pause
        if not limits.acquire(1, chat, messages, now):
            sent[chat] += messages
            # an album larger than the burst is accepted when the bucket is full, which then owes the rest
            assert sent[chat] <= 10 + now + 1e-6


async def test_exceeding_the_total_limit_is_refused_with_429(call, sandbox):
    people = [await sandbox.add_person(f"N{number}") for number in range(6)]
    for person in people:
        await person.sends("x")
    await sandbox.set_limits(enabled=True, overall_per_second=0.01)
    statuses = [(await call("sendMessage", chat_id=person.id, text="x"))[0] for person in people]
    assert statuses[1:] == [429] * 5


async def test_refused_messages_do_not_count(error_of, result_of, alice, sandbox):
    await sandbox.set_limits(enabled=True, chat_burst=1)
    for _ in range(3):
        await error_of("sendMessage", chat_id=alice.id, text="<b>", parse_mode="HTML")
    await result_of("sendMessage", chat_id=alice.id, text="x")


async def test_album_counts_as_all_its_messages(call, alice, sandbox):
    await sandbox.set_limits(enabled=True, chat_burst=3)
    media = [{"type": "document", "media": f"attach://{name}"} for name in "ab"]
    assert (await call("sendMediaGroup", chat_id=alice.id, media=media, a=b"a", b=b"b"))[0] == 200
    assert (await call("sendMediaGroup", chat_id=alice.id, media=media, a=b"a", b=b"b"))[0] == 429


@pytest.mark.parametrize(
    ("kind", "status", "reason"),
    [("too_many_requests", 429, "Too Many Requests: retry after 3"), ("server_error", 500, "Internal Server Error")],
)
async def test_planned_error_occurs_as_often_as_planned(call, sandbox, alice, kind, status, reason):
    await sandbox.add_fault(kind, method="sendMessage", times=2, seconds=3)
    for _ in range(2):
        got, body = await call("sendMessage", chat_id=alice.id, text="x")
        assert (got, body["description"]) == (status, reason)
    assert (await call("getMe"))[0] == 200
    assert (await call("sendMessage", chat_id=alice.id, text="x"))[0] == 200


async def test_aiogram_raises_its_own_exceptions(bot, sandbox, alice):
    await sandbox.add_fault("too_many_requests", seconds=7)
    with pytest.raises(TelegramRetryAfter) as refused:
        await bot.send_message(alice.id, "x")
    assert refused.value.retry_after == 7
    await sandbox.add_fault("drop")
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(alice.id, "x")


async def test_bad_gateway_responds_with_html(http, server, sandbox):
    await sandbox.add_fault("bad_gateway")
    async with http.get(f"{server.url}/bot{server.token}/getMe") as response:
        assert (response.status, response.content_type) == (502, "text/html")


async def test_dropped_call_is_not_executed_and_one_with_a_lost_answer_is(call, sandbox, alice):
    await sandbox.add_fault("drop", method="sendMessage")
    with pytest.raises(ClientError):
        await call("sendMessage", chat_id=alice.id, text="never")
    await sandbox.add_fault("lost_answer", method="sendMessage")
    with pytest.raises(ClientError):
        await call("sendMessage", chat_id=alice.id, text="once")
    assert [message.text for message in await alice.messages()] == ["/start hello", "once"]
    faults = [entry["fault"] for entry in await sandbox.calls(method="sendMessage")]
    assert faults == ["drop", "lost_answer"]


async def test_slow_response_is_delayed(call, sandbox):
    await sandbox.add_fault("slow", seconds=0.5)
    started = time.monotonic()
    assert (await call("getMe"))[0] == 200
    assert time.monotonic() - started >= 0.5


async def test_random_faults_are_the_same_for_the_same_seed(call, sandbox):
    async def outcomes():
        await sandbox.add_random_faults(0.5, seed=7, kinds=["server_error", "too_many_requests"])
        return [(await call("getMe"))[0] for _ in range(20)]

    first = await outcomes()
    assert set(first) == {200, 429, 500}
    assert await outcomes() == first
    await sandbox.clear_faults()
    assert [(await call("getMe"))[0] for _ in range(5)] == [200] * 5


async def test_polls_get_no_random_faults(call, sandbox):
    await sandbox.add_random_faults(1.0, seed=1, kinds=["server_error"])
    assert (await call("getUpdates"))[0] == 200
    assert (await call("getMe"))[0] == 500


async def test_unknown_faults_and_limits_are_refused(sandbox):
    with pytest.raises(Exception, match="there is no fault earthquake"):
        await sandbox.add_fault("earthquake")
    with pytest.raises(Exception, match="unknown or of a wrong type"):
        await sandbox.set_limits(overall=5)
    with pytest.raises(Exception, match="unknown or of a wrong type"):
        await sandbox.set_limits(enabled=1)
