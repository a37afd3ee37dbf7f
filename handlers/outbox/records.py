"""What became of notices, recorded together: while one transaction is being committed, the next ones gather."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

import structlog

from bot.errors import UnavailableError
from bot.notices.outbox import Delivered, Settled, Unreachable
from bot.notices.ports import OpenNotices

PAUSE_SECONDS = 1.0

log = structlog.get_logger(__name__)


Arrived = Callable[[Sequence[Delivered]], Awaitable[None]]
"""Told of the notices that arrived, so that a room can note it (a request was delivered)."""

Lost = Callable[[Sequence[Unreachable]], Awaitable[None]]
"""Told of the notices that nobody got, before that is recorded."""


@dataclass(slots=True)
class Records:
    """Keeps what is added until it is written, however often the storage fails meanwhile."""

    open: OpenNotices
    arrived: Arrived
    lost: Lost
    _gathered: list[Settled] = field(default_factory=list)
    _some: asyncio.Event = field(default_factory=asyncio.Event)

    def add(self, settled: Settled) -> None:
        """Have it recorded soon."""
        self._gathered.append(settled)
        self._some.set()

    async def keep(self, recorded: Callable[[Iterable[UUID]], None]) -> None:
        """Record what gathers until cancelled; `recorded` is told of each batch."""
        while True:
            await self._some.wait()
            try:
                recorded(await self.flush())
            except UnavailableError as unavailable:
                log.debug("notices not recorded yet", reason=unavailable.reason)
                await asyncio.sleep(PAUSE_SECONDS)
            except Exception:
                log.exception("notices not recorded yet")
                await asyncio.sleep(PAUSE_SECONDS)

    async def flush(self) -> list[UUID]:
        """Record what has gathered; answer whose it was."""
        batch, self._gathered = self._gathered, []
        self._some.clear()
        try:
            await self._write(batch)
        except BaseException:
            self._gathered = batch + self._gathered
            self._some.set()
            raise
        return [each.notice.id for each in batch]

    async def _write(self, batch: Sequence[Settled]) -> None:
        if not batch:
            return
        delivered = [each for each in batch if isinstance(each, Delivered)]
        if delivered:
            await self.arrived(delivered)  # first: what is recorded as delivered is never looked at again
        lost = [each for each in batch if isinstance(each, Unreachable)]
        if lost:
            await self.lost(lost)
        async with self.open() as tx:
            await tx.outbox.settle(batch)
