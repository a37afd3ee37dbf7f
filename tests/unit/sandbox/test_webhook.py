"""Delivery to a webhook: the secret, the order, retries, methods in responses."""

import asyncio
import time
from collections.abc import AsyncIterator
from http import HTTPStatus
from itertools import pairwise

import pytest
from aiogram import Dispatcher
from aiogram.methods import SendDocument
from aiogram.types import BufferedInputFile, CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

SECRET = "sample_Secret-1"


class WebhookServer:
    """A webhook that records requests and responds as configured."""

    def __init__(self) -> None:
        self.updates: list[dict] = []
        self.secrets: list[str | None] = []
        self.statuses: list[int] = []
        self.retry_after = ""
        self.times: list[float] = []
        self.response: dict | None = None
        self.released = asyncio.Event()
        self.released.set()
        self.running = self.max_running = 0
        self.received = asyncio.Event()
        self.url = ""

    async def on_update(self, request: web.Request) -> web.Response:
        self.running += 1
        self.max_running = max(self.max_running, self.running)
        self.updates.append(await request.json())
        self.times.append(time.monotonic())
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.received.set()
        await self.released.wait()
        self.running -= 1
        status = self.statuses.pop(0) if self.statuses else 200
        headers = {"Retry-After": self.retry_after} if self.retry_after and status != HTTPStatus.OK else {}
        return web.json_response(self.response or {}, status=status, headers=headers)

    async def wait_for(self, count: int) -> None:
        async with asyncio.timeout(10):
            while len(self.updates) < count:
                self.received.clear()
                await self.received.wait()


@pytest.fixture
async def hook() -> AsyncIterator[WebhookServer]:
    hook = WebhookServer()
    application = web.Application()
    application.router.add_post("/hook", hook.on_update)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    hook.released.set()
    await runner.cleanup()


async def test_updates_are_delivered_with_the_secret(result_of, alice, hook, sandbox):
    await result_of("setWebhook", url=hook.url, secret_token=SECRET)
    await alice.sends("x")
    await hook.wait_for(2)
    assert [update["message"]["text"] for update in hook.updates] == ["/start hello", "x"]
    assert hook.secrets == [SECRET, SECRET]
    await sandbox.wait_until_idle(within=5)
    info = await result_of("getWebhookInfo")
    assert (info["url"], info["pending_update_count"]) == (hook.url, 0)


