"""How fast the outbox is emptied: within Telegram's limits, without limits, while people tap, and through failures.

Five runs of the bot, each with its own figures, over a database seeded with notices and against the sandbox:

- `default`: 1 % of the notices at 30 a second;
- `interactive`: the same, while somebody asks for the menu twice a second;
- `all`: all notices, with the limits of the bot and of the sandbox raised to `--rate` (300, ten times Telegram's, so
  that 100,000 notices take six minutes; with `--rate 30` they take an hour);
- `unlimited`: 10 % without limits on either side. The sandbox uses more of the machine than the bot does, so there are
  two figures: `per_second` by the clock, and `per_cpu_second` by second of the bot's CPU time;
- `faulty`: 5 % at `--rate`, while every twentieth call fails (a 429, a 500, a 502 with an HTML page, a closed
  connection, a long wait), and every twentieth person has blocked the bot or is unknown to Telegram.

`rate_used` is the lower one of `default` and `all`. `own_429` counts the 429 responses that the bot caused itself, in
all runs. `lost` and `doubled` are those of `all` and `faulty` together.
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

from benchmarks.people import drop_updates, people_who_wrote
from benchmarks.processes import bot_settings, cpu_seconds, running, sandbox
from benchmarks.seed import SeededDatabase, seeded_database
from sandbox.client import Person, SandboxClient, connect

RECIPIENTS = 500
INTERACTIVE_PEOPLE = 5
POLL_SECONDS = 0.5
FAULTS = ["too_many_requests", "server_error", "bad_gateway", "drop", "slow"]
STUCK_SECONDS = 180.0
UNKNOWN_TO_TELEGRAM = 5_000_000_000
_NUMBER = re.compile(r"№(\d+)")


@dataclass(slots=True)
class SentNotices:
    """The notices in the sandbox's log of calls, read while it grows, for it keeps only the last ten thousand calls."""

    client: SandboxClient
    numbers: Counter[int] = field(default_factory=Counter)
    times: list[datetime] = field(default_factory=list)
    own_429: int = 0
    _last_call: int = 0

    async def read(self) -> None:
        """Read the new calls."""
        for call in await self.client.calls(after=self._last_call):
            self._last_call = call["number"]
            self.own_429 += call["status"] == 429 and not call["fault"]
            found = _NUMBER.search(call["parameters"].get("text", ""))
            if call["ok"] and found:
                self.numbers[int(found[1])] += 1
                self.times.append(datetime.fromisoformat(call["at"]))

    @property
    def seconds(self) -> float:
        """Return the seconds from the first notice to the last."""
        return (self.times[-1] - self.times[0]).total_seconds() if self.times else 0.0

    @property
    def per_second(self) -> float:
        """Return the notices per second."""
        return (len(self.times) - 1) / self.seconds if self.seconds else 0.0


@dataclass(slots=True)
class CpuUse:
    """The CPU time of a process and the notices sent, at several moments."""

    pid: int
    _samples: list[tuple[float, int]] = field(default_factory=list)

    def sample(self, notices: int) -> None:
        """Note the CPU time once so many notices have been sent."""
        self._samples.append((cpu_seconds(self.pid), notices))

    @property
    def per_second(self) -> float:
        """Return the notices per second of CPU time; 0 if nothing was used between the first sample and the last."""
        (cpu, notices), (last_cpu, last_notices) = self._samples[0], self._samples[-1]
        return (last_notices - notices) / (last_cpu - cpu) if last_cpu > cpu else 0.0


