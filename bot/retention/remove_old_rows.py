"""Removes the rows that were kept long enough."""

from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.retention import PurgeOld

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class RemoveOldRows:
    """Periodic job. Removes what is over."""

    purge_old: PurgeOld

    async def __call__(self, *, now: datetime) -> None:
        """Remove it; the log tells how many rows of which class."""
        removed = {one.name: one.rows for one in await self.purge_old(apply=True, now=now) if one.rows}
        if removed:
            log.info("old rows removed", **removed)
