"""Delivery to a webhook: the secret, the order, retries, methods in answers."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiogram import Dispatcher
from aiogram.methods import SendDocument
from aiogram.types import BufferedInputFile, CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

SECRET = "sample_Secret-1"


class Hook:
    """A webhook that notes what comes and answers as told."""

    def __init__(self) -> None:
        self.came: list[dict] = []
        self.secrets: list[str | None] = []
        self.statuses: list[int] = []
        self.answer: dict | None = None
        self.held = asyncio.Event()
        self.held.set()
        self.running = self.most = 0
        self.news = asyncio.Event()
        self.url = ""

    async def on_update(self, request: web.Request) -> web.Response:
        self.running += 1
        self.most = max(self.most, self.running)
        self.came.append(await request.json())
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.news.set()
        await self.held.wait()
        self.running -= 1
        status = self.statuses.pop(0) if self.statuses else 200
        return web.json_response(self.answer or {}, status=status)

    async def until(self, count: int) -> None:
        async with asyncio.timeout(10):
            while len(self.came) < count:
                self.news.clear()
                await self.news.wait()


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    application = web.Application()
    application.router.add_post("/hook", hook.on_update)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    hook.held.set()
    await runner.cleanup()


async def test_updates_go_to_the_webhook_with_its_secret(done, alice, hook, sandbox):
    await done("setWebhook", url=hook.url, secret_token=SECRET)
    await alice.sends("x")
    await hook.until(2)
    assert [update["message"]["text"] for update in hook.came] == ["/start hello", "x"]
    assert hook.secrets == [SECRET, SECRET]
    await sandbox.quiet(within=5)
    info = await done("getWebhookInfo")
    assert (info["url"], info["pending_update_count"]) == (hook.url, 0)


async def test_an_update_comes_again_until_it_is_taken(done, alice, hook):
    hook.statuses = [500, 404]
    await done("setWebhook", url=hook.url)
    await hook.until(3)
    assert len({update["update_id"] for update in hook.came}) == 1
    info = await done("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 404 Not Found"


async def test_a_webhook_that_is_down_gets_its_updates_when_it_is_set_again(done, alice, hook):
    await done("setWebhook", url="http://127.0.0.1:9/nobody")
    await asyncio.sleep(0.2)
    assert (await done("getWebhookInfo"))["pending_update_count"] == 1
    await done("setWebhook", url=hook.url)
    await hook.until(1)


async def test_one_chat_is_served_in_order_and_many_at_once(done, alice, boris, hook):
    await boris.sends("b1")
    await alice.sends("a2")
    hook.held.clear()
    await done("setWebhook", url=hook.url)
    await hook.until(2)
    await asyncio.sleep(0.1)
    assert [update["message"]["text"] for update in hook.came] == ["/start hello", "b1"]
    hook.held.set()
    await hook.until(3)
    assert hook.came[2]["message"]["text"] == "a2"


async def test_no_more_connections_than_allowed(done, alice, boris, hook):
    await boris.sends("b1")
    hook.held.clear()
    await done("setWebhook", url=hook.url, max_connections=1)
    await hook.until(1)
    await asyncio.sleep(0.2)
    assert len(hook.came) == 1
    hook.held.set()
    await hook.until(2)
    assert hook.most == 1


async def test_an_answer_may_hold_a_method(done, alice, hook):
    hook.answer = {"method": "sendMessage", "chat_id": alice.id, "text": "from the answer"}
    await done("setWebhook", url=hook.url)
    assert (await alice.sees("from the answer")).text == "from the answer"


async def test_aiograms_own_webhook_may_answer_with_a_file(bot, done, alice):
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


async def test_aiograms_polling_is_fooled(bot, alice, sandbox):
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
    await sandbox.quiet()
    await dispatcher.stop_polling()
    await polling
    assert await sandbox.refused() == []


async def test_a_webhook_needs_an_address_and_a_plain_secret(refusal, done):
    assert "HTTPS URL must be provided" in await refusal("setWebhook", url="ftp://x")
    said = await refusal("setWebhook", url="https://example.org", secret_token="ж")
    assert said == "Bad Request: secret token contains unallowed characters"
    await done("setWebhook", url="")
    assert (await done("getWebhookInfo"))["url"] == ""


async def test_after_the_webhook_is_deleted_polling_goes_on(done, alice, hook):
    await done("setWebhook", url=hook.url)
    await hook.until(1)
    await done("deleteWebhook")
    await alice.sends("x")
    updates = await done("getUpdates")
    assert [update["message"]["text"] for update in updates] == ["x"]
