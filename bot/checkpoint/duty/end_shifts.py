"""Rung by the clock: ends the shifts whose time has come, and tells those who were on duty."""

from dataclasses import dataclass
from datetime import datetime

from bot.checkpoint.duty.off_duty import Ender, notify_off_duty
from bot.checkpoint.models import Ending, Shift
from bot.checkpoint.ports import CheckpointTransaction, OpenCheckpoint
from bot.ids import EventId

AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class EndShifts:
    """A shift is over at its `ends_at`, whenever this bell comes to say so."""

    open: OpenCheckpoint

    async def __call__(self, *, now: datetime) -> int:
        """End those due; return how many there were, 0 when nothing is due any more."""
        async with self.open() as tx:
            due = await tx.shifts.over(now, AT_ONCE)
        for shift in due:
            async with self.open() as tx:
                await _end(tx, shift, now)
        return len(due)


async def _end(tx: CheckpointTransaction, shift: Shift, now: datetime) -> None:
    service_qr = await tx.service_qrs.get(shift.organisation_id, shift.service_qr_id)
    if service_qr and await tx.shifts.end(shift.id, shift.ends_at):
        why = Ending.TIME if shift.ends_at < service_qr.expires_at else Ending.EXPIRED
        await notify_off_duty(tx, [shift], service_qr, Ender(why, None, EventId(f"bell:{shift.id}:over"), now))
