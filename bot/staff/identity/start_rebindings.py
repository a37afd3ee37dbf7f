"""Periodic job: starts the accounts whose delay is over."""

from dataclasses import dataclass
from datetime import datetime

from bot.due_rows import DueRow, DueRows
from bot.ids import EventId
from bot.staff.identity.start_account import start_account
from bot.staff.ports import OpenStaff, ReadStaff


@dataclass(frozen=True, slots=True)
class StartRebindings:
    """Each account is started in its own transaction, and by one process only."""

    open: OpenStaff
    read: ReadStaff

    async def __call__(self, *, now: datetime) -> bool:
        """Start the accounts that are due, and return whether any was."""
        due_rows = DueRows(
            job="start_rebindings",
            open=self.open,
            read=self.read,
            find=lambda tx, most: tx.rebindings.due(now, most),
            handle_one=self._start,
        )
        return await due_rows.handle_each(now) > 0

    async def _start(self, row: DueRow, now: datetime) -> bool:
        async with self.open() as tx:
            rebinding = await tx.rebindings.get(row.id)
            event_id = EventId(f"job:{row.id}:rebound")
            return rebinding is not None and await start_account(tx, rebinding, None, event_id, now)
