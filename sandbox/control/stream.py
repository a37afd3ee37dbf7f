"""``GET /sandbox/events``: everything that happens, as server-sent events. A slow reader holds nobody up."""

import contextlib
import json
import time

from aiohttp import web

from sandbox.control.desk import number_in
from sandbox.state.events import Event
from sandbox.state.world import World

COMMENT_EVERY = 15.0  # seconds


class Stream:
    """The stream's handler."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Give the routes."""
        return [web.get("/sandbox/events", self.on_listen)]

    async def on_listen(self, request: web.Request) -> web.StreamResponse:
        """Send events until the listener goes."""
        events = self._world.events
        last = request.headers.get("Last-Event-ID", "")
        at = int(last) if last.isdecimal() else int(number_in(request, "after", events.sequence))
        kinds = frozenset(filter(None, request.query.get("kinds", "").split(",")))
        response = web.StreamResponse(
            headers={
                "Content-Type": "text/event-stream",
                "Cache-Control": "no-cache",
                "Access-Control-Allow-Origin": "*",
            }
        )
        await response.prepare(request)
        with contextlib.suppress(ConnectionError):
            await self._send(response, at, kinds)
        return response

    async def _send(self, response: web.StreamResponse, at: int, kinds: frozenset[str]) -> None:
        events = self._world.events
        if events.lost_after(at):
            at = events.sequence
            await response.write(_line(at, "reset", json.dumps({"sequence": at, "kind": "reset"})))
        quiet_since = time.monotonic()
        while True:
            news = [event for event in events.after(at) if not kinds or event.kind in kinds]
            at = events.sequence
            for event in news:
                await response.write(_shown(event))
                quiet_since = time.monotonic()
            if time.monotonic() - quiet_since >= COMMENT_EVERY:
                await response.write(b": still here\n\n")
                quiet_since = time.monotonic()
            await events.wait_beyond(at, COMMENT_EVERY)


def _shown(event: Event) -> bytes:
    return _line(event.sequence, event.kind, json.dumps(event.view(), ensure_ascii=False))


def _line(sequence: int, kind: str, data: str) -> bytes:
    return f"id: {sequence}\nevent: {kind}\ndata: {data}\n\n".encode()
