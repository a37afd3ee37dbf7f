"""Events, the log of calls, waiting until idle, the pages, several bots, and the sandbox as a process."""

import asyncio
import json
import subprocess
import sys

import pytest

from sandbox.client import NotSeenError, connect
from sandbox.server import Sandbox


async def listen(http, url, count, headers=None):
    events = []
    async with asyncio.timeout(10), http.get(url, headers=headers or {}) as response:
        assert response.content_type == "text/event-stream"
        async for line in response.content:
            if line.startswith(b"data: "):
                events.append(json.loads(line[6:]))
                if len(events) == count:
                    return events
    return events


async def test_every_change_is_an_event(http, server, sandbox, result_of, alice):
    start = (await sandbox.state())["sequence"]
    await result_of("sendMessage", chat_id=alice.id, text="hi <x>", reply_markup={"keyboard": [[{"text": "a"}]]})
    await sandbox.clock.advance(seconds=1)
    await sandbox.add_fault("slow")
    await alice.blocks_the_bot()
    events = await listen(http, f"{server.url}/sandbox/events?after={start}", 6)
    assert [event["kind"] for event in events] == ["message_new", "keyboard", "call", "clock", "faults", "person"]
    assert events[0]["message"]["html"] == "hi &lt;x&gt;"
    assert events[0]["person_id"] == alice.id
    assert events[2]["call"]["method"] == "sendMessage"
    assert events[5]["person"]["blocked"] is True
    sequences = [event["sequence"] for event in events]
    assert sequences == sorted(sequences)


async def test_reconnecting_listener_misses_no_event(http, server, result_of, alice):
    for number in range(3):
        await result_of("sendMessage", chat_id=alice.id, text=str(number))
    url = f"{server.url}/sandbox/events?kinds=message_new"
    first = await listen(http, f"{url}&after=0", 2)
    again = await listen(http, url, 1, {"Last-Event-ID": str(first[-1]["sequence"])})
    assert again[0]["message"]["text"] == "1"


async def test_listener_of_an_earlier_run_gets_a_reset_event(http, server, alice):
    events = await listen(http, f"{server.url}/sandbox/events?after=100000", 1)
    assert events[0]["kind"] == "reset"


async def test_log_contains_refused_calls_with_their_errors(sandbox, call, alice):
    await call("sendMessage", chat_id=alice.id, text="<b>", parse_mode="HTML")
    await call("sendMessage", chat_id=alice.id, text="x" * 300)
    assert await sandbox.refused_calls() == [
        "sendMessage: Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\""
    ]
    refused, accepted = await sandbox.calls(method="sendMessage")
    assert (refused["ok"], refused["status"], refused["person_id"]) == (False, 400, alice.id)
    assert refused["parameters"] == {"chat_id": str(alice.id), "text": "<b>", "parse_mode": "HTML"}
    assert accepted["parameters"]["text"] == "x" * 199 + "…"
    await sandbox.clear_calls()
    assert await sandbox.calls() == []


async def test_empty_polls_are_not_logged(sandbox, result_of, alice):
    updates = await result_of("getUpdates")
    await result_of("getUpdates", offset=updates[-1]["update_id"] + 1)
    assert [call["method"] for call in await sandbox.calls()] == ["getUpdates"]


async def test_bot_is_idle_when_no_update_is_pending(sandbox, result_of, alice):
    with pytest.raises(NotSeenError, match="'pending': 1"):
        await sandbox.wait_until_idle(within=0.2)
    (update,) = await result_of("getUpdates")
    waiting = asyncio.create_task(sandbox.wait_until_idle(within=5, idle_for=0.2))
    await asyncio.sleep(0.1)
    assert not waiting.done()
    await result_of("getUpdates", offset=update["update_id"] + 1)
    await waiting


async def test_files_outside_the_page_are_not_served(http, server):
    for path in ("/..%2fserver.py", "/%2e%2e/server.py", "/nothing.js", "/..%2f..%2fpyproject.toml"):
        async with http.get(server.url + path) as response:
            assert response.status == 404


async def test_requests_from_other_origins_are_allowed(http, server):
    async with http.options(f"{server.url}/sandbox/people") as response:
        assert (response.status, response.headers["Access-Control-Allow-Origin"]) == (204, "*")


async def test_two_bots_are_independent(http):
    bots = (("1:one", "one_sample_bot"), ("2:two", "two_sample_bot"))
    async with Sandbox(bots) as server, connect(server.url, bot_id=2) as second:
        alice = await second.add_person("Alice")
        await alice.opens("https://t.me/two_sample_bot?start=x")
        assert len(await second.updates()) == 1
        async with connect(server.url) as first:
            assert await first.updates() == []
        async with http.post(f"{server.url}/bot1:one/sendMessage", data={"chat_id": alice.id, "text": "x"}) as response:
            assert response.status == 403


async def test_command_prints_its_addresses_and_stops_on_sigterm():
    arguments = [
        "--port",
        "0",
        "--token",
        "5:x",
        "--username",
        "five_bot",
        "--person",
        "Alice Sample,alice,+380501112233,en",
    ]
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "sandbox", *arguments, stdout=subprocess.PIPE)
    try:
        addresses = json.loads(await asyncio.wait_for(process.stdout.readline(), 120))
        assert addresses["bots"] == [{"id": 5, "username": "five_bot", "token": "5:x"}]
        async with connect(addresses["url"]) as sandbox:
            (alice,) = await sandbox.people()
            assert (alice.name, alice.phone, alice.json["language_code"]) == ("Alice Sample", "+380501112233", "en")
    finally:
        process.terminate()
        assert await asyncio.wait_for(process.wait(), 10) == 0


async def test_client_imports_neither_aiogram_nor_the_server():
    heavy = "{'aiogram', 'PIL', 'sandbox.server', 'bot', 'handlers', 'storage'}"
    program = f"import sys, sandbox.client; sys.exit(bool({heavy} & sys.modules.keys()))"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", program)
    assert await asyncio.wait_for(process.wait(), 60) == 0
