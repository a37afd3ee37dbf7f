"""Has checkpoints of the ledger time-stamped by an authority, if one is set: a second proof beside Telegram."""

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
    """Periodic job. If the authority does not respond, the next tries come at growing delays."""

    open: OpenStaff
    stamper: Stamper | None

    async def __call__(self, *, now: datetime) -> int:
        """Time-stamp every checkpoint without a timestamp and return how many were stamped."""
        stamper = self.stamper
        if stamper is None:
            return 0
        return await DueRows(
            job="stamp_checkpoints",
            open=self.open,
            find=lambda tx, most: tx.ledger.without_timestamp(most),
            handle_one=lambda row, _: self._stamp(stamper, row),
        ).handle_each(now)

    async def _stamp(self, stamper: Stamper, row: UnstampedCheckpoint) -> bool:
        async with self.open() as tx:
            checkpoint = await tx.ledger.checkpoint(row.organisation_id, row.day)
        if checkpoint is None or checkpoint.timestamp is not None:
            return False
        token = await stamper.stamp(checkpoint_bytes(checkpoint))
        async with self.open() as tx:
            return await tx.ledger.set_timestamp(checkpoint, token)
