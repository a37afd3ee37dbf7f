"""Kills the bot in several ways at random moments, and records the Bot API calls of each run."""

import asyncio
import os
import signal
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from e2e.servers.company import Company

from sandbox.client.control_api import NotSeenError

SURVIVE_SECONDS = 20.0
"""How long a worker process may outlive the bot."""
IDLE_SECONDS = 60.0
KILLS_BETWEEN_PAUSES = 3
"""Fewer than the deaths after which an update is given up: on a slow machine it takes several runs."""


@dataclass
class Killer:
    """Kills and restarts the bot of a company.

    `runs` holds the Bot API calls of each run, oldest first. A kill ends a run; a stop does not.
    """

    staff: Company
    random: Random
    runs: list[list[dict]] = field(default_factory=lambda: [[]])
    killed: Counter = field(default_factory=Counter)
    workers: set[tuple[int, str]] = field(default_factory=set)
    _last_call: int = 0

    async def kill_repeatedly(self, times):
        """Kill the running bot this many times, in a random way each time, and leave it running."""
        for number in range(times):
            if number % KILLS_BETWEEN_PAUSES == KILLS_BETWEEN_PAUSES - 1:
                await self.wait_until_idle()
            kind, weight = zip(*KINDS.items(), strict=True)
            (chosen,) = self.random.choices(kind, weight)
            await getattr(self, chosen)()
            self.killed[chosen] += 1

    async def wait_until_idle(self):
        """Wait until every update is handled, because reading a file takes longer than most runs."""
        for _ in range(int(IDLE_SECONDS * 10)):
            if not self.staff.rows('SELECT id FROM "update" WHERE done_at IS NULL AND dead_at IS NULL'):
                return
            await asyncio.sleep(0.1)

    async def while_loading(self):
        """Kill it shortly after its start."""
        await self._kill_after(self.random.uniform(0, 0.3))

    async def while_working(self):
        await self._kill_after(self.random.uniform(0.3, 3))

    async def with_workers(self):
        """Kill the bot and its workers at the same moment, like a power cut."""
        await asyncio.sleep(self.random.uniform(0.1, 2))
        for pid in process_tree(self.stage.bot.process.pid):
            kill(pid)
        await self._kill_after(0)

    async def while_sending(self):
        """Kill it as soon as a chat changes, before the bot has recorded what it sent."""
        someone = self.random.choice(await self.stage.sandbox.people())
        await someone.marks_read()
        with suppress(NotSeenError):
            await someone.sees(within=2)
        await self._kill_after(self.random.uniform(0, 0.01))

    async def while_starting(self):
        """Kill it, and then again once or twice before it is ready."""
        await self._kill_after(self.random.uniform(0, 1), restart=False)
        for _ in range(self.random.randint(1, 2)):
            starting = asyncio.create_task(self.stage.bot.start())
            await asyncio.wait([starting], timeout=self.random.uniform(0.1, 2.5))
            starting.cancel()
            await asyncio.gather(starting, return_exceptions=True)
            await self._kill_after(0, restart=False)
        await self.stage.bot.start()

    async def stop_in_order(self):
        """Stop it in order: everything is finished or released, so nothing may come twice."""
        await asyncio.sleep(self.random.uniform(0, 2))
        assert await self.stage.bot.stops() == 0
        await self.stage.bot.start()

    async def _kill_after(self, seconds, *, restart=True):
        await asyncio.sleep(seconds)
        bot = self.stage.bot
        started = {(pid, started_at(pid)) for pid in process_tree(bot.process.pid) if pid != bot.process.pid}
        self.workers |= {one for one in started if one[1]}
        await bot.dies()
        await asyncio.sleep(0.1)  # until the sandbox has logged the last call
        await self.collect_calls()
        self.runs.append([])
        if restart:
            await bot.start()

    @property
    def stage(self):
        return self.staff.stage

    async def collect_calls(self):
        """Add the calls since the last time, before the sandbox forgets them."""
        calls = await self.stage.sandbox.calls(after=self._last_call)
        self.runs[-1] += calls
        self._last_call = max([self._last_call, *(call["number"] for call in calls)])

    async def surviving_workers(self):
        """Return the worker processes that are still alive some time after their bot was killed."""
        for _ in range(int(SURVIVE_SECONDS * 10)):
            alive = {(pid, started) for pid, started in self.workers if started_at(pid) == started}
            if not alive:
                return set()
            await asyncio.sleep(0.1)
        return alive


KINDS = {
    "while_loading": 2,
    "while_working": 4,
    "with_workers": 1,
    "while_sending": 4,
    "while_starting": 1,
    "stop_in_order": 1,
}


def process_tree(pid):
    """Return the pids of a process and of all its descendants."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*"):
        try:
            children = (task / "children").read_text().split()
        except OSError:
            continue
        for child in children:
            found += process_tree(int(child))
    return found


def kill(pid):
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def started_at(pid):
    """Return when a living process started, in ticks since the boot (proc(5)); "" for none.

    Together with the pid it identifies a process: pids are used again after some thousands.
    """
    try:
        stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if stat[0] == "Z" else stat[19]
