"""The Bot API over HTTP: ``/bot<token>/<method>`` and ``/file/bot<token>/<path>``.

Reads a call, applies planned faults, checks the parameters (`sandbox.schema`), executes the method (`sandbox.methods`)
and logs the call.
"""

import asyncio
import json
import time
from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from sandbox.encoding import JsonObject, encode_json
from sandbox.errors import ApiError, bad_request, not_simulated, too_large, too_many_requests
from sandbox.methods import METHODS
from sandbox.methods.call import Call
from sandbox.schema import Upload, Uploads, parameters_of, read_parameters
from sandbox.state.bots import Bot
from sandbox.state.call_log import LoggedCall
from sandbox.state.faults import Fault
from sandbox.state.world import World

MAX_BODY = 60 * 1024 * 1024  # a document of 50 MB and the rest of its call
CHUNK = 256 * 1024
BAD_GATEWAY_PAGE = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n"
    "<hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n"
)
SLOW_SECONDS = 2.0  # for a slow response whose fault names no time


class BotApi:
    """Serves the Bot API to all bots of one world."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Return the routes."""
        return [
            web.route("*", "/bot{token:[^/]+}/{method}", self.on_call),
            web.get("/file/bot{token:[^/]+}/{path:.+}", self.on_download),
        ]

    async def on_call(self, request: web.Request) -> web.StreamResponse:
        """Handle one call."""
        bot = self._world.bots.get(request.match_info["token"])
        if bot is None:
            return _error_response(ApiError(401, "Unauthorized"))
        method = request.match_info["method"]
        counted = method.lower() != "getupdates"
        bot.in_flight += counted
        try:
            return await self._handle_with_faults(request, bot, method)
        finally:
            bot.in_flight -= counted
            if counted:
                bot.last_call_at = time.monotonic()

    async def _handle_with_faults(self, request: web.Request, bot: Bot, method: str) -> web.StreamResponse:
        fault = self._world.faults.next_fault(method.lower())
        kind = fault.kind if fault else ""
        if kind == "drop":
            self._log(bot, method, {}, ApiError(0, "connection dropped"), time.perf_counter(), fault)
            return _drop_connection(request)
        if fault and kind in {"too_many_requests", "server_error"}:
            error = _error_of(fault)
            self._log(bot, method, {}, error, time.perf_counter(), fault)
            return _error_response(error)
        if kind == "bad_gateway":
            self._log(bot, method, {}, ApiError(502, "Bad Gateway"), time.perf_counter(), fault)
            return web.Response(status=502, text=BAD_GATEWAY_PAGE, content_type="text/html")
        response = await self._handle(request, bot, method, fault)
        if fault and kind == "slow":
            await asyncio.sleep(SLOW_SECONDS if fault.seconds is None else fault.seconds)
        return _drop_connection(request) if kind == "lost_answer" else response

    async def _handle(self, request: web.Request, bot: Bot, method: str, fault: Fault | None) -> web.StreamResponse:
        parameters: JsonObject = {}
        uploads = Uploads(strict=self._world.strict)
        started = time.perf_counter()
        try:
            await _read_request(request, parameters, uploads)
        except ApiError as error:
            self._log(bot, method, parameters, error, started, fault)
            return _error_response(error)
        try:
            result = await self.execute(bot, method, parameters, uploads, fault)
        except ApiError as error:
            return _error_response(error)
        return web.Response(body=encode_json({"ok": True, "result": result}), content_type="application/json")

    async def execute(
        self, bot: Bot, method: str, parameters: JsonObject, uploads: Uploads, fault: Fault | None = None
    ) -> Any:  # noqa: ANN401 - any JSON value
        """Check, execute and log a call, which came as a request or in a webhook's response."""
        started = time.perf_counter()
        try:
            result = await self._execute(bot, method, parameters, uploads)
        except ApiError as error:
            self._log(bot, method, parameters, error, started, fault, uploads.ignored)
            raise
        if result != [] or method.lower() != "getupdates":
            self._log(bot, method, parameters, None, started, fault, uploads.ignored)
        return result

    async def _execute(self, bot: Bot, method: str, parameters: JsonObject, uploads: Uploads) -> Any:  # noqa: ANN401 - as above
        handler = METHODS.get(method.lower())
        if handler is None:
            raise not_simulated(method) if parameters_of(method) else ApiError(404, "Not Found: method not found")
        return await handler(Call(self._world, bot, method, read_parameters(method, parameters, uploads), uploads))

    def _log(
        self,
        bot: Bot,
        method: str,
        parameters: JsonObject,
        error: ApiError | None,
        started: float,
        fault: Fault | None,
        ignored: Iterable[str] = (),
    ) -> None:
        world = self._world
        call = LoggedCall(
            next(world.calls.numbers),
            world.clock.now(),
            bot.id,
            method,
            parameters,
            error.status if error else 200,
            error.description if error else None,
            (time.perf_counter() - started) * 1000,
            fault.kind if fault else None,
            tuple(ignored),
        )
        world.calls.add(call)
        world.events.publish("call", lambda: {"call": call.view()})

    async def on_download(self, request: web.Request) -> web.StreamResponse:
        """Return the bytes of a file."""
        if request.match_info["token"] not in self._world.bots:
            return _error_response(ApiError(401, "Unauthorized"))
        stored = self._world.files.by_path(request.match_info["path"])
        if stored is None:
            return _error_response(ApiError(404, "Not Found"))
        return web.Response(body=stored.content, content_type="application/octet-stream")


