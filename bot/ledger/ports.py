"""What the ledger needs of a storage."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Protocol
from uuid import UUID

from bot.ids import Cause
from bot.ledger.entries import Act, Deed, Entry
from bot.ledger.heads import Head


class Ledger(Protocol):
    """The chain of one transaction's organisation; nothing here edits or removes an entry."""

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

    async def add_head(self, head: Head) -> bool:
        """Keep the head of a day, once; False when that day has one."""
        ...

    async def last_head(self, organisation_id: UUID) -> Head | None:
        """Answer the newest head."""
        ...

    async def heads(self, organisation_id: UUID) -> list[Head]:
        """Answer all heads, oldest first."""
        ...

    async def unstamped(self, now: datetime, most: int) -> list[Head]:
        """Answer heads of any organisation that no authority has stamped and that may be asked for, oldest first."""
        ...

    async def stamped(self, head: Head, token: bytes | None, again_after: datetime) -> None:
        """Keep a head's stamp; without one, ask again after then."""
        ...


class LedgerTransaction(Protocol):
    """A transaction that can write to the ledger."""

    @property
    def ledger(self) -> Ledger:
        """The hash chain."""
        ...
