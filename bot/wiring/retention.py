"""How long working rows are kept: answered updates, notices that came to an end, guesses at links."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.clock import Clock

NOTICES_KEPT = timedelta(days=30)
UPDATES_KEPT = timedelta(days=3)
"""Telegram repeats an update for a day; what is known here is not done twice."""
EVERY = timedelta(hours=1)

log = structlog.get_logger(__name__)


class PurgesNotices(Protocol):
    """The store."""

    async def purge(self, before: datetime) -> dict[str, int]:
        """Remove what ended before then."""
        ...


class PurgesUpdates(Protocol):
    """The inbox."""

    async def purge(self, before: datetime) -> int:
        """Forget what was answered before then."""
        ...


@dataclass(slots=True)
class Retention:
    """Rung by a bell; works once in an hour. Updates carry the machine's time, whatever the house's clock says."""

    store: PurgesNotices
    inbox: PurgesUpdates
    machine: Clock
    next_at: datetime | None = None

    async def __call__(self, *, now: datetime) -> None:
        """Remove what is old enough, unless it was done within the hour."""
        if self.next_at is not None and now < self.next_at:
            return
        self.next_at = now + EVERY
        removed = await self.store.purge(now - NOTICES_KEPT)
        removed["updates"] = await self.inbox.purge(self.machine() - UPDATES_KEPT)
        if any(removed.values()):
            log.info("old rows removed", **removed)
