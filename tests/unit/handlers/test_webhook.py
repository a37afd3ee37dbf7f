"""The webhook: who does not know the secret learns nothing, and nobody holds a connection for long."""

import asyncio
import contextlib
import json

import pytest
from aiogram import Dispatcher
from e2e.servers.stage import free_port

from bot.settings import read_settings
from bot.startup.master_key import open_cipher
from handlers.bot_api.client import open_bot
from handlers.clock import system_clock
from handlers.updates import webhook
from handlers.updates.fsm_storage import Memory
from handlers.updates.inbox import InboxWorker
from handlers.updates.webhook import Webhook
from sandbox.server import SAMPLE_TOKEN, Sandbox
from storage.opening import open_store

SECRET = "sample-secret"
PATH = "/telegram"
UPDATE = json.dumps(
    {
        "update_id": 1,
        "message": {
            "message_id": 1,
            "date": 1,
            "chat": {"id": 7, "type": "private"},
            "from": {"id": 7, "is_bot": False, "first_name": "Sample"},
        },
    }
).encode()


@pytest.fixture
async def hook(monkeypatch, tmp_path):
    monkeypatch.setattr(webhook, "HEAD_WITHIN_SECONDS", 0.5)
    monkeypatch.setattr(webhook, "BODY_WITHIN_SECONDS", 0.5)
    async with Sandbox(limits=False) as server:
        settings = read_settings(bot_token=SAMPLE_TOKEN, bot_api_base=server.url, data_dir=tmp_path, _env_file=None)
        store = await open_store(settings, open_cipher(settings))
        inbox = store.inbox
        memory, listen = Memory(), f"127.0.0.1:{free_port()}"
        async with open_bot(settings) as bot:
            inbox_worker = InboxWorker(inbox, Dispatcher(storage=memory), bot, memory, "here")
            started = Webhook(inbox_worker, bot, f"http://{listen}{PATH}", PATH, listen, SECRET, system_clock)
            await started.start()
            yield started
            await started.stop()
            await inbox_worker.stop(5)
        await store.close()


async def says(hook, sent):
    """Send bytes over a new connection; return what comes back until it is closed."""
    host, port = hook.listen.split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(sent)
    try:
        return await asyncio.wait_for(reader.read(), 5)
    finally:
        writer.close()


def request(method=b"POST", path=b"/telegram", secret=b"sample-secret", body=UPDATE):
    head = b"%b %b HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Telegram-Bot-Api-Secret-Token: %b\r\n"
    return head % (method, path, secret) + b"Content-Length: %d\r\n\r\n" % len(body) + body


def without_date(answer):
    return b"\r\n".join(line for line in answer.split(b"\r\n") if not line.startswith(b"Date:"))


async def test_an_update_with_the_secret_is_taken(hook):
    assert (await says(hook, request())).startswith(b"HTTP/1.1 200 ")
    assert hook.inbox_worker.counters.received == 1


async def test_every_other_request_gets_the_same_answer(hook):
    others = [
        request(secret=b"wrong"),
        request(secret=b""),
        request(secret=b"\xff\xfe"),
        request(path=b"/"),
        request(path=b"/telegram/"),
        request(path=b"/telegram/x", secret=b"wrong"),
        request(method=b"GET", body=b""),
        request(method=b"PUT"),
        request(method=b"GET", path=b"/other", secret=b"wrong", body=b""),
    ]
    answers = {without_date(await says(hook, other)) for other in others}
    assert len(answers) == 1
    assert answers.pop().startswith(b"HTTP/1.1 404 ")
    assert hook.inbox_worker.counters.received == 0


async def test_a_secret_that_is_not_utf8_is_no_error(hook, caplog):
    assert (await says(hook, request(secret=b"\xff"))).startswith(b"HTTP/1.1 404 ")
    assert caplog.text == ""


@pytest.mark.parametrize("part", [b"", b"POST /telegram HTT", request()[:60]])
async def test_a_connection_without_a_whole_head_is_closed(hook, part):
    assert await says(hook, part) == b""


async def test_a_body_that_does_not_come_is_waited_for_no_longer_than_a_moment(hook):
    assert (await says(hook, request()[:-3])).startswith(b"HTTP/1.1 408 ")


async def test_what_is_no_update_is_refused_to_who_knows_the_secret(hook):
    for body in (b"{", b"[]", b'{"message": {}}', b"\xff"):
        assert (await says(hook, request(body=body))).startswith(b"HTTP/1.1 400 ")


async def test_a_body_that_is_too_large_is_refused(hook):
    large = b" " * (webhook.MOST_BYTES + 1)
    assert (await says(hook, request(body=large))).startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize("cut", [20, 150])
async def test_who_sends_a_byte_at_a_time_is_closed_all_the_same(hook, cut):
    host, port = hook.listen.split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    started = asyncio.get_running_loop().time()

    async def trickle():
        for byte in request()[:cut]:
            writer.write(bytes([byte]))
            await asyncio.sleep(0.1)

    sending = asyncio.create_task(trickle())
    with contextlib.suppress(ConnectionError):
        await asyncio.wait_for(reader.read(), 5)
    assert asyncio.get_running_loop().time() - started < 3
    sending.cancel()
    writer.close()
