"""Bells: what looks, again and again, for rows whose time has come. APScheduler rings; the rows decide."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import structlog

from bot.clock import Clock
from bot.errors import UnavailableError

STEPPED_SECONDS = 1.0
"""By so much the machine's clock moves by being set, not by being slewed."""

log = structlog.get_logger(__name__)

Rung = Callable[..., Awaitable[Any]]
"""An action rung by a bell: takes `now` by name, and does nothing when nothing is due.

One that answers True has left something undone, and is rung again at once with another `now`.
"""


@dataclass(slots=True)
class Bell:
    """Rings one action, never twice at a time; a ring that comes meanwhile is remembered."""

    name: str
    action: Rung
    clock: Clock
    _ringing: bool = False
    _again: bool = False

    async def ring(self) -> None:
        """Run the action, and once more if it was rung meanwhile; a failure waits for the next ring."""
        self._again = True
        if self._ringing:
            return
        self._ringing = True
        try:
            while self._again:
                self._again = False
                if await self.action(now=self.clock()) is True:
                    self._again = True
        except UnavailableError as away:
            log.debug("bell waits", bell=self.name, reason=away.reason)
        except Exception:
            log.exception("bell failed", bell=self.name)
        finally:
            self._ringing = False


@dataclass(slots=True)
class Bells:
    """All bells of the house, rung every `every` seconds, or at once when something was just done."""

    bells: Iterable[Bell]
    every: float = 5.0
    _scheduler: Any = None
    _steps: asyncio.Task[None] | None = None
    _rung: set[asyncio.Task[None]] = field(default_factory=set)
    _stopping: bool = False

    def start(self) -> None:
        """Begin to ring."""
        from apscheduler.schedulers.asyncio import AsyncIOScheduler  # noqa: PLC0415 - costs time to import

        self._scheduler = AsyncIOScheduler(timezone="UTC")
        for bell in self.bells:
            self._scheduler.add_job(
                self._ring, "interval", [bell], seconds=self.every, coalesce=True, misfire_grace_time=None
            )
        self._scheduler.start()
        self._steps = asyncio.create_task(self._follow_steps())

    def nudge(self) -> None:
        """Ring every bell now."""
        for bell in self.bells:
            self._begin(bell)

    async def stop(self, within: float) -> None:
        """Ring no more, and let what is under way end for some seconds; then it is taken back with its transaction."""
        self._stopping = True
        if self._scheduler is not None and self._steps is not None:
            self._steps.cancel()
            self._scheduler.shutdown(wait=False)
        if not self._rung:
            return
        _, late = await asyncio.wait(tuple(self._rung), timeout=within)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def _follow_steps(self) -> None:
        """Ring after each step of the machine's clock: set back, it would silence the scheduler until it caught up."""
        ahead = time.time() - time.monotonic()
        while True:
            await asyncio.sleep(self.every)
            before, ahead = ahead, time.time() - time.monotonic()
            if abs(ahead - before) > STEPPED_SECONDS:
                log.warning("the clock was set", seconds=round(ahead - before))
                for job in self._scheduler.get_jobs():
                    job.modify(next_run_time=datetime.now(UTC))

    async def _ring(self, bell: Bell) -> None:
        # A task of our own: the scheduler would cut off its own jobs when it is shut down.
        self._begin(bell)

    def _begin(self, bell: Bell) -> None:
        if self._stopping:
            return
        task = asyncio.create_task(bell.ring())
        self._rung.add(task)
        task.add_done_callback(self._rung.discard)
