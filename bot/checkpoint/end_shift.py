"""Ends a person's own shift, and answers how it went; tells a person whether they are on duty."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.checkpoint.checks import ServiceQr, Shift
from bot.checkpoint.duty import Ender, Ending, ShiftReport, enter_off_duty
from bot.checkpoint.ports import CheckpointTransaction, OpenCheckpoint
from bot.ids import Cause
from bot.ledger.entries import Act
from bot.staff.people import Speaker

OVER_IS_TOLD_FOR = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class OffDuty:
    """The speaker is on no shift; `last` is the one that ended not long ago, and where it was."""

    last: tuple[Shift, ServiceQr] | None


@dataclass(frozen=True, slots=True)
class FindShift:
    """Answers whether the speaker is on duty."""

    open: OpenCheckpoint

    async def __call__(self, speaker: Speaker, *, now: datetime) -> ShiftReport | OffDuty:
        """Answer the living shift with its counts, or that there is none."""
        async with self.open() as tx:
            living = await tx.shifts.living(speaker.organisation.id, speaker.person.id, now)
            if living is None:
                return await off_duty(tx, speaker, now)
            return ShiftReport(*living, await tx.checks.counts(living[0].id))


@dataclass(frozen=True, slots=True)
class EndShift:
    """Ends the shift the speaker is on; pressed again, answers that there is none."""

    open: OpenCheckpoint

    async def __call__(self, speaker: Speaker, *, cause: Cause, now: datetime) -> ShiftReport | OffDuty:
        """Answer the report of the shift just ended, or OffDuty."""
        async with self.open() as tx:
            ended = await self._ended_before(tx, speaker, cause)
            living = ended or await tx.shifts.living(speaker.organisation.id, speaker.person.id, now)
            if living is None:
                return await off_duty(tx, speaker, now)
            shift, service_qr = living
            if await tx.shifts.end(shift.id, now):
                await enter_off_duty(tx, shift, Ender(Ending.OWN, speaker.person.id, cause, now))
            return ShiftReport(shift, service_qr, await tx.checks.counts(shift.id))

    async def _ended_before(
        self, tx: CheckpointTransaction, speaker: Speaker, cause: Cause
    ) -> tuple[Shift, ServiceQr] | None:
        entry = await tx.ledger.find(cause, Act.OFF_DUTY)
        if entry is None:
            return None
        latest = await tx.shifts.latest(speaker.organisation.id, speaker.person.id)
        return latest if latest and latest[0].id == entry.deed.subject_id else None


async def off_duty(tx: CheckpointTransaction, speaker: Speaker, now: datetime) -> OffDuty:
    """Answer that the speaker is on no shift, and which one ended lately."""
    latest = await tx.shifts.latest(speaker.organisation.id, speaker.person.id)
    fresh = latest and now - latest[0].started_at < OVER_IS_TOLD_FOR
    return OffDuty(latest if fresh else None)
