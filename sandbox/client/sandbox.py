"""The sandbox from outside: its people, its clock, its troubles, its log."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import ClientSession, ClientTimeout

from sandbox.client.people import Person
from sandbox.client.wire import Json, NotSeenError, Wire


class Clock:
    """The sandbox's time."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    async def passes(self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0) -> Json:
        """Move time forward (or back), and wait until the bot lives in the new time."""
        body = {"days": days, "hours": hours, "minutes": minutes, "seconds": seconds}
        return await self._wire.post("/sandbox/clock", body)

    async def stands_at(self, now: str) -> Json:
        """Set time to an ISO date."""
        return await self._wire.post("/sandbox/clock", {"now": now})

    async def returns(self) -> Json:
        """Set time to the real one."""
        return await self._wire.post("/sandbox/clock", {"offset_seconds": 0})

    async def reads(self) -> Json:
        """Give ``version``, ``offset_seconds``, ``now``."""
        return await self._wire.get("/sandbox/clock")


class SandboxClient:
    """One sandbox, and in it the first bot (or the one named by its id)."""

    def __init__(self, wire: Wire, bot_id: int | None = None) -> None:
        self.wire = wire
        self.url = wire.url
        self.clock = Clock(wire)
        self._bot_id = bot_id

    async def person(
        self, name: str, phone: str = "", language: str = "uk", username: str | None = None, **more: int | bool
    ) -> Person:
        """Let somebody exist; `id` and `keeps_history` may be said."""
        first, _, last = name.partition(" ")
        body: Json = {"first_name": first, "phone": phone, "language_code": language, **more}
        if last:
            body["last_name"] = last
        if username:
            body["username"] = username
        return Person(self.wire, await self.wire.post("/sandbox/people", body, bot=self._bot_id), self._bot_id)

    async def people(self) -> list[Person]:
        """Give everybody."""
        found = await self.wire.get("/sandbox/people", bot=self._bot_id)
        return [Person(self.wire, json, self._bot_id) for json in found["people"]]

    async def state(self) -> Json:
        """Give bots, people, clock, limits, faults, pending."""
        return await self.wire.get("/sandbox/state", bot=self._bot_id)

    async def quiet(self, *, within: float = 20.0, still: float = 0.3) -> None:
        """Wait until no update is pending and no call came for `still` seconds."""
        left = within
        while left > 0:
            found = await self.wire.get("/sandbox/quiet", wait=min(left, 20), bot=self._bot_id, **{"for": still})
            if found["quiet"]:
                return
            left -= 20
        raise NotSeenError(f"the bot was not quiet within {within} s: {found}")

    async def calls(self, *, method: str = "", refused: bool = False, after: int = 0) -> list[Json]:
        """Give the log of calls, oldest first."""
        query = {"method": method, "refused": int(refused), "after": after, "limit": 10_000}
        calls: list[Json] = (await self.wire.get("/sandbox/calls", **query))["calls"]
        return calls

    async def refused(self) -> list[str]:
        """Give what was refused, as ``method: error``; a bot that knows the Bot API has none."""
        return [f"{call['method']}: {call['error']}" for call in await self.calls(refused=True) if not call["fault"]]

    async def forgets_calls(self) -> None:
        """Begin the log anew."""
        await self.wire.send("DELETE", "/sandbox/calls")

    async def fails(
        self, kind: str, *, method: str | None = None, times: int = 1, seconds: float | None = None
    ) -> None:
        """Plan a trouble for the next calls: too_many_requests, server_error, bad_gateway, drop, slow, lost_answer."""
        body: Json = {"kind": kind, "method": method, "times": times, "seconds": seconds}
        await self.wire.post("/sandbox/faults", body)

    async def fails_at_random(self, rate: float, seed: int, kinds: list[str] | None = None) -> None:
        """Let a share of all calls fail; the same seed gives the same troubles."""
        body: Json = {"rate": rate, "seed": seed}
        await self.wire.post("/sandbox/faults", body | ({"kinds": kinds} if kinds else {}))

    async def recovers(self) -> None:
        """End all troubles."""
        await self.wire.send("DELETE", "/sandbox/faults")

    async def limits(self, **rules: float | bool) -> Json:
        """Set `enabled`, `overall_per_second`, `per_chat_per_second`, `chat_burst`."""
        return await self.wire.send("PUT", "/sandbox/limits", dict(rules))

    async def updates(self, after: int = 0) -> list[Json]:
        """Give the raw updates made for the bot, confirmed or not."""
        updates: list[Json] = (await self.wire.get("/sandbox/updates", after=after, bot=self._bot_id))["updates"]
        return updates

    async def redelivers(self, update: Json | int) -> Json:
        """Put an update before the bot once more, with its old id."""
        update_id = update if isinstance(update, int) else update["update_id"]
        return await self.wire.post(f"/sandbox/updates/{update_id}/redeliver", bot=self._bot_id)

    async def injects(self, update: Json) -> Json:
        """Put a hand-made update before the bot."""
        injected: Json = (await self.wire.post("/sandbox/updates", {"update": update}, bot=self._bot_id))["update"]
        return injected


@asynccontextmanager
async def connect(url: str, bot_id: int | None = None) -> AsyncIterator[SandboxClient]:
    """Speak to the sandbox at `url`."""
    async with ClientSession(timeout=ClientTimeout(total=60)) as session:
        yield SandboxClient(Wire(url, session), bot_id)
