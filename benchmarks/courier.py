"""How notices drain: against Telegram's limits, without any, among people who press, and through troubles.

Five runs of the bot, each over a database filled beforehand and against the sandbox, in keys of their own:

- `default`: 1 % of the notices at 30 a second; `pressed`: the same, while somebody asks for the menu twice a second;
- `drained`: all notices, both sides' limits raised to `--rate` (300: ten times Telegram's, so that 100,000 take six
  minutes and not an hour; `--rate 30` takes the hour);
- `unlimited`: 10 % with the limits off on both sides. The bot is one process, and so is the sandbox, which needs more
  of a machine than the bot does: `per_cpu_second` is what one whole core carries, `per_second` what this one did;
- `faulty`: 5 % at `--rate` while every twentieth call meets a 429, a 500, a 502 with a page, a closed connection or a
  stall, and every twentieth person has blocked the bot or is unknown to Telegram.

`rate_used` is the lesser of `default` and `drained`, `own_429` counts the sandbox's 429 of all runs but those it was
told to give, `lost` and `doubled` are of `drained` and `faulty` together.
"""

import argparse
import asyncio
import json
import math
import re
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from benchmarks.filled import Filled, filled
from benchmarks.phones import forget_updates, people
from benchmarks.stage import bot_settings, cpu_seconds, running, sandbox
from sandbox.client import Person, SandboxClient, connect

RECIPIENTS = 500
PRESSERS = 5
PRESSED_EVERY = 0.5
FAULTS = ["too_many_requests", "server_error", "bad_gateway", "drop", "slow"]
STUCK_SECONDS = 180.0
UNKNOWN_TO_TELEGRAM = 5_000_000_000
_NUMBER = re.compile(r"№(\d+)\.")


@dataclass(slots=True)
class Watch:
    """Reads the sandbox's log of calls while it grows, for it keeps only the last ten thousand."""

    client: SandboxClient
    seen: Counter[int] = field(default_factory=Counter)
    times: list[datetime] = field(default_factory=list)
    own_429: int = 0
    _last: int = 0

    async def look(self) -> None:
        """Read what is new."""
        for call in await self.client.calls(after=self._last):
            self._last = call["number"]
            self.own_429 += call["status"] == 429 and not call["fault"]
            told = _NUMBER.search(call["parameters"].get("text", ""))
            if call["ok"] and told:
                self.seen[int(told[1])] += 1
                self.times.append(datetime.fromisoformat(call["at"]))

    @property
    def seconds(self) -> float:
        """Return the seconds from the first notice to the last."""
        return (self.times[-1] - self.times[0]).total_seconds() if self.times else 0.0

    @property
    def per_second(self) -> float:
        """Return how many followed the first, by the seconds that they took."""
        return (len(self.times) - 1) / self.seconds if self.seconds else 0.0


@dataclass(slots=True)
class Spent:
    """A process's CPU time between the first look and the last, and the notices meanwhile."""

    pid: int
    _looks: list[tuple[float, int]] = field(default_factory=list)

    def look(self, notices: int) -> None:
        """Take a look when so many have gone."""
        self._looks.append((cpu_seconds(self.pid), notices))

    @property
    def per_second(self) -> float:
        """Return the notices by second of CPU; 0 when it was too short to tell."""
        (cpu, notices), (last_cpu, last_notices) = self._looks[0], self._looks[-1]
        return (last_notices - notices) / (last_cpu - cpu) if last_cpu > cpu else 0.0


