"""Lets old files be archived: those that were sealed at a lower level than the settings allow now."""

from dataclasses import dataclass
from datetime import datetime

from bot.signing.models import SealLevel
from bot.signing.ports import OpenSigning, ReadSigning


@dataclass(frozen=True, slots=True)
class CountFiles:
    """How many finished files have not reached a level, and how many wait for a time stamp."""

    read: ReadSigning

    async def __call__(self, level: SealLevel, *, now: datetime) -> tuple[int, int]:
        """Return both numbers, for all organisations."""
        async with self.read() as tx:
            return await tx.documents.count_below(level), await tx.documents.count_to_archive(now)


@dataclass(frozen=True, slots=True)
class MarkFiles:
    """Only the command line does this."""

    open: OpenSigning

    async def __call__(self, level: SealLevel, *, now: datetime) -> int:
        """Make every file due that has not reached a level; return how many that are."""
        async with self.open() as tx:
            return await tx.documents.archive_old(level, now)
