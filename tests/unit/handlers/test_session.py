"""The calls: JSON where aiogram sends forms, and everything else as aiogram has it."""

import json

import pytest
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest, TelegramNetworkError
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup
from aiohttp import web
from aiohttp.test_utils import TestServer

from handlers.session import LeanSession
from handlers.wire import Wire

MESSAGE = {"message_id": 5, "date": 1, "chat": {"id": 7, "type": "private"}, "text": "hello"}


class Api:
    """Answers as told and keeps what it was asked."""

    def __init__(self):
        self.asked, self.answer, self.status = [], {"ok": True, "result": MESSAGE}, 200

    async def called(self, request):
        given = await request.json() if request.content_type == "application/json" else dict(await request.post())
        self.asked.append((request.match_info["method"], request.content_type, given))
        return web.Response(text=json.dumps(self.answer), status=self.status, content_type="application/json")


@pytest.fixture
async def api():
    api, app = Api(), web.Application()
    app.router.add_post("/bot{token}/{method}", api.called)
    async with TestServer(app) as server:
        base = str(server.make_url(""))
        session = LeanSession(Wire(base), TelegramAPIServer.from_base(base), limit=10)
        api.bot = Bot("1:sample-token", session=session, default=DefaultBotProperties(parse_mode="HTML"))
        yield api
        await session.close()


async def test_a_message_goes_as_json_with_its_defaults_and_its_answer_is_read(api):
    buttons = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Так", callback_data="a:0")]])
    message = await api.bot.send_message(7, "hello", reply_markup=buttons, protect_content=False)
    keyboard = {"inline_keyboard": [[{"text": "Так", "callback_data": "a:0"}]]}
    given = {"chat_id": 7, "text": "hello", "parse_mode": "HTML", "protect_content": False, "reply_markup": keyboard}
    assert api.asked == [("sendMessage", "application/json", given)]
    assert message.message_id == 5


async def test_a_file_goes_as_a_form(api):
    await api.bot.send_document(7, BufferedInputFile(b"bytes", "a.txt"))
    [(method, kind, given)] = api.asked
    assert (method, kind) == ("sendDocument", "multipart/form-data")
    assert given["chat_id"] == "7"


async def test_an_edit_is_done_and_its_answer_is_not_read(api):
    api.answer = {"ok": True, "result": {"of": "a shape nobody knows"}}
    assert await api.bot.edit_message_text("hello", chat_id=7, message_id=5) is True


async def test_a_refused_edit_raises_what_aiogram_raises(api):
    api.answer, api.status = {"ok": False, "error_code": 400, "description": "message is not modified"}, 400
    with pytest.raises(TelegramBadRequest, match="not modified"):
        await api.bot.edit_message_text("hello", chat_id=7, message_id=5)


async def test_a_server_that_is_away_is_a_network_error():
    base = "http://127.0.0.1:1"
    bot = Bot("1:sample-token", session=LeanSession(Wire(base), TelegramAPIServer.from_base(base), limit=10))
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(7, "hello")