async def test_delivery_is_repeated_until_it_succeeds(result_of, alice, hook):
    hook.statuses = [500, 404]
    await result_of("setWebhook", url=hook.url)
    await hook.wait_for(3)
    assert len({update["update_id"] for update in hook.updates}) == 1
    info = await result_of("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 404 Not Found"


async def test_a_second_attempt_comes_at_once_and_the_next_ones_after_growing_pauses(result_of, alice, hook):
    hook.statuses = [500, 500, 500]
    await result_of("setWebhook", url=hook.url)
    await hook.wait_for(4)
    pauses = [after - before for before, after in pairwise(hook.times)]
    assert [round(pause) for pause in pauses] == [0, 2, 4]


async def test_a_response_can_demand_a_pause(result_of, alice, hook):
    hook.statuses, hook.retry_after = [503], "1"
    await result_of("setWebhook", url=hook.url)
    await hook.wait_for(2)
    assert 1 <= hook.times[1] - hook.times[0] < 2


async def test_a_message_and_a_press_overtake_each_other(result_of, alice, hook):
    keyboard = {"inline_keyboard": [[{"text": "Sign", "callback_data": "x"}]]}
    await result_of("sendMessage", chat_id=alice.id, text="hi", reply_markup=keyboard)
    await alice.taps("Sign")
    await alice.taps("Sign")
    hook.released.clear()
    await result_of("setWebhook", url=hook.url)
    await hook.wait_for(2)
    await asyncio.sleep(0.1)
    assert [set(update) - {"update_id"} for update in hook.updates] == [{"message"}, {"callback_query"}]
    hook.released.set()
    await hook.wait_for(3)


@pytest.mark.parametrize("method", ["getMe", "setWebhook", "logOut"])
async def test_a_method_that_may_not_be_in_a_response_is_not_executed(result_of, sandbox, alice, hook, method):
    await result_of("setWebhook", url=hook.url)
    await sandbox.wait_until_idle(within=5)
    await sandbox.clear_calls()
    hook.response = {"method": method}
    await alice.sends("x")
    await sandbox.wait_until_idle(within=5)
    assert await sandbox.calls() == []


async def test_updates_wait_while_the_webhook_is_down(result_of, alice, hook):
    await result_of("setWebhook", url="http://127.0.0.1:9/nobody")
    await asyncio.sleep(0.2)
    assert (await result_of("getWebhookInfo"))["pending_update_count"] == 1
    await result_of("setWebhook", url=hook.url)
    await hook.wait_for(1)


async def test_updates_are_delivered_in_order_within_a_chat_and_concurrently_across_chats(
    result_of, alice, boris, hook
):
    await boris.sends("b1")
    await alice.sends("a2")
    hook.released.clear()
    await result_of("setWebhook", url=hook.url)
    await hook.wait_for(2)
    await asyncio.sleep(0.1)
    assert [update["message"]["text"] for update in hook.updates] == ["/start hello", "b1"]
    hook.released.set()
    await hook.wait_for(3)
    assert hook.updates[2]["message"]["text"] == "a2"


async def test_max_connections_is_respected(result_of, alice, boris, hook):
    await boris.sends("b1")
    hook.released.clear()
    await result_of("setWebhook", url=hook.url, max_connections=1)
    await hook.wait_for(1)
    await asyncio.sleep(0.2)
    assert len(hook.updates) == 1
    hook.released.set()
    await hook.wait_for(2)
    assert hook.max_running == 1


async def test_method_in_the_response_is_executed(result_of, alice, hook):
    hook.response = {"method": "sendMessage", "chat_id": alice.id, "text": "from the answer"}
    await result_of("setWebhook", url=hook.url)
    assert (await alice.sees("from the answer")).text == "from the answer"


async def test_aiogram_webhook_can_respond_with_a_file(bot, result_of, alice):
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def on_message(message: Message) -> SendDocument:
        return message.answer_document(BufferedInputFile(b"bytes", "order.pdf"), caption=message.text)

    application = web.Application()
    SimpleRequestHandler(dispatcher, bot, handle_in_background=False, secret_token=SECRET).register(
        application, "/hook"
    )
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        await bot.set_webhook(f"http://127.0.0.1:{runner.addresses[0][1]}/hook", secret_token=SECRET)
        sent = await alice.sees("/start hello", kind="document")
        assert (sent.file.name, await sent.document()) == ("order.pdf", b"bytes")
    finally:
        await runner.cleanup()


async def test_aiogram_polling_works(bot, alice, sandbox):
    dispatcher = Dispatcher()

    @dispatcher.callback_query()
    async def on_tap(query: CallbackQuery) -> None:
        await query.answer("Signed")
        await query.message.edit_text(f"{query.data} is signed")

    @dispatcher.message()
    async def on_message(message: Message) -> None:
        button = InlineKeyboardButton(text="Sign", callback_data="order 5")
        await message.answer("Sign?", reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]]))

    polling = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False))
    await alice.sees("Sign?", button="Sign")
    await alice.taps("Sign")
    await alice.sees("order 5 is signed")
    await alice.sees_answer("Signed")
    await sandbox.wait_until_idle()
    await dispatcher.stop_polling()
    await polling
    assert await sandbox.refused_calls() == []


async def test_webhook_url_and_secret_are_validated(error_of, result_of):
    assert "HTTPS URL must be provided" in await error_of("setWebhook", url="ftp://x")
    error = await error_of("setWebhook", url="https://example.org", secret_token="ж")
    assert error == "Bad Request: secret token contains unallowed characters"
    await result_of("setWebhook", url="")
    assert (await result_of("getWebhookInfo"))["url"] == ""


async def test_polling_continues_after_the_webhook_is_deleted(result_of, alice, hook):
    await result_of("setWebhook", url=hook.url)
    await hook.wait_for(1)
    await result_of("deleteWebhook")
    await alice.sends("x")
    updates = await result_of("getUpdates")
    assert [update["message"]["text"] for update in updates] == ["x"]
