"""Calls to services other than Telegram: whatever they respond, the bot does not follow it, hold it or wait for it."""

import asyncio
import gzip
import time
from uuid import uuid4

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from e2e.servers.proxy import HOST, QUOTED, proxy

from bot.notices.channels.sms import SmsGateway
from bot.notices.letters import ChannelRefusal, ChannelSilent, Envelope
from bot.outgoing import NoResponseError, NotSentError, Service
from bot.signing.sealing.http_timestamps import HttpTimestamps
from bot.signing.sealing.seal import TimestampUnavailableRefused

LETTER = Envelope(uuid4(), "+380501110002", "Subject", "Text")


class Unfriendly:
    """A service that does what no service should, and the address behind it that nobody is to reach."""

    reached = 0

    async def secret(self, _):
        self.reached += 1
        return web.Response(body=b"secret")

    async def redirects(self, request):
        return web.Response(status=int(request.query["status"]), headers={"Location": "/secret"})

    async def endless(self, request):
        response = web.StreamResponse()
        await response.prepare(request)
        try:
            while True:
                await response.write(b"0" * 65536)
        except ConnectionError:
            return response

    async def trickles(self, request):
        response = web.StreamResponse()
        await response.prepare(request)
        try:
            while True:
                await response.write(b"0")
                await asyncio.sleep(0.05)
        except ConnectionError:
            return response

    async def bomb(self, _):
        return web.Response(body=gzip.compress(bytes(50_000_000)), headers={"Content-Encoding": "gzip"})

    async def silent(self, _):
        await asyncio.sleep(60)


@pytest.fixture
async def unfriendly():
    one, app = Unfriendly(), web.Application()
    for name in ("secret", "redirects", "endless", "trickles", "bomb", "silent"):
        app.router.add_route("*", f"/{name}", getattr(one, name))
    async with TestServer(app, shutdown_timeout=0.1) as server:
        one.url, one.port = str(server.make_url("")).rstrip("/"), server.port
        yield one


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_no_redirect_is_followed(unfriendly, status):
    url = f"{unfriendly.url}/redirects?status={status}"
    assert (await Service().call("POST", url, {}, b"x")).status == status
    with pytest.raises(ChannelRefusal):
        await SmsGateway.parse(f"{url}&to={{phone}}", "POST", "", "", "").send(LETTER)
    with pytest.raises(TimestampUnavailableRefused):
        await asyncio.to_thread(HttpTimestamps(url, 5), b"request")
    assert unfriendly.reached == 0


async def test_an_endless_response_is_read_up_to_the_limit(unfriendly):
    response = await Service(most_bytes=1000).call("POST", f"{unfriendly.url}/endless", {}, b"x")
    assert len(response.body) == 1001
    with pytest.raises(TimestampUnavailableRefused):
        await asyncio.to_thread(HttpTimestamps(f"{unfriendly.url}/endless", 5), b"request")


@pytest.mark.parametrize("path", ["trickles", "silent"])
async def test_a_service_that_takes_its_time_gets_no_more_than_the_limit(unfriendly, path):
    began, url = time.monotonic(), f"{unfriendly.url}/{path}"
    with pytest.raises(NoResponseError):
        await Service(seconds=0.5).call("POST", url, {}, b"x")
    with pytest.raises(ChannelSilent):
        await SmsGateway.parse(f"{url}?to={{phone}}", "POST", "", "", "", Service(seconds=0.5)).send(LETTER)
    with pytest.raises(TimestampUnavailableRefused):
        await asyncio.to_thread(HttpTimestamps(url, 0.5), b"request")
    assert time.monotonic() - began < 10


async def test_a_compressed_response_is_not_unpacked(unfriendly):
    response = await Service().call("POST", f"{unfriendly.url}/bomb", {}, b"x")
    assert response.body.startswith(b"\x1f\x8b")


@pytest.mark.parametrize("scheme", ["http", "socks5"])
async def test_calls_go_through_the_proxy_of_the_settings(unfriendly, scheme, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")  # the environment's is not used
    async with proxy(("127.0.0.1", unfriendly.port)) as one:
        through = f"{scheme}://{QUOTED}@127.0.0.1:{one.port}"
        response = await Service(through).call("POST", f"http://{HOST}:{unfriendly.port}/secret", {}, b"x")
        assert (response.body, one.let_through) == (b"secret", 1)
        stamps = HttpTimestamps(f"http://{HOST}:{unfriendly.port}/secret", 5, through)
        assert await asyncio.to_thread(stamps, b"request") == b"secret"
        assert QUOTED not in repr(stamps)
    with pytest.raises(NotSentError):
        await Service(through).call("POST", f"http://{HOST}/secret", {}, b"x")
    assert (await Service().call("GET", f"{unfriendly.url}/secret", {}, None)).body == b"secret"
