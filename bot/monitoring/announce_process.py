"""Records that this process runs and which master keys it has, for `countersign key reseal`."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from bot.startup.holders import Holder


class RunningProcesses(Protocol):
    """The processes that run on one database."""

    async def announce(self, name: str, now: datetime) -> None:
        """Record that a process of this name runs with our master keys; forget those that ended long ago."""
        ...


@dataclass(frozen=True, slots=True)
class AnnounceProcess:
    """Periodic job. Its times are the system's, whatever the clock of the application."""

    processes: RunningProcesses
    holder: Holder

    async def __call__(self, *, now: datetime) -> None:
        """Announce this process."""
        del now
        await self.processes.announce(self.holder, datetime.now(UTC))
