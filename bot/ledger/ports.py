"""What the ledger needs of a storage."""

from collections.abc import AsyncIterator
from typing import Protocol
from uuid import UUID

from bot.ids import Cause
from bot.ledger.entries import Act, Deed, Entry


class Ledger(Protocol):
    """The chain of one transaction's organisation; nothing here edits or removes."""

    async def append(self, deed: Deed) -> Entry | None:
        """Chain `deed` to the organisation's tip; None when this cause entered this act on this subject before.

        Appends to one organisation wait for each other until their transactions end.
        """
        ...

    async def find(self, cause: Cause, act: Act) -> Entry | None:
        """Answer the first entry that `cause` made of `act`, in any organisation."""
        ...

    async def tip(self, organisation_id: UUID) -> tuple[int, str]:
        """Answer the number and hash of the newest entry; (0, GENESIS) for none."""
        ...

    async def about(self, organisation_id: UUID, subject_id: UUID) -> list[Entry]:
        """Answer what was entered about one thing, oldest first."""
        ...

    def entries(self, organisation_id: UUID) -> AsyncIterator[Entry]:
        """Walk the whole chain, oldest first."""
        ...


class LedgerTransaction(Protocol):
    """A transaction that can write to the ledger."""

    @property
    def ledger(self) -> Ledger:
        """The hash chain."""
        ...
