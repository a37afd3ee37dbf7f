"""Controls of the simulation: the clock, faults, rate limits, the log of calls, updates."""

import time
from dataclasses import fields, replace
from datetime import datetime

from aiohttp import web

from sandbox.control.requests import MAX_WAIT, body_of, bot_in, integer, number, query_number, query_wait, respond
from sandbox.encoding import JsonObject
from sandbox.errors import ControlError
from sandbox.state.faults import KINDS, Fault
from sandbox.state.rate_limits import Limits
from sandbox.state.world import World

UNITS = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86_400}
ACKNOWLEDGEMENT_TIMEOUT = 5.0  # seconds that a change of the clock waits for the pollers
MAX_LIMIT = 1_000_000
POLL_SECONDS = 0.05  # between looks at a busy bot
MAX_OFFSET = 100 * 366 * 86_400  # seconds: a century


class SimulationRoutes:
    """Handlers of the clock, faults, limits, calls and updates."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Return the routes."""
        return [
            web.get("/sandbox/clock", self.on_clock),
            web.post("/sandbox/clock", self.on_move_clock),
            web.get("/sandbox/faults", self.on_faults),
            web.post("/sandbox/faults", self.on_add_fault),
            web.delete("/sandbox/faults", self.on_clear_faults),
            web.get("/sandbox/limits", self.on_limits),
            web.put("/sandbox/limits", self.on_set_limits),
            web.get("/sandbox/calls", self.on_calls),
            web.delete("/sandbox/calls", self.on_clear_calls),
            web.get("/sandbox/updates", self.on_updates),
            web.post("/sandbox/updates", self.on_inject),
            web.post("/sandbox/updates/{update}/redeliver", self.on_redeliver),
            web.get("/sandbox/idle", self.on_idle),
        ]

    async def on_clock(self, request: web.Request) -> web.Response:
        """Return the clock; with ``seen``, wait until its version is another one."""
        clock = self._world.clock
        if "seen" in request.query:
            poller = request.query.get("poller") or str(request.remote)
            await clock.wait_for_change(poller, int(query_number(request, "seen")), MAX_WAIT)
        return respond(clock.view())

    async def on_move_clock(self, request: web.Request) -> web.Response:
        """Move the clock, and wait until all pollers have acknowledged it."""
        clock = self._world.clock
        clock.move_to(_offset(await body_of(request), clock.offset_seconds))
        self._world.events.publish("clock", lambda: {"clock": clock.view()})
        acknowledged = await clock.wait_for_acknowledgements(ACKNOWLEDGEMENT_TIMEOUT)
        return respond({**clock.view(), "acknowledged": acknowledged})

    async def on_faults(self, _: web.Request) -> web.Response:
        """Return the faults."""
        return respond(self._world.faults.view())

    async def on_add_fault(self, request: web.Request) -> web.Response:
        """Plan a fault, or set the rate of random ones."""
        body = await body_of(request)
        if "rate" in body:
            kinds = tuple(body.get("kinds", KINDS))
            _refuse_unknown(kinds)
            self._world.faults.set_random(number(body, "rate"), integer(body, "seed"), kinds)
        else:
            self._world.faults.planned.append(_fault(body))
        return self._publish_faults()

    async def on_clear_faults(self, _: web.Request) -> web.Response:
        """Remove all faults."""
        self._world.faults.clear()
        return self._publish_faults()

    def _publish_faults(self) -> web.Response:
        faults = self._world.faults
        self._world.events.publish("faults", lambda: {"faults": faults.view()})
        return respond(faults.view())

    async def on_limits(self, _: web.Request) -> web.Response:
        """Return the limits."""
        return respond(self._world.rate_limits.view())

    async def on_set_limits(self, request: web.Request) -> web.Response:
        """Set some of the limits."""
        body, rate_limits = await body_of(request), self._world.rate_limits
        types = {field.name: type(getattr(rate_limits.limits, field.name)) for field in fields(Limits)}
        for name, value in body.items():
            is_number = type(value) in {int, float} and 0 <= value <= MAX_LIMIT
            if name not in types or not (type(value) is bool if types[name] is bool else is_number):
                raise ControlError(400, f"{name} is unknown or of a wrong type")
        rate_limits.change(replace(rate_limits.limits, **body))
        self._world.events.publish("limits", lambda: {"limits": rate_limits.view()})
        return respond(rate_limits.view())

    async def on_calls(self, request: web.Request) -> web.Response:
        """Return the log of calls, oldest first."""
        calls = self._world.calls
        after, limit = int(query_number(request, "after")), int(query_number(request, "limit", 200))
        method = request.query.get("method", "").lower()
        refused = request.query.get("refused", "") in {"1", "true"}
        found = [
            call
            for call in calls.kept
            if call.number > after and method in {"", call.method.lower()} and not (refused and call.ok)
        ]
        shown = [call.view() for call in found[-limit:]]
        return respond({"calls": shown, "total": calls.total, "refused": calls.refused})

    async def on_clear_calls(self, _: web.Request) -> web.Response:
        """Clear the log."""
        self._world.calls.clear()
        return respond({"calls": [], "total": 0, "refused": 0})

    async def on_updates(self, request: web.Request) -> web.Response:
        """Return the updates of the bot, confirmed or not."""
        bot = bot_in(self._world, request)
        after, limit = int(query_number(request, "after")), int(query_number(request, "limit", 1000))
        updates = [update for update in bot.updates.history if update["update_id"] > after]
        return respond({"updates": updates[:limit], "pending": len(bot.updates)})

    async def on_inject(self, request: web.Request) -> web.Response:
        """Queue a given update."""
        update = (await body_of(request)).get("update")
        if not isinstance(update, dict) or not update.keys() - {"update_id"} or integer(update, "update_id") < 0:
            raise ControlError(400, "an update is expected")
        bot_in(self._world, request).updates.insert(update)
        return respond({"update": update})

    async def on_redeliver(self, request: web.Request) -> web.Response:
        """Queue an earlier update again."""
        update_id = request.match_info["update"]
        updates = bot_in(self._world, request).updates
        update = updates.redeliver(int(update_id)) if update_id.isdecimal() else None
        if update is None:
            raise ControlError(404, f"there was no update {update_id}")
        return respond({"update": update})

    async def on_idle(self, request: web.Request) -> web.Response:
        """Return whether the bot is idle; waits for that when asked to."""
        bot = bot_in(self._world, request)
        required, deadline = query_number(request, "for", 0.3), time.monotonic() + query_wait(request)
        events = self._world.events
        while True:
            idle_for = time.monotonic() - bot.last_call_at
            busy = bool(len(bot.updates) or bot.in_flight)
            idle = not busy and idle_for >= required
            if idle or time.monotonic() >= deadline:
                break
            pause = POLL_SECONDS if busy else required - idle_for
            await events.wait_for_newer(events.sequence, min(pause, deadline - time.monotonic()))
        return respond({"idle": idle, "pending": len(bot.updates), "in_flight": bot.in_flight})


