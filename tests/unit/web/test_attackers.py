"""What other sites, hostile names, hostile paths, slow senders and floods can do: nothing."""

import asyncio
import gc
import html
import tracemalloc
from datetime import UTC, datetime

import pytest
from aiogram.types import User
from aiohttp import ClientSession, TCPConnector

from bot.staff.registration.preview_link import PreviewedLink
from bot.texts.words import Texts
from web import bodies
from web.assets import Assets
from web.landing.page import LandingPage

MARKUP = "\"><img src=x onerror=alert(1)></script><script>alert(2)</script>{{title}}&amp;'"
FOREIGN = {"Origin": "https://evil.example.org", "Referer": "https://evil.example.org/"}
PATHS = ("/v", "/scan", "/scan/shift", "/app/pass", "/app/passes")
POSTED = ("/app/session", "/app/link", "/app/pass/code", "/scan/code", "/scan/frame", "/scan/pack", "/scan/scans")
FLOOD, AT_ONCE, WARMING = 10_000, 50, 2000
MOST_GROWTH = 1024 * 1024


async def raw(url, request, within=10):
    """Send bytes as they are, and return what comes back until the connection ends."""
    host, port = url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(request)
    async with asyncio.timeout(within):
        answer = await reader.read()
    writer.close()
    return answer


async def test_other_sites_may_read_nothing_and_ask_for_nothing_in_somebodys_name(serve, http):
    url = await serve()
    for path in PATHS:
        async with http.get(url + path, headers=FOREIGN) as answer:
            assert not [name for name in answer.headers if name.startswith("Access-Control")]
            assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    for path in POSTED:
        async with http.options(url + path, headers={**FOREIGN, "Access-Control-Request-Method": "POST"}) as answer:
            assert answer.status == 405
            assert not [name for name in answer.headers if name.startswith("Access-Control")]
    token = "A" * 43
    for path in POSTED[1:]:  # what a form of another site can send: cookies, and no header of its own choice
        async with http.post(f"{url}{path}?token={token}", data={"token": token}, cookies={"session": token}) as answer:
            assert answer.status == 401
            assert "Set-Cookie" not in answer.headers


async def test_names_are_no_markup_on_a_landing_page():
    user = User(id=1, is_bot=True, first_name="x", username="sample_bot")
    page = LandingPage(Assets.read(), user.username)
    found = PreviewedLink(MARKUP, "Europe/Kyiv", datetime(2026, 11, 30, tzinfo=UTC))
    for language in ("uk", "ru", "en"):
        shown = page.shown(Texts().words(language), "A" * 43, found)
        assert html.escape(MARKUP) in shown
        assert shown.count("<img") == shown.count("<script") == 0


@pytest.mark.parametrize(
    "path",
    [
        "/assets/{version}/../server.py",
        "/assets/{version}/..%2fserver.py",
        "/assets/{version}/%2e%2e/%2e%2e/bot/settings.py",
        "/assets/{version}/....//server.py",
        "/assets/{version}//etc/passwd",
        "/assets/{version}/verify/page.js%00.css",
        "/assets/../bot/settings.py",
        "/../../../../etc/passwd",
        "/v/..%2f..%2fetc%2fpasswd",
        "/i/..\\..\\server.py",
        "//etc/passwd",
    ],
)
async def test_no_path_leads_to_another_file(serve, path):
    url = await serve()
    target = path.format(version=Assets.read().version)
    answer = await raw(url, f"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    assert answer.split(b" ")[1] in {b"404", b"400"}
    assert b"import" not in answer.partition(b"\r\n\r\n")[2]
    assert b"root:" not in answer


async def test_a_body_without_an_end_or_a_length_is_not_kept(serve):
    url = await serve()
    head = b"POST /v/state HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    host, port = url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(head + b"10000\r\n" + b"x" * 65536 + b"\r\n")
    async with asyncio.timeout(10):
        assert b" 413 " in await reader.readline()
    writer.close()


async def test_a_body_that_comes_too_slowly_is_not_waited_for(serve, monkeypatch):
    monkeypatch.setattr(bodies, "_WITHIN_SECONDS", 0.3)
    url = await serve()
    host, port = url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(b'POST /v/state HTTP/1.1\r\nHost: x\r\nContent-Length: 80\r\n\r\n{"sha')
    async with asyncio.timeout(10):
        assert b" 408 " in await reader.readline()
    writer.close()


@pytest.mark.long
async def test_ten_thousand_requests_of_one_address_are_held_off_and_leave_nothing_behind(serve):
    url = await serve()
    async with ClientSession(connector=TCPConnector(limit=AT_ONCE)) as session:

        async def ask(_):
            async with session.get(f"{url}/v") as answer:
                await answer.read()
                return answer.status

        async def flood(count):
            statuses = []
            for begin in range(0, count, AT_ONCE):
                statuses += await asyncio.gather(*map(ask, range(begin, begin + AT_ONCE)))
            return statuses

        tracemalloc.start()
        try:
            await flood(WARMING)
            gc.collect()
            before, _ = tracemalloc.get_traced_memory()
            statuses = await flood(FLOOD)
            gc.collect()
            after, _ = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert set(statuses) == {200, 429}
        assert statuses.count(429) > FLOOD / 4
        assert after - before < MOST_GROWTH
        await asyncio.sleep(1)
        assert await ask(0) == 200