@dataclass(frozen=True, slots=True)
class Run:
    """One run: how many notices, at which rate (0: no limits), among pressers or not, with faults or without."""

    amount: int
    rate: int
    pressed: bool = False
    faulty: bool = False

    async def measured(self) -> dict[str, Any]:
        """Fill, start, drain, and return the figures."""
        with sandbox() as url, tempfile.TemporaryDirectory() as folder:
            settings = bot_settings(url, folder) | {"MESSAGES_PER_SECOND": str(self.rate)}
            async with connect(url) as client, filled(settings) as rows:
                reachable = await self._fill(client, rows)
                pressers = await people(client, PRESSERS, keeps_history=True) if self.pressed else []
                await rows.people([one.id for one in pressers])
                await forget_updates(client)
                await self._set_rules(client)
                with running("-m", "bot", "run", **settings) as bot:
                    return await self._drained(client, rows, bot.pid, reachable, pressers)

    async def _fill(self, client: SandboxClient, rows: Filled) -> set[int]:
        """Write the notices; return the numbers of those that can arrive."""
        phones = await people(client, RECIPIENTS, keeps_history=False)
        lost = range(0, RECIPIENTS, 20) if self.faulty else range(0)
        for number in lost[::2]:
            await phones[number].blocks_the_bot()
        ids = [one.id for one in phones]
        for number in lost[1::2]:
            ids[number] += UNKNOWN_TO_TELEGRAM
        await rows.notices(await rows.people(ids), self.amount)
        return {number for number in range(self.amount) if number % RECIPIENTS not in lost}

    async def _set_rules(self, client: SandboxClient) -> None:
        await client.set_limits(enabled=self.rate > 0, overall_per_second=self.rate or 1)
        if self.faulty:
            await client.add_random_faults(0.05, seed=7, kinds=FAULTS)
        await client.clear_calls()

    async def _drained(
        self, client: SandboxClient, rows: Filled, pid: int, reachable: set[int], pressers: Sequence[Person]
    ) -> dict[str, Any]:
        watch, spent = Watch(client), Spent(pid)
        async with _pressing(pressers) as waits:
            async for _ in _until_drained(rows, watch):
                spent.look(len(watch.times))
        figures = {
            "notices": self.amount,
            "seconds": round(watch.seconds, 2),
            "per_second": round(watch.per_second, 1),
            "per_cpu_second": round(spent.per_second),
            "own_429": watch.own_429,
            "lost": len(reachable - watch.seen.keys()),
            "doubled": sum(times > 1 for times in watch.seen.values()),
        }
        if self.rate:
            figures["rate_used"] = round(watch.per_second / self.rate, 4)
        if waits:
            figures |= {"presses": len(waits), "interactive_p95_ms": round(1000 * _p95(waits), 1)}
        if self.faulty:
            figures["unreachable"] = (await rows.standing()).unreachable
        return figures


async def _until_drained(rows: Filled, watch: Watch) -> AsyncIterator[None]:
    """Look every second, until nothing is on its way or nothing moves any more; yields once something has moved."""
    moved_at, total = time.monotonic(), 0
    while (await rows.standing()).pending and time.monotonic() - moved_at < STUCK_SECONDS:
        await watch.look()
        if len(watch.times) > total:
            moved_at, total = time.monotonic(), len(watch.times)
            yield
        await asyncio.sleep(1)
    await watch.look()


@asynccontextmanager
async def _pressing(pressers: Sequence[Person]) -> AsyncIterator[list[float]]:
    """Have people ask for the menu in turn; gives the seconds that each waited for the answer."""
    waits: list[float] = []
    if not pressers:
        yield waits
        return
    task = asyncio.create_task(_press(pressers, waits))
    try:
        yield waits
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _press(pressers: Sequence[Person], waits: list[float]) -> None:
    await pressers[0].sends("/menu")  # the bot starts: what waited for it does not count
    await pressers[0].sees(within=90)
    for number in range(1 << 30):
        person, began = pressers[number % len(pressers)], time.perf_counter()
        await person.sends("/menu")
        await person.sees(within=60)
        waits.append(time.perf_counter() - began)
        await asyncio.sleep(PRESSED_EVERY)


def _p95(waits: Sequence[float]) -> float:
    return sorted(waits)[math.ceil(0.95 * len(waits)) - 1]


def runs(notices: int, rate: int) -> dict[str, Run]:
    """Return the runs for so many notices."""
    few = max(notices // 100, 300)
    return {
        "default": Run(few, 30),
        "pressed": Run(few, 30, pressed=True),
        "drained": Run(notices, rate),
        "unlimited": Run(max(notices // 10, 500), 0),
        "faulty": Run(max(notices // 20, 500), rate, faulty=True),
    }


def main(arguments: list[str]) -> None:
    """Measure every run and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks courier", description=__doc__)
    parser.add_argument("--notices", type=int, default=100_000, help="of the run `drained`; the others take shares")
    parser.add_argument("--rate", type=int, default=300, help="messages a second in `drained` and `faulty`")
    parser.add_argument("--only", action="append", help="a run by its name; may be repeated")
    given = parser.parse_args(arguments)
    chosen = {name: run for name, run in runs(given.notices, given.rate).items() if name in (given.only or [name])}
    done = {name: asyncio.run(run.measured()) for name, run in chosen.items()}
    print(json.dumps(summed_up(done) | {"runs": done}))


def summed_up(done: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return the issue's keys."""
    whole = [done[name] for name in ("drained", "faulty") if name in done]
    return {
        "rate_used": min((done[name]["rate_used"] for name in ("default", "drained") if name in done), default=None),
        "own_429": sum(figures["own_429"] for figures in done.values()),
        "unlimited_per_second": done.get("unlimited", {}).get("per_cpu_second"),
        "interactive_p95_ms": done.get("pressed", {}).get("interactive_p95_ms"),
        "lost": sum(figures["lost"] for figures in whole),
        "doubled": sum(figures["doubled"] for figures in whole),
    }
