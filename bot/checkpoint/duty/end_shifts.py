"""Ends the shifts whose time is over, and notifies the guards."""

from dataclasses import dataclass
from datetime import datetime

from bot.checkpoint.duty.off_duty import Ender, notify_off_duty
from bot.checkpoint.models import Ending
from bot.checkpoint.ports import OpenCheckpoint
from bot.due_rows import DueRow, DueRows
from bot.ids import EventId


@dataclass(frozen=True, slots=True)
class EndShifts:
    """Periodic job. A shift is over at its `ends_at`, however late this job records it."""

    open: OpenCheckpoint

    async def __call__(self, *, now: datetime) -> int:
        """End every shift that is over and return how many there were."""
        return await DueRows(
            job="end_shifts",
            open=self.open,
            find=lambda tx, most: tx.shifts.over(now, most),
            handle_one=self._end,
        ).handle_each(now)

    async def _end(self, row: DueRow, now: datetime) -> bool:
        async with self.open() as tx:
            shift = await tx.shifts.get(row.id)
            service_qr = await tx.service_qrs.get(shift.organisation_id, shift.service_qr_id) if shift else None
            if shift is None or service_qr is None or shift.ends_at > now:
                return False
            if not await tx.shifts.end(shift.id, shift.ends_at):
                return False
            why = Ending.TIME if shift.ends_at < service_qr.expires_at else Ending.EXPIRED
            await notify_off_duty(tx, [shift], service_qr, Ender(why, None, EventId(f"job:{shift.id}:over"), now))
            return True
