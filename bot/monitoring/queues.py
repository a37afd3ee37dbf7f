"""The state of the queues in numbers, without personal data: what monitoring needs of the storage."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.notices.letters import LetterState
from bot.notices.rates import Pauses


@dataclass(frozen=True, slots=True)
class InboxStanding:
    """How many updates wait, since when, and how many are dead letters."""

    waiting: int
    oldest_at: datetime | None
    dead: int


@dataclass(frozen=True, slots=True)
class OutboxStanding:
    """The number of notices by outcome, the due time of the longest waiting one, and the number of letters by state."""

    pending: int
    delivered: int
    unreachable: int
    dropped: int
    oldest_due_at: datetime | None
    letters: Mapping[LetterState, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FailingRows:
    """Rows that one job fails to handle with the same error: how many, since when, and how often they were tried."""

    job: str
    error: str
    rows: int
    since: datetime
    attempts: int
    most_attempts: int


class QueueCounts(Protocol):
    """Counts what waits in the database."""

    async def answers(self) -> None:
        """Run the cheapest query; raise whatever keeps the database from responding."""
        ...

    async def inbox(self) -> InboxStanding:
        """Count the updates that wait and the dead letters."""
        ...

    async def outbox(self, now: datetime) -> OutboxStanding:
        """Count notices and letters by outcome."""
        ...

    async def failing(self) -> list[FailingRows]:
        """Count the rows that periodic jobs fail to handle, by job and error."""
        ...

    async def pauses(self, now: datetime) -> Pauses:
        """Return the pauses that Telegram demanded of sending and that are in force."""
        ...
