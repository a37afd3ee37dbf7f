"""What the ledger needs of a storage."""

from collections.abc import AsyncIterator, Collection
from typing import Protocol
from uuid import UUID

from bot.due_rows import DueRow
from bot.ids import EventId
from bot.ledger.checkpoints import LedgerCheckpoint, UnstampedCheckpoint
from bot.ledger.entries import Act, AuditEvent, Entry


class Ledger(Protocol):
    """The chain of one transaction's organisation; nothing here edits or removes an entry."""

    async def append(self, audit_event: AuditEvent) -> Entry | None:
        """Chain `audit_event` to the organisation's tip; None when this cause entered this act on this subject before.

        Appends to one organisation wait for each other until their transactions end.
        """
        ...

    async def find(self, event_id: EventId, act: Act) -> Entry | None:
        """Return the first entry that `event_id` made of `act`, in any organisation."""
        ...

    async def tip(self, organisation_id: UUID) -> tuple[int, str]:
        """Return the number and hash of the newest entry; (0, GENESIS) for none."""
        ...

    async def about(self, organisation_id: UUID, subject_id: UUID) -> list[Entry]:
        """Return what was entered about one thing, oldest first."""
        ...

    async def acts_on(self, organisation_id: UUID, act: Act, subject_ids: Collection[UUID]) -> list[Entry]:
        """Return what was entered of one act about any of these, oldest first."""
        ...

    def entries(self, organisation_id: UUID) -> AsyncIterator[Entry]:
        """Walk the whole chain, oldest first."""
        ...

    async def grown(self, most: int) -> list[DueRow]:
        """Return the organisations, as rows, whose chain has grown since their newest checkpoint."""
        ...

    async def add_checkpoint(self, checkpoint: LedgerCheckpoint) -> bool:
        """Keep the checkpoint of a day, once; False when that day has one."""
        ...

    async def last_checkpoint(self, organisation_id: UUID) -> LedgerCheckpoint | None:
        """Return the newest checkpoint."""
        ...

    async def checkpoints(self, organisation_id: UUID) -> list[LedgerCheckpoint]:
        """Return all checkpoints, oldest first."""
        ...

    async def without_timestamp(self, most: int) -> list[UnstampedCheckpoint]:
        """Return checkpoints of any organisation that no authority has stamped, oldest first."""
        ...

    async def checkpoint(self, organisation_id: UUID, day: str) -> LedgerCheckpoint | None:
        """Return the checkpoint of a day."""
        ...

    async def set_timestamp(self, checkpoint: LedgerCheckpoint, token: bytes) -> bool:
        """Keep a checkpoint's stamp, once; False when it has one."""
        ...


class LedgerTransaction(Protocol):
    """A transaction that can write to the ledger."""

    @property
    def ledger(self) -> Ledger:
        """The hash chain."""
        ...
