"""Wipes what was removed from the database's own files."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class WipeRemovedRows(Protocol):
    """Removes from the files of the database what no row contains any more; does nothing while others read."""

    async def __call__(self) -> None:
        """Remove it."""
        ...


@dataclass(frozen=True, slots=True)
class WipeRemoved:
    """Periodic job: what was erased must not stay readable in a file until somebody writes over it."""

    wipe: WipeRemovedRows

    async def __call__(self, *, now: datetime) -> None:
        """Wipe."""
        del now
        await self.wipe()
