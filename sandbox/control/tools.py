"""What only a test or a demonstrator can do: move time, plan troubles, set limits, read the log, craft updates."""

import time
from dataclasses import fields, replace
from datetime import datetime

from aiohttp import web

from sandbox.control.desk import MAX_WAIT, answer, body_of, bot_in, number_in, real, wait_in, whole
from sandbox.state.faults import KINDS, Fault
from sandbox.state.pace import Rules
from sandbox.state.world import World
from sandbox.wire import ControlRefused, JsonObject

UNITS = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86_400}
ACKNOWLEDGED_WITHIN = 5.0  # seconds a push of the clock waits for the pollers
MOST = 1_000_000  # of anything in a second
HUNDRED_YEARS = 100 * 366 * 86_400


class ToolRoutes:
    """Handlers for clock, faults, limits, calls, updates, quiet."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Give the routes."""
        return [
            web.get("/sandbox/clock", self.on_clock),
            web.post("/sandbox/clock", self.on_push),
            web.get("/sandbox/faults", self.on_faults),
            web.post("/sandbox/faults", self.on_plan),
            web.delete("/sandbox/faults", self.on_no_faults),
            web.get("/sandbox/limits", self.on_limits),
            web.put("/sandbox/limits", self.on_set_limits),
            web.get("/sandbox/calls", self.on_calls),
            web.delete("/sandbox/calls", self.on_forget_calls),
            web.get("/sandbox/updates", self.on_updates),
            web.post("/sandbox/updates", self.on_inject),
            web.post("/sandbox/updates/{update}/redeliver", self.on_redeliver),
            web.get("/sandbox/quiet", self.on_quiet),
        ]

    async def on_clock(self, request: web.Request) -> web.Response:
        """Tell the time; with ``seen``, when it is another than the one seen."""
        clock = self._world.clock
        if "seen" in request.query:
            poller = request.query.get("poller") or str(request.remote)
            await clock.wait_for_a_move(poller, int(number_in(request, "seen")), MAX_WAIT)
        return answer(clock.view())

    async def on_push(self, request: web.Request) -> web.Response:
        """Move time, and wait until those who follow it know."""
        clock = self._world.clock
        clock.move_to(_offset(await body_of(request), clock.offset_seconds))
        self._world.events.publish("clock", lambda: {"clock": clock.view()})
        acknowledged = await clock.wait_until_everyone_knows(ACKNOWLEDGED_WITHIN)
        return answer({**clock.view(), "acknowledged": acknowledged})

    async def on_faults(self, _: web.Request) -> web.Response:
        """Tell what is planned."""
        return answer(self._world.faults.view())

    async def on_plan(self, request: web.Request) -> web.Response:
        """Plan a trouble, or a share of troubles."""
        body = await body_of(request)
        if "rate" in body:
            kinds = tuple(body.get("kinds", KINDS))
            _refuse_unknown(kinds)
            self._world.faults.by_chance(real(body, "rate"), whole(body, "seed"), kinds)
        else:
            self._world.faults.planned.append(_fault(body))
        return self._tell_faults()

    async def on_no_faults(self, _: web.Request) -> web.Response:
        """End all troubles."""
        self._world.faults.clear()
        return self._tell_faults()

    def _tell_faults(self) -> web.Response:
        faults = self._world.faults
        self._world.events.publish("faults", lambda: {"faults": faults.view()})
        return answer(faults.view())

    async def on_limits(self, _: web.Request) -> web.Response:
        """Tell the limits."""
        return answer(self._world.pace.view())

    async def on_set_limits(self, request: web.Request) -> web.Response:
        """Set some of the limits."""
        body, pace = await body_of(request), self._world.pace
        kinds = {field.name: type(getattr(pace.rules, field.name)) for field in fields(Rules)}
        for name, value in body.items():
            number = type(value) in {int, float} and 0 <= value <= MOST
            if name not in kinds or not (type(value) is bool if kinds[name] is bool else number):
                raise ControlRefused(400, f"{name} is unknown or of a wrong type")
        pace.change(replace(pace.rules, **body))
        self._world.events.publish("limits", lambda: {"limits": pace.view()})
        return answer(pace.view())

    async def on_calls(self, request: web.Request) -> web.Response:
        """Give the log, oldest first."""
        calls = self._world.calls
        after, limit = int(number_in(request, "after")), int(number_in(request, "limit", 200))
        method = request.query.get("method", "").lower()
        refused = request.query.get("refused", "") in {"1", "true"}
        found = [
            call
            for call in calls.kept
            if call.number > after and method in {"", call.method.lower()} and not (refused and call.ok)
        ]
        shown = [call.view() for call in found[-limit:]]
        return answer({"calls": shown, "total": calls.total, "refused": calls.refused})

    async def on_forget_calls(self, _: web.Request) -> web.Response:
        """Begin the log anew."""
        self._world.calls.clear()
        return answer({"calls": [], "total": 0, "refused": 0})

    async def on_updates(self, request: web.Request) -> web.Response:
        """Give the updates made for the bot."""
        bot = bot_in(self._world, request)
        after, limit = int(number_in(request, "after")), int(number_in(request, "limit", 1000))
        made = [update for update in bot.updates.made if update["update_id"] > after]
        return answer({"updates": made[:limit], "pending": len(bot.updates)})

    async def on_inject(self, request: web.Request) -> web.Response:
        """Put a hand-made update before the bot."""
        update = (await body_of(request)).get("update")
        if not isinstance(update, dict) or not update.keys() - {"update_id"} or whole(update, "update_id") < 0:
            raise ControlRefused(400, "an update is expected")
        bot_in(self._world, request).updates.put(update)
        return answer({"update": update})

    async def on_redeliver(self, request: web.Request) -> web.Response:
        """Put an update before the bot once more."""
        number = request.match_info["update"]
        updates = bot_in(self._world, request).updates
        update = updates.redeliver(int(number)) if number.isdecimal() else None
        if update is None:
            raise ControlRefused(404, f"there was no update {number}")
        return answer({"update": update})

    async def on_quiet(self, request: web.Request) -> web.Response:
        """Tell whether the bot has nothing left to do, waiting for that."""
        bot = bot_in(self._world, request)
        still, deadline = number_in(request, "for", 0.3), time.monotonic() + wait_in(request)
        events = self._world.events
        while True:
            idle = time.monotonic() - bot.last_call_at
            busy = bool(len(bot.updates) or bot.in_flight)
            if (not busy and idle >= still) or time.monotonic() >= deadline:
                break
            pause = 0.05 if busy else still - idle
            await events.wait_beyond(events.sequence, min(pause, deadline - time.monotonic()))
        quiet = not busy and idle >= still
        return answer({"quiet": quiet, "pending": len(bot.updates), "in_flight": bot.in_flight})


