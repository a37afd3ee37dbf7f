"""``GET /sandbox/events``: all events as a stream of server-sent events. A slow reader delays nobody."""

import contextlib
import json
import time

from aiohttp import web

from sandbox.control.requests import query_number
from sandbox.state.events import Event
from sandbox.state.world import World

COMMENT_SECONDS = 15.0  # between comments on an idle stream


class EventRoutes:
    """The handler of the stream."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Return the routes."""
        return [web.get("/sandbox/events", self.on_events)]

    async def on_events(self, request: web.Request) -> web.StreamResponse:
        """Send events until the client disconnects."""
        events = self._world.events
        last = request.headers.get("Last-Event-ID", "")
        position = int(last) if last.isdecimal() else int(query_number(request, "after", events.sequence))
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
            await self._send(response, position, kinds)
        return response

    async def _send(self, response: web.StreamResponse, position: int, kinds: frozenset[str]) -> None:
        events = self._world.events
        if events.lost_after(position):
            position = events.sequence
            await response.write(_line(position, "reset", json.dumps({"sequence": position, "kind": "reset"})))
        idle_since = time.monotonic()
        while True:
            new = [event for event in events.after(position) if not kinds or event.kind in kinds]
            position = events.sequence
            for event in new:
                await response.write(_encoded(event))
                idle_since = time.monotonic()
            if time.monotonic() - idle_since >= COMMENT_SECONDS:
                await response.write(b": still here\n\n")
                idle_since = time.monotonic()
            await events.wait_for_newer(position, COMMENT_SECONDS)


def _encoded(event: Event) -> bytes:
    return _line(event.sequence, event.kind, json.dumps(event.view(), ensure_ascii=False))


def _line(sequence: int, kind: str, data: str) -> bytes:
    return f"id: {sequence}\nevent: {kind}\ndata: {data}\n\n".encode()