@dataclass(frozen=True, slots=True)
class Run:
    """One run: how many notices, at which rate (0 for no limits), while people tap or not, with failures or without."""

    amount: int
    rate: int
    interactive: bool = False
    faulty: bool = False

    async def measure(self) -> dict[str, Any]:
        """Seed the database, run the bot until the outbox is empty, and return the figures."""
        with sandbox() as url, tempfile.TemporaryDirectory() as folder:
            settings = bot_settings(url, folder) | {"MESSAGES_PER_SECOND": str(self.rate)}
            async with connect(url) as client, seeded_database(settings) as database:
                reachable = await self._seed(client, database)
                waiting = await people_who_wrote(client, INTERACTIVE_PEOPLE) if self.interactive else []
                await database.add_people([one.id for one in waiting])
                await drop_updates(client)
                await self._set_rules(client)
                with running("-m", "bot", "run", **settings) as bot:
                    return await self._empty(client, database, bot.pid, reachable, waiting)

    async def _seed(self, client: SandboxClient, database: SeededDatabase) -> set[int]:
        """Add the notices; return the numbers of those that can arrive."""
        phones = await people_who_wrote(client, RECIPIENTS, keeps_history=False)
        unreachable = range(0, RECIPIENTS, 20) if self.faulty else range(0)
        for number in unreachable[::2]:
            await phones[number].blocks_the_bot()
        ids = [one.id for one in phones]
        for number in unreachable[1::2]:
            ids[number] += UNKNOWN_TO_TELEGRAM
        await database.add_notices(await database.add_people(ids), self.amount)
        return {number for number in range(self.amount) if number % RECIPIENTS not in unreachable}

    async def _set_rules(self, client: SandboxClient) -> None:
        await client.set_limits(enabled=self.rate > 0, overall_per_second=self.rate or 1)
        if self.faulty:
            await client.add_random_faults(0.05, seed=7, kinds=FAULTS)
        await client.clear_calls()

    async def _empty(
        self, client: SandboxClient, database: SeededDatabase, pid: int, reachable: set[int], waiting: Sequence[Person]
    ) -> dict[str, Any]:
        sent, cpu = SentNotices(client), CpuUse(pid)
        async with _polling(waiting) as waits:
            async for _ in _until_empty(database, sent):
                cpu.sample(len(sent.times))
        figures = {
            "notices": self.amount,
            "seconds": round(sent.seconds, 2),
            "per_second": round(sent.per_second, 1),
            "per_cpu_second": round(cpu.per_second),
            "own_429": sent.own_429,
            "lost": len(reachable - sent.numbers.keys()),
            "doubled": sum(times > 1 for times in sent.numbers.values()),
        }
        if self.rate:
            figures["rate_used"] = round(sent.per_second / self.rate, 4)
        if waits:
            figures |= {"answers": len(waits), "interactive_p95_ms": round(1000 * _p95(waits), 1)}
        if self.faulty:
            figures["unreachable"] = (await database.count_notices()).unreachable
        return figures


async def _until_empty(database: SeededDatabase, sent: SentNotices) -> AsyncIterator[None]:
    """Look every second until no notice is pending or none was sent for long; yield whenever some were sent."""
    sent_at, total = time.monotonic(), 0
    while (await database.count_notices()).pending and time.monotonic() - sent_at < STUCK_SECONDS:
        await sent.read()
        if len(sent.times) > total:
            sent_at, total = time.monotonic(), len(sent.times)
            yield
        await asyncio.sleep(1)
    await sent.read()


@asynccontextmanager
async def _polling(people: Sequence[Person]) -> AsyncIterator[list[float]]:
    """Have people ask for the menu in turn, and yield the seconds that each waited for the answer."""
    waits: list[float] = []
    if not people:
        yield waits
        return
    task = asyncio.create_task(_ask(people, waits))
    try:
        yield waits
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _ask(people: Sequence[Person], waits: list[float]) -> None:
    await people[0].sends("/menu")  # the bot is starting: how long that takes does not count
    await people[0].sees(within=90)
    for number in range(1 << 30):
        person, began = people[number % len(people)], time.perf_counter()
        await person.sends("/menu")
        await person.sees(within=60)
        waits.append(time.perf_counter() - began)
        await asyncio.sleep(POLL_SECONDS)


def _p95(waits: Sequence[float]) -> float:
    return sorted(waits)[math.ceil(0.95 * len(waits)) - 1]


def runs(notices: int, rate: int) -> dict[str, Run]:
    """Return the runs for so many notices."""
    few = max(notices // 100, 300)
    return {
        "default": Run(few, 30),
        "interactive": Run(few, 30, interactive=True),
        "all": Run(notices, rate),
        "unlimited": Run(max(notices // 10, 500), 0),
        "faulty": Run(max(notices // 20, 500), rate, faulty=True),
    }


def main(arguments: list[str]) -> None:
    """Measure every run and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks outbox", description=__doc__)
    parser.add_argument("--notices", type=int, default=100_000, help="in the run `all`; the others take a part of it")
    parser.add_argument("--rate", type=int, default=300, help="messages per second in `all` and `faulty`")
    parser.add_argument("--only", action="append", help="the name of a run; may be repeated")
    given = parser.parse_args(arguments)
    chosen = {name: run for name, run in runs(given.notices, given.rate).items() if name in (given.only or [name])}
    done = {name: asyncio.run(run.measure()) for name, run in chosen.items()}
    print(json.dumps(summary(done) | {"runs": done}))


def summary(done: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return the figures of all runs together."""
    complete = [done[name] for name in ("all", "faulty") if name in done]
    return {
        "rate_used": min((done[name]["rate_used"] for name in ("default", "all") if name in done), default=None),
        "own_429": sum(figures["own_429"] for figures in done.values()),
        "unlimited_per_second": done.get("unlimited", {}).get("per_cpu_second"),
        "interactive_p95_ms": done.get("interactive", {}).get("interactive_p95_ms"),
        "lost": sum(figures["lost"] for figures in complete),
        "doubled": sum(figures["doubled"] for figures in complete),
    }
