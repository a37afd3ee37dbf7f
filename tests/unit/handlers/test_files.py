"""Files fetched from Telegram: one that Telegram cannot hand out now is asked for again, and is no bug."""

import pytest
from aiohttp import ClientResponseError, web
from aiohttp.test_utils import TestServer

from bot.errors import UnavailableError
from bot.settings import read_settings
from handlers.bot_api.client import open_bot
from handlers.bot_api.files import LARGEST, FileTooLargeRefused, fetch

TOKEN = "1000000001:sample-token"


class Telegram:
    """Names a file, and hands it out as told: a status, or None for a connection that breaks."""

    status = 200

    async def names(self, _):
        return web.json_response({"ok": True, "result": {"file_id": "a", "file_unique_id": "b", "file_path": "c"}})

    async def hands_out(self, request):
        if self.status is None:
            request.transport.abort()
        return web.Response(status=self.status or 200, body=b"content")


@pytest.fixture
async def telegram():
    """A Telegram with one file, and a bot in front of it."""
    one, app = Telegram(), web.Application()
    app.router.add_post(f"/bot{TOKEN}/getFile", one.names)
    app.router.add_get(f"/file/bot{TOKEN}/c", one.hands_out)
    async with TestServer(app) as server:
        settings = read_settings(bot_token=TOKEN, bot_api_base=str(server.make_url("")), _env_file=None)
        async with open_bot(settings) as bot:
            one.bot = bot
            yield one


async def test_a_file_is_fetched(telegram):
    assert await fetch(telegram.bot, "a", 7) == b"content"


@pytest.mark.parametrize("status", [500, 502, None])
async def test_a_file_that_does_not_come_now_may_come_later(telegram, status):
    telegram.status = status
    with pytest.raises(UnavailableError):
        await fetch(telegram.bot, "a", 7)


async def test_a_file_that_is_gone_will_not_come_later(telegram):
    telegram.status = 404
    with pytest.raises(ClientResponseError):
        await fetch(telegram.bot, "a", 7)


async def test_a_file_that_is_too_large_is_not_fetched(telegram):
    with pytest.raises(FileTooLargeRefused):
        await fetch(telegram.bot, "a", LARGEST + 1)
