"""Files fetched from Telegram: one that Telegram cannot hand out now is asked for again, and is no bug."""

import asyncio
import os
from contextlib import AsyncExitStack

import pytest
from aiohttp import ClientResponseError, web
from aiohttp.test_utils import TestServer

from bot.errors import UnavailableError
from bot.settings import read_settings
from handlers.bot_api.client import open_bot
from handlers.bot_api.downloads import (
    LARGEST,
    MOST_STRANGERS,
    ByteLimit,
    Downloads,
    Fetch,
    FilesBusyRefused,
    FileTooLargeRefused,
)

TOKEN = "1000000001:sample-token"


class Telegram:
    """Names a file, and hands it out as told: a status, or None for a connection that breaks."""

    status = 200
    path = "c"
    followed = False
    sent = 0

    async def names(self, _):
        named = {"file_id": "a", "file_unique_id": "b", "file_path": self.path}
        return web.json_response({"ok": True, "result": named})

    async def serve_file(self, request):
        if self.status is None:
            request.transport.abort()
        if self.status == 302:
            raise web.HTTPFound("/elsewhere")
        return web.Response(status=self.status or 200, body=b"content")

    async def is_elsewhere(self, _):
        self.followed = True
        return web.Response(body=b"content")

    async def serve_more(self, request):
        """Send without a length, for as long as somebody reads."""
        response = web.StreamResponse()
        await response.prepare(request)
        while self.sent < 4 * LARGEST:
            await response.write(bytes(65536))
            self.sent += 65536
        return response


@pytest.fixture
async def telegram(tmp_path):
    """A Telegram with one file, and a bot in front of it."""
    one, app = Telegram(), web.Application()
    app.router.add_post(f"/bot{TOKEN}/getFile", one.names)
    app.router.add_get(f"/file/bot{TOKEN}/c", one.serve_file)
    app.router.add_get(f"/file/bot{TOKEN}/more", one.serve_more)
    app.router.add_get("/elsewhere", one.is_elsewhere)
    async with TestServer(app) as server:
        settings = read_settings(bot_token=TOKEN, bot_api_base=str(server.make_url("")), _env_file=None)
        async with open_bot(settings) as bot:
            one.bot, one.downloads = bot, Downloads.open(tmp_path / "incoming", 2 * LARGEST, LARGEST)
            yield one


async def fetch(telegram, size, *, stranger=False):
    """Fetch the file as the handling of one update does."""
    async with AsyncExitStack() as held:
        return await Fetch(telegram.bot, telegram.downloads, held, stranger).content("a", size)


async def test_a_file_is_fetched(telegram):
    assert await fetch(telegram, 7) == b"content"


@pytest.mark.parametrize("status", [500, 502, None])
async def test_a_file_that_does_not_come_now_may_come_later(telegram, status):
    telegram.status = status
    with pytest.raises(UnavailableError):
        await fetch(telegram, 7)


async def test_a_file_that_is_gone_will_not_come_later(telegram):
    telegram.status = 404
    with pytest.raises(ClientResponseError):
        await fetch(telegram, 7)


async def test_a_file_that_is_too_large_is_not_fetched(telegram):
    with pytest.raises(FileTooLargeRefused):
        await fetch(telegram, LARGEST + 1)


@pytest.mark.parametrize(("declared", "most"), [(7, 7), (None, LARGEST)])
async def test_no_more_is_fetched_than_was_declared(telegram, declared, most):
    telegram.path = "more"
    async with AsyncExitStack() as held:
        with pytest.raises(FileTooLargeRefused):
            await Fetch(telegram.bot, telegram.downloads, held, stranger=True).to_disk("a", declared)
        written = [path.stat().st_size for path in telegram.downloads.folder.iterdir()]
    assert len(written) == 1
    assert written[0] <= most
    assert telegram.sent < 4 * LARGEST


async def test_a_file_is_not_fetched_from_where_a_redirect_leads(telegram):
    telegram.status = 302
    with pytest.raises(ClientResponseError):
        await fetch(telegram, 7)
    assert not telegram.followed


async def test_a_file_lies_on_the_disk_only_while_its_update_is_handled(telegram):
    async with AsyncExitStack() as held:
        path = await Fetch(telegram.bot, telegram.downloads, held, stranger=True).to_disk("a", 7)
        assert path.read_bytes() == b"content"
        assert path.stat().st_mode & 0o077 == 0
    assert list(telegram.downloads.folder.iterdir()) == []


async def test_what_a_killed_process_left_is_removed(tmp_path):
    left, fresh = tmp_path / "left", tmp_path / "fresh"
    for path in (left, fresh):
        path.write_bytes(b"content")
    os.utime(left, (0, 0))
    Downloads.open(tmp_path, LARGEST, LARGEST)
    assert list(tmp_path.iterdir()) == [fresh]


async def hold(limit, size, until):
    async with limit.hold(size):
        await until.wait()


async def test_bytes_in_work_are_limited_and_a_file_that_fits_does_not_wait_for_one_that_does_not():
    limit, end = ByteLimit(100), asyncio.Event()
    first = [asyncio.create_task(hold(limit, size, end)) for size in (60, 60, 30)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert limit._held == 90
    end.set()
    await asyncio.gather(*first)
    assert limit._held == limit._files == 0


async def test_strangers_wait_only_for_strangers_and_too_many_are_told_at_once(telegram):
    end = asyncio.Event()
    waiting = [asyncio.create_task(hold(telegram.downloads.strangers, LARGEST, end)) for _ in range(MOST_STRANGERS)]
    await asyncio.sleep(0)
    with pytest.raises(FilesBusyRefused):
        await fetch(telegram, 7, stranger=True)
    assert await asyncio.wait_for(fetch(telegram, LARGEST), 5) == b"content"
    end.set()
    await asyncio.gather(*waiting)
    assert await fetch(telegram, 7, stranger=True) == b"content"


async def test_a_cancelled_wait_frees_its_place():
    limit, end = ByteLimit(100, 2), asyncio.Event()
    holding, waiting = (asyncio.create_task(hold(limit, 100, end)) for _ in range(2))
    await asyncio.sleep(0.01)
    waiting.cancel()
    end.set()
    await asyncio.gather(holding, waiting, return_exceptions=True)
    assert limit._held == limit._files == 0
