"""A client of one sandbox: its people, clock, faults, limits, log of calls and updates."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import ClientSession, ClientTimeout

from sandbox.client.control_api import ControlApi, Json, NotSeenError
from sandbox.client.people import Person


class Clock:
    """The clock of the sandbox."""

    def __init__(self, api: ControlApi) -> None:
        self._api = api

    async def advance(self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0) -> Json:
        """Move the clock forward or back, and wait until the bot uses the new time."""
        body = {"days": days, "hours": hours, "minutes": minutes, "seconds": seconds}
        return await self._api.post("/sandbox/clock", body)

    async def set(self, now: str) -> Json:
        """Set the clock to an ISO date."""
        return await self._api.post("/sandbox/clock", {"now": now})

    async def reset(self) -> Json:
        """Set the clock to real time."""
        return await self._api.post("/sandbox/clock", {"offset_seconds": 0})

    async def read(self) -> Json:
        """Return ``version``, ``offset_seconds``, ``now``."""
        return await self._api.get("/sandbox/clock")


class SandboxClient:
    """One sandbox, with its first bot or the one with this id."""

    def __init__(self, api: ControlApi, bot_id: int | None = None) -> None:
        self.api = api
        self.url = api.url
        self.clock = Clock(api)
        self._bot_id = bot_id

    async def add_person(
        self, name: str, phone: str = "", language: str = "uk", username: str | None = None, **more: int | bool
    ) -> Person:
        """Add a person; `more` may be `id` and `keeps_history`."""
        first, _, last = name.partition(" ")
        body: Json = {"first_name": first, "phone": phone, "language_code": language, **more}
        if last:
            body["last_name"] = last
        if username:
            body["username"] = username
        return Person(self.api, await self.api.post("/sandbox/people", body, bot=self._bot_id), self._bot_id)

    async def people(self) -> list[Person]:
        """Return all people."""
        found = await self.api.get("/sandbox/people", bot=self._bot_id)
        return [Person(self.api, json, self._bot_id) for json in found["people"]]

    async def state(self) -> Json:
        """Return bots, people, clock, limits, faults, pending."""
        return await self.api.get("/sandbox/state", bot=self._bot_id)

    async def wait_until_idle(self, *, within: float = 20.0, idle_for: float = 0.3) -> None:
        """Wait until no update is pending and no call has come for `idle_for` seconds."""
        left = within
        while left > 0:
            found = await self.api.get("/sandbox/idle", wait=min(left, 20), bot=self._bot_id, **{"for": idle_for})
            if found["idle"]:
                return
            left -= 20
        raise NotSeenError(f"the bot was not idle within {within} s: {found}")

    async def calls(self, *, method: str = "", refused: bool = False, after: int = 0) -> list[Json]:
        """Return the log of calls, oldest first."""
        query = {"method": method, "refused": int(refused), "after": after, "limit": 10_000}
        calls: list[Json] = (await self.api.get("/sandbox/calls", **query))["calls"]
        return calls

    async def refused_calls(self) -> list[str]:
        """Return the refused calls as ``method: error``, without those refused by a planned fault."""
        return [f"{call['method']}: {call['error']}" for call in await self.calls(refused=True) if not call["fault"]]

    async def clear_calls(self) -> None:
        """Clear the log of calls."""
        await self.api.request("DELETE", "/sandbox/calls")

    async def add_fault(
        self, kind: str, *, method: str | None = None, times: int = 1, seconds: float | None = None
    ) -> None:
        """Plan a fault for the next calls: too_many_requests, server_error, bad_gateway, drop, slow, lost_answer."""
        body: Json = {"kind": kind, "method": method, "times": times, "seconds": seconds}
        await self.api.post("/sandbox/faults", body)

    async def add_random_faults(self, rate: float, seed: int, kinds: list[str] | None = None) -> None:
        """Make a share of all calls fail; the same seed gives the same faults."""
        body: Json = {"rate": rate, "seed": seed}
        await self.api.post("/sandbox/faults", body | ({"kinds": kinds} if kinds else {}))

    async def clear_faults(self) -> None:
        """Remove all faults."""
        await self.api.request("DELETE", "/sandbox/faults")

    async def set_limits(self, **limits: float | bool) -> Json:
        """Set `enabled`, `overall_per_second`, `per_chat_per_second`, `chat_burst`."""
        return await self.api.request("PUT", "/sandbox/limits", dict(limits))

    async def updates(self, after: int = 0) -> list[Json]:
        """Return the raw updates of the bot, confirmed or not."""
        updates: list[Json] = (await self.api.get("/sandbox/updates", after=after, bot=self._bot_id))["updates"]
        return updates

    async def redeliver(self, update: Json | int) -> Json:
        """Deliver an earlier update again, with its old id."""
        update_id = update if isinstance(update, int) else update["update_id"]
        return await self.api.post(f"/sandbox/updates/{update_id}/redeliver", bot=self._bot_id)

    async def inject(self, update: Json) -> Json:
        """Deliver a given update."""
        injected: Json = (await self.api.post("/sandbox/updates", {"update": update}, bot=self._bot_id))["update"]
        return injected


@asynccontextmanager
async def connect(url: str, bot_id: int | None = None) -> AsyncIterator[SandboxClient]:
    """Connect to the sandbox at `url`."""
    async with ClientSession(timeout=ClientTimeout(total=60)) as session:
        yield SandboxClient(ControlApi(url, session), bot_id)