def _fault(body: JsonObject) -> Fault:
    _refuse_unknown((body.get("kind"),))
    seconds = None if body.get("seconds") is None else real(body, "seconds")
    method = None if body.get("method") is None else str(body["method"])
    return Fault(str(body["kind"]), method, whole(body, "times", 1), seconds)


def _refuse_unknown(kinds: tuple[str | None, ...]) -> None:
    for kind in kinds:
        if kind not in KINDS:
            raise ControlRefused(400, f"there is no fault {kind}; there are {', '.join(KINDS)}")


def _offset(body: JsonObject, present: float) -> float:
    """Read where the clock is moved to, as an offset from real time."""
    try:
        if "now" in body:
            wanted = datetime.fromisoformat(str(body["now"]))
            offset = (wanted - datetime.now(wanted.tzinfo)).total_seconds()
        elif "offset_seconds" in body:
            offset = float(body["offset_seconds"])
        else:
            offset = present + sum(float(body[unit]) * size for unit, size in UNITS.items() if unit in body)
    except (TypeError, ValueError):
        raise ControlRefused(400, "the clock understands numbers and ISO dates") from None
    if not body.keys() & {*UNITS, "now", "offset_seconds"} or not abs(offset) <= HUNDRED_YEARS:
        raise ControlRefused(400, "the clock moves by seconds, minutes, hours, days, within a century")
    return offset