def _fault(body: JsonObject) -> Fault:
    _refuse_unknown((body.get("kind"),))
    seconds = None if body.get("seconds") is None else number(body, "seconds")
    method = None if body.get("method") is None else str(body["method"])
    return Fault(str(body["kind"]), method, integer(body, "times", 1), seconds)


def _refuse_unknown(kinds: tuple[str | None, ...]) -> None:
    for kind in kinds:
        if kind not in KINDS:
            raise ControlError(400, f"there is no fault {kind}; there are {', '.join(KINDS)}")


def _offset(body: JsonObject, present: float) -> float:
    """Return the new offset from real time, in seconds."""
    try:
        if "now" in body:
            wanted = datetime.fromisoformat(str(body["now"]))
            offset = (wanted - datetime.now(wanted.tzinfo)).total_seconds()
        elif "offset_seconds" in body:
            offset = float(body["offset_seconds"])
        else:
            offset = present + sum(float(body[unit]) * size for unit, size in UNITS.items() if unit in body)
    except (TypeError, ValueError):
        raise ControlError(400, "the clock understands numbers and ISO dates") from None
    if not body.keys() & {*UNITS, "now", "offset_seconds"} or not abs(offset) <= MAX_OFFSET:
        raise ControlError(400, "the clock moves by seconds, minutes, hours, days, within a century")
    return offset
