"""Has the ledger's heads stamped by a time-stamping authority, where one is set: a second witness beside Telegram."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.due_rows import DueRows
from bot.ledger.checkpoints import UnstampedCheckpoint, checkpoint_bytes
from bot.staff.ports import OpenStaff


class Stamper(Protocol):
    """Asks a time-stamping authority off the event loop."""

    async def stamp(self, data: bytes) -> bytes:
        """Return a token (RFC 3161, DER) over the data; raise a Refused where the authority gives none."""
        ...


@dataclass(frozen=True, slots=True)
class TimestampLedgerCheckpoints:
    """Periodic job. Nothing waits for it; an authority that does not answer is asked again, later and later."""

    open: OpenStaff
    stamper: Stamper | None

    async def __call__(self, *, now: datetime) -> int:
        """Have every head stamped that is not stamped yet, and return how many were."""
        stamper = self.stamper
        if stamper is None:
            return 0
        return await DueRows(
            job="stamp_heads",
            open=self.open,
            find=lambda tx, most: tx.ledger.unstamped(most),
            handle_one=lambda head, _: self._stamp(stamper, head),
        ).handle_each(now)

    async def _stamp(self, stamper: Stamper, row: UnstampedCheckpoint) -> bool:
        async with self.open() as tx:
            head = await tx.ledger.head(row.organisation_id, row.day)
        if head is None or head.timestamp is not None:
            return False
        token = await stamper.stamp(checkpoint_bytes(head))
        async with self.open() as tx:
            return await tx.ledger.stamped(head, token)
