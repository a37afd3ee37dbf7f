"""The Bot API's front: ``/bot<token>/<method>`` and ``/file/bot<token>/<path>``. Reads, meets faults, logs, answers.

What a method does is in `sandbox.methods`; what it may carry in `sandbox.schema`.
"""

import asyncio
import json
import time
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from sandbox.methods import METHODS
from sandbox.methods.asked import Asked
from sandbox.methods.attachments import too_large
from sandbox.schema import Parts, Upload, read_call
from sandbox.state.bots import Bot
from sandbox.state.calls import Call
from sandbox.state.faults import Fault
from sandbox.state.world import World
from sandbox.wire import ApiRefused, JsonObject, bad_request, too_many_requests

MAX_BODY = 60 * 1024 * 1024  # a 50 MB document and its surroundings
BAD_GATEWAY_PAGE = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n"
    "<hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n"
)
SLOW = 2.0  # seconds, when a slow answer's plan does not say


def dumps(value: Any) -> bytes:  # noqa: ANN401 - any JSON value
    """Encode an answer."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


class Front:
    """Serves every bot of one world."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Give the routes."""
        return [
            web.route("*", "/bot{token:[^/]+}/{method}", self.on_call),
            web.get("/file/bot{token:[^/]+}/{path:.+}", self.on_download),
        ]

    async def on_call(self, request: web.Request) -> web.StreamResponse:
        """Carry out one call."""
        bot = self._world.bots.get(request.match_info["token"])
        if bot is None:
            return _refused(ApiRefused(401, "Unauthorized"))
        method = request.match_info["method"]
        counted = method.lower() != "getupdates"
        bot.in_flight += counted
        try:
            return await self._through_faults(request, bot, method)
        finally:
            bot.in_flight -= counted
            if counted:
                bot.last_call_at = time.monotonic()

    async def _through_faults(self, request: web.Request, bot: Bot, method: str) -> web.StreamResponse:
        fault = self._world.faults.meet(method.lower())
        kind = fault.kind if fault else ""
        if kind == "drop":
            self._log(bot, method, {}, ApiRefused(0, "connection dropped"), time.perf_counter(), fault)
            return _drop(request)
        if fault and kind in {"too_many_requests", "server_error"}:
            refused = _trouble(fault)
            self._log(bot, method, {}, refused, time.perf_counter(), fault)
            return _refused(refused)
        if kind == "bad_gateway":
            self._log(bot, method, {}, ApiRefused(502, "Bad Gateway"), time.perf_counter(), fault)
            return web.Response(status=502, text=BAD_GATEWAY_PAGE, content_type="text/html")
        response = await self._carry_out(request, bot, method, fault)
        if fault and kind == "slow":
            await asyncio.sleep(SLOW if fault.seconds is None else fault.seconds)
        return _drop(request) if kind == "lost_answer" else response

    async def _carry_out(self, request: web.Request, bot: Bot, method: str, fault: Fault | None) -> web.StreamResponse:
        given: JsonObject = {}
        parts = Parts()
        started = time.perf_counter()
        try:
            await _read(request, given, parts)
        except ApiRefused as refused:
            self._log(bot, method, given, refused, started, fault)
            return _refused(refused)
        try:
            result = await self.carry_out_logged(bot, method, given, parts, fault)
        except ApiRefused as refused:
            return _refused(refused)
        return web.Response(body=dumps({"ok": True, "result": result}), content_type="application/json")

    async def carry_out_logged(
        self, bot: Bot, method: str, given: JsonObject, parts: Parts, fault: Fault | None = None
    ) -> Any:  # noqa: ANN401 - any JSON value
        """Check a call, do it, log it; a webhook's answer may hold one as well."""
        started = time.perf_counter()
        try:
            result = await self._carry_out_checked(bot, method, given, parts)
        except ApiRefused as refused:
            self._log(bot, method, given, refused, started, fault)
            raise
        if result != [] or method.lower() != "getupdates":
            self._log(bot, method, given, None, started, fault)
        return result

    async def _carry_out_checked(self, bot: Bot, method: str, given: JsonObject, parts: Parts) -> Any:  # noqa: ANN401 - as above
        handler = METHODS.get(method.lower())
        if handler is None:
            raise ApiRefused(404, "Not Found: method not found")
        return await handler(Asked(self._world, bot, method, read_call(method, given, parts), parts))

    def _log(
        self, bot: Bot, method: str, given: JsonObject, refused: ApiRefused | None, started: float, fault: Fault | None
    ) -> None:
        world = self._world
        call = Call(
            next(world.calls.numbers),
            world.clock.now(),
            bot.id,
            method,
            given,
            refused.status if refused else 200,
            refused.description if refused else None,
            (time.perf_counter() - started) * 1000,
            fault.kind if fault else None,
        )
        world.calls.add(call)
        world.events.publish("call", lambda: {"call": call.view()})

    async def on_download(self, request: web.Request) -> web.StreamResponse:
        """Give a file's bytes."""
        if request.match_info["token"] not in self._world.bots:
            return _refused(ApiRefused(401, "Unauthorized"))
        stored = self._world.files.at(request.match_info["path"])
        if stored is None:
            return _refused(ApiRefused(404, "Not Found"))
        return web.Response(body=stored.content, content_type="application/octet-stream")


def _refused(refused: ApiRefused) -> web.Response:
    headers = {}
    if refused.parameters and "retry_after" in refused.parameters:
        headers["Retry-After"] = str(refused.parameters["retry_after"])
    return web.Response(
        status=refused.status, body=dumps(refused.answer()), content_type="application/json", headers=headers
    )


def _trouble(fault: Fault) -> ApiRefused:
    if fault.kind == "too_many_requests":
        return too_many_requests(max(1, round(fault.seconds or 1)))
    return ApiRefused(500, "Internal Server Error")


def _drop(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)


async def _read(request: web.Request, given: JsonObject, parts: Parts) -> None:
    """Read a call's parameters, wherever they are, into `given` and its files into `parts`."""
    given.update(request.query)
    if request.method != "POST" or not request.can_read_body:
        return
    if request.content_length and request.content_length > MAX_BODY:
        raise too_large()
    if request.content_type == "application/json":
        given.update(_json_body(await request.read()))
    elif request.content_type.startswith("multipart/"):
        await _read_multipart(request, given, parts)
    else:
        body = (await request.read()).decode("utf-8", "replace")
        given.update(parse_qsl(body, keep_blank_values=True))


def _json_body(body: bytes) -> JsonObject:
    try:
        read = json.loads(body)
    except (ValueError, RecursionError):
        raise bad_request("object expected") from None
    if not isinstance(read, dict):
        raise bad_request("object expected")
    return {name: value for name, value in read.items() if value is not None}


async def _read_multipart(request: web.Request, given: JsonObject, parts: Parts) -> None:
    total = 0
    try:
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader):
                raise bad_request("nested multipart is not expected")
            content = bytearray()
            while chunk := await part.read_chunk(262_144):
                total += len(chunk)
                if total > MAX_BODY:
                    raise too_large()
                content += chunk
            _put_part(part, bytes(content), given, parts)
    except ValueError:
        raise bad_request("can't parse the multipart body") from None


def _put_part(part: BodyPartReader, content: bytes, given: JsonObject, parts: Parts) -> None:
    name = part.name or ""
    if part.filename is None:
        given[name] = content.decode("utf-8", "replace")
        return
    parts.uploads[name] = Upload(name, part.filename, content, part.headers.get("Content-Type", ""))
