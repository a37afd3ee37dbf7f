"""The bell of retention: looks once a day for what is over."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.retention import PurgeOld

EVERY = timedelta(days=1)

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Retention:
    """Rung by a bell; works at the start and then once a day."""

    purge_old: PurgeOld
    next_at: datetime | None = None

    async def __call__(self, *, now: datetime) -> None:
        """Remove what is over, unless it was done within the day."""
        if self.next_at is not None and now < self.next_at:
            return
        self.next_at = now + EVERY
        removed = {one.name: one.rows for one in await self.purge_old(apply=True, now=now) if one.rows}
        if removed:
            log.info("old rows removed", **removed)
