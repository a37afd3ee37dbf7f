"""The job of retention: removes once a day what is over."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Generic
from uuid import UUID

import structlog

from bot.due_rows import DueRows, Open, TransactionT
from bot.ids import derived_id
from bot.retention import KEPT_DAYS, PurgeOld

EVERY: Final = timedelta(days=1)

log = structlog.get_logger(__name__)


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
class Retention(Generic[TransactionT]):
    """Periodic job. Removes each class at the start and then once a day; a class that fails holds up no other."""

    purge_old: PurgeOld
    open: Open[TransactionT]
    next_at: dict[str, datetime] = field(default_factory=dict)

    async def __call__(self, *, now: datetime) -> None:
        """Remove what is over, unless it was done within the day."""
        if any(await self._due(now)):
            await DueRows(
                job="retention", open=self.open, find=lambda *_: self._due(now), handle_one=self._remove
            ).handle_each(now)

    async def _due(self, now: datetime) -> list[OldRows]:
        return [OldRows(name) for name in KEPT_DAYS if now >= self.next_at.get(name, now)]

    async def _remove(self, old: OldRows, now: datetime) -> bool:
        removed = await self.purge_old.of_class(old.name, apply=True, now=now)
        self.next_at[old.name] = now + EVERY
        if removed.rows:
            log.info("old rows removed", **{old.name: removed.rows})
        return True
