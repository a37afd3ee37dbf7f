"""A server that behaves as Diia's partner API is documented, and misbehaves when it is told to."""

import asyncio
import json
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import zxingcpp
from aiohttp import web
from aiohttp.test_utils import TestServer
from PIL import Image, ImageOps

from bot.checkpoint.documents.barcodes import check_digit

ACQUIRER, AUTH, BRANCH = "acquirer/token", "YWNxdWlyZXI6c2VjcmV0", "65f1c0ffee"
ERROR = {"name": "InternalServerError", "message": "Something", "code": 1, "type": "INTERNAL"}


def number(seed):
    """The 13 digits of a bar code, made of a number below 10^12."""
    digits = f"{seed:012d}"
    return digits + check_digit(digits)


def barcode(digits, scale=4):
    """The bar code as a phone shows it: a grey picture with a quiet zone."""
    drawn = zxingcpp.create_barcode(digits, zxingcpp.BarcodeFormat.EAN13).to_image(scale=scale)
    return ImageOps.expand(Image.fromarray(drawn).convert("L"), 40, 255)


@dataclass
class FakeDiia:
    """Knows one acquirer and one branch; each number that is known is confirmed once.

    `behaves` names what the next checks get instead, one each: a status, "slow", "cut", "garbage", "huge", "redirect".
    """

    known: set = field(default_factory=set)
    behaves: list = field(default_factory=list)
    checks: list = field(default_factory=list)
    sessions: int = 0
    refuses_sessions: int | str | None = None
    session_lasts: float = 0
    header: str = f"Basic {AUTH}"
    tokens: set = field(default_factory=set)
    session_wanted: asyncio.Event = field(default_factory=asyncio.Event)
    check_wanted: asyncio.Event = field(default_factory=asyncio.Event)
    url: str = ""

    async def session(self, request):
        self.sessions += 1
        self.session_wanted.set()
        await asyncio.sleep(self.session_lasts)
        if self.refuses_sessions == "garbage":
            return web.Response(body=b"<html>")
        if self.refuses_sessions:
            return web.json_response(ERROR, status=self.refuses_sessions)
        if request.match_info["token"] != ACQUIRER or request.headers.get("Authorization") != self.header:
            return web.json_response({**ERROR, "name": "UnauthorizedError"}, status=401)
        token = f"session-{self.sessions}"
        self.tokens.add(f"Bearer {token}")
        return web.json_response({"token": token})

    async def check(self, request):
        body = await request.json()
        if request.headers.get("Authorization") not in self.tokens:
            return web.json_response({**ERROR, "name": "UnauthorizedError"}, status=401)
        self.checks.append(body["barcode"])
        self.check_wanted.set()
        if self.behaves:
            return await self.misbehave(request, self.behaves.pop(0))
        if body["branchId"] != BRANCH:
            return web.json_response({**ERROR, "name": "NotFoundError"}, status=404)
        success = body["barcode"] in self.known
        self.known.discard(body["barcode"])  # a check uses it up
        return web.json_response({"success": success})

    async def misbehave(self, request, how):
        match how:
            case int():
                return web.json_response(ERROR, status=how)
            case "slow":
                await asyncio.sleep(60)
            case "cut":
                request.transport.abort()
            case "garbage":
                return web.Response(body=b'{"success": "yes"}')
            case "deep":
                return web.Response(body=b"[" * 60_000)
            case "huge":
                return web.Response(body=b'{"success": true, "more": "' + b"x" * 10_000_000 + b'"}')
            case "redirect":
                return web.Response(status=307, headers={"Location": str(request.url)})
        return web.Response(body=json.dumps({"success": True}))

    async def branch(self, request):
        return web.json_response({}, status=200 if request.match_info["branch"] == BRANCH else 404)

    def settings(self):
        """The settings that lead a bot here."""
        return {"DIIA_API_BASE": self.url, "DIIA_ACQUIRER_TOKEN": ACQUIRER, "DIIA_AUTH_TOKEN": AUTH}


@asynccontextmanager
async def fake_diia():
    """Run one on a free port of 127.0.0.1."""
    fake, app = FakeDiia(), web.Application()
    app.router.add_get("/api/v1/auth/acquirer/{token:.+}", fake.session)
    app.router.add_post("/api/v1/acquirers/document-identification", fake.check)
    app.router.add_get("/api/v2/acquirers/branch/{branch}", fake.branch)
    async with TestServer(app, shutdown_timeout=0.1) as server:
        fake.url = str(server.make_url("")).rstrip("/")
        yield fake