def _error_response(error: ApiError) -> web.Response:
    headers = {}
    if error.parameters and "retry_after" in error.parameters:
        headers["Retry-After"] = str(error.parameters["retry_after"])
    return web.Response(
        status=error.status, body=encode_json(error.body()), content_type="application/json", headers=headers
    )


def _error_of(fault: Fault) -> ApiError:
    if fault.kind == "too_many_requests":
        return too_many_requests(max(1, round(fault.seconds or 1)))
    return ApiError(500, "Internal Server Error")


def _drop_connection(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)


async def _read_request(request: web.Request, parameters: JsonObject, uploads: Uploads) -> None:
    """Read a call from the query and the body, in any of the forms that the Bot API accepts."""
    parameters.update(request.query)
    if not request.can_read_body:
        return
    if request.content_length and request.content_length > MAX_BODY:
        raise too_large()
    if request.content_type == "application/json":
        parameters.update(_read_json(await request.read()))
    elif request.content_type.startswith("multipart/"):
        await _read_multipart(request, parameters, uploads)
    else:
        body = (await request.read()).decode("utf-8", "replace")
        parameters.update(parse_qsl(body, keep_blank_values=True))


def _read_json(body: bytes) -> JsonObject:
    try:
        read = json.loads(body)
    except (ValueError, RecursionError):
        raise bad_request("object expected") from None
    if not isinstance(read, dict):
        raise bad_request("object expected")
    return {name: value for name, value in read.items() if value is not None}


async def _read_multipart(request: web.Request, parameters: JsonObject, uploads: Uploads) -> None:
    total = 0
    try:
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader):
                raise bad_request("nested multipart is not expected")
            content = bytearray()
            while chunk := await part.read_chunk(CHUNK):
                total += len(chunk)
                if total > MAX_BODY:
                    raise too_large()
                content += chunk
            _add_part(part, bytes(content), parameters, uploads)
    except ValueError:
        raise bad_request("can't parse the multipart body") from None


def _add_part(part: BodyPartReader, content: bytes, parameters: JsonObject, uploads: Uploads) -> None:
    name = part.name or ""
    if part.filename is None:
        parameters[name] = content.decode("utf-8", "replace")
        return
    uploads.files[name] = Upload(name, part.filename, content, part.headers.get("Content-Type", ""))
