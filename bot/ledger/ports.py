"""The storage that the ledger needs."""

from collections.abc import AsyncIterator
from typing import Protocol
from uuid import UUID

from bot.due_rows import DueRow
from bot.ids import EventId
from bot.ledger.checkpoints import LedgerCheckpoint, UnstampedHead
from bot.ledger.entries import Act, AuditEvent, Entry


class Ledger(Protocol):
    """The chain of the transaction's organisation; no method edits or removes an entry."""

    async def append(self, audit_event: AuditEvent) -> Entry | None:
        """Append `audit_event` to the organisation's chain; None when the event recorded this before.

        The same event records an act on a subject once. Appends to one organisation wait for each other until their
        transactions end.
        """
        ...

    async def find(self, event_id: EventId, act: Act) -> Entry | None:
        """Return the first entry of `act` that `event_id` caused, in any organisation."""
        ...

    async def tip(self, organisation_id: UUID) -> tuple[int, str]:
        """Return the number and hash of the newest entry; (0, GENESIS) for none."""
        ...

    async def about(self, organisation_id: UUID, subject_id: UUID) -> list[Entry]:
        """Return the entries about one thing, oldest first."""
        ...

    def entries(self, organisation_id: UUID) -> AsyncIterator[Entry]:
        """Iterate over the whole chain, oldest first."""
        ...

    async def grown(self, most: int) -> list[DueRow]:
        """Return the organisations, as rows, whose chain has grown since their newest head."""
        ...

    async def add_checkpoint(self, head: LedgerCheckpoint) -> bool:
        """Store the head of a day, once; False when that day has one."""
        ...

    async def last_checkpoint(self, organisation_id: UUID) -> LedgerCheckpoint | None:
        """Return the newest head."""
        ...

    async def heads(self, organisation_id: UUID) -> list[LedgerCheckpoint]:
        """Return all heads, oldest first."""
        ...

    async def unstamped(self, most: int) -> list[UnstampedHead]:
        """Return heads of any organisation that no authority has stamped, oldest first."""
        ...

    async def head(self, organisation_id: UUID, day: str) -> LedgerCheckpoint | None:
        """Return the head of a day."""
        ...

    async def stamped(self, head: LedgerCheckpoint, token: bytes) -> bool:
        """Store a head's time stamp, once; False when it has one."""
        ...


class LedgerTransaction(Protocol):
    """A transaction that can write to the ledger."""

    @property
    def ledger(self) -> Ledger:
        """The hash chain."""
        ...
