"""Deaths of the bot, in several kinds, at moments drawn from a seed; and what was called in each of its lives."""

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

LINGERS_SECONDS = 20.0
"""How long a worker may outlive the process that it worked for."""
BREATHES_SECONDS = 60.0
A_WHILE = 6


@dataclass
class Reaper:
    """Kills the bot of a company and starts it again.

    `lives` holds the Bot API calls of one life each, oldest first; a life ends by a death, and not by a stop.
    """

    staff: Company
    random: Random
    lives: list[list[dict]] = field(default_factory=lambda: [[]])
    died: Counter = field(default_factory=Counter)
    left_behind: set[int] = field(default_factory=set)
    _heard: int = 0

    async def kills(self, times):
        """Kill the running bot so often, each time in another way, and leave it running."""
        for number in range(times):
            if number % A_WHILE == A_WHILE - 1:
                await self.breathes()
            kind, weight = zip(*KINDS.items(), strict=True)
            (chosen,) = self.random.choices(kind, weight)
            await getattr(self, chosen)()
            self.died[chosen] += 1

    async def breathes(self):
        """Let it live until it has answered everybody: reading a file takes longer than most of its lives."""
        for _ in range(int(BREATHES_SECONDS * 10)):
            if not self.staff.rows('SELECT id FROM "update" WHERE done_at IS NULL AND dead_at IS NULL'):
                return
            await asyncio.sleep(0.1)

    async def at_once(self):
        """Hardly awake."""
        await self._dies_after(self.random.uniform(0, 0.3))

    async def at_work(self):
        await self._dies_after(self.random.uniform(0.3, 3))

    async def with_its_workers(self):
        """As by a power cut: everything at the same moment."""
        await asyncio.sleep(self.random.uniform(0.1, 2))
        for pid in family(self.stage.bot.process.pid):
            kill(pid)
        await self._dies_after(0)

    async def while_speaking(self):
        """As soon as somebody's chat has changed: what was just sent is not recorded yet."""
        someone = self.random.choice(await self.stage.sandbox.people())
        await someone.marks_read()
        with suppress(NotSeenError):
            await someone.sees(within=2)
        await self._dies_after(self.random.uniform(0, 0.01))

    async def while_starting(self):
        """Killed, and then a few times before it is ready."""
        await self._dies_after(self.random.uniform(0, 1), starts=False)
        for _ in range(self.random.randint(1, 2)):
            starting = asyncio.create_task(self.stage.bot.start())
            await asyncio.wait([starting], timeout=self.random.uniform(0.1, 2.5))
            starting.cancel()
            await asyncio.gather(starting, return_exceptions=True)
            await self._dies_after(0, starts=False)
        await self.stage.bot.start()

    async def stopped(self):
        """No death: everything is finished or given back, so that nothing may come twice."""
        await asyncio.sleep(self.random.uniform(0, 2))
        assert await self.stage.bot.stops() == 0
        await self.stage.bot.start()

    async def _dies_after(self, seconds, *, starts=True):
        await asyncio.sleep(seconds)
        bot = self.stage.bot
        self.left_behind |= set(family(bot.process.pid)) - {bot.process.pid}
        await bot.dies()
        await asyncio.sleep(0.1)  # until the last call is in the sandbox's log
        await self.listens()
        self.lives.append([])
        if starts:
            await bot.start()

    @property
    def stage(self):
        return self.staff.stage

    async def listens(self):
        """Take up the calls since the last time, before the sandbox forgets them."""
        calls = await self.stage.sandbox.calls(after=self._heard)
        self.lives[-1] += calls
        self._heard = max([self._heard, *(call["number"] for call in calls)])

    async def lingering(self):
        """Return which processes outlived the bot that they worked for, after they had time to notice."""
        for _ in range(int(LINGERS_SECONDS * 10)):
            alive = {pid for pid in self.left_behind if is_orphan(pid)}
            if not alive:
                return set()
            await asyncio.sleep(0.1)
        return alive


KINDS = {"at_once": 2, "at_work": 4, "with_its_workers": 1, "while_speaking": 4, "while_starting": 1, "stopped": 1}


def family(pid):
    """A process and those that it started, and those that they started."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*"):
        try:
            children = (task / "children").read_text().split()
        except OSError:
            continue
        for child in children:
            found += family(int(child))
    return found


def kill(pid):
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def is_orphan(pid):
    try:
        stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        said = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
    return stat[0] != "Z" and b"python" in said
