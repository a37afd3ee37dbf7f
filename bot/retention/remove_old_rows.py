"""Removes the rows that were kept long enough."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

import structlog

from bot.due_rows import DueRows, JobTransaction
from bot.ids import derived_id
from bot.retention import KEPT_DAYS, PurgeOld

log = structlog.get_logger(__name__)


class OpenJobs(Protocol):
    """Opens a transaction that can record failures of jobs."""

    def __call__(self) -> AbstractAsyncContextManager[JobTransaction]:
        """Open one."""
        ...


@dataclass(frozen=True, slots=True)
class OldRows:
    """The old rows of one class of `bot.retention`, which are removed together."""

    name: str
    organisation_id: UUID | None = None

    @property
    def id(self) -> UUID:
        """Return an id that no other class has."""
        return derived_id("retention", self.name)


@dataclass(frozen=True, slots=True)
class RemoveOldRows:
    """Periodic job. A class whose rows cannot be removed never holds up the others."""

    purge_old: PurgeOld
    open: OpenJobs

    async def __call__(self, *, now: datetime) -> None:
        """Remove the old rows of every class; log how many."""
        await DueRows(job="retention", open=self.open, find=_classes, handle_one=self._remove).handle_each(now)

    async def _remove(self, old: OldRows, now: datetime) -> bool:
        removed = await self.purge_old.of_class(old.name, apply=True, now=now)
        if removed.rows:
            log.info("old rows removed", **{old.name: removed.rows})
        return True


async def _classes(_: JobTransaction, __: int) -> list[OldRows]:
    return [OldRows(name) for name in KEPT_DAYS]
