"""Ends a person's own shift and reports its checks; finds the shift a person is on."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bot.checkpoint.duty.guests import Guard, GuestState, present_guard
from bot.checkpoint.duty.off_duty import Ender, ShiftReport, enter_off_duty
from bot.checkpoint.models import Ending, ServiceQr, Shift
from bot.checkpoint.ports import CheckpointTransaction, OpenCheckpoint, ReadCheckpoint
from bot.checkpoint.service_qrs.browse_service_qrs import own_service_qr
from bot.ids import EventId
from bot.staff.access import NotAllowedRefused

OVER_IS_TOLD_FOR = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class OffDuty:
    """The speaker is on no shift; `last` is a shift that ended recently, and where it was.

    `pending` is where they ask to go on duty, and no manager has decided.
    """

    last: tuple[Shift, ServiceQr] | None
    pending: ServiceQr | None = None


@dataclass(frozen=True, slots=True)
class FindShift:
    """Finds the speaker's shift."""

    read: ReadCheckpoint

    async def __call__(self, speaker: Guard, *, now: datetime) -> ShiftReport | OffDuty:
        """Return the current shift with its counts, or that there is none."""
        async with self.read() as tx:
            living = await on_duty(tx, await present_guard(tx, speaker), now)
            if living is None:
                return await off_duty(tx, speaker, now)
            return ShiftReport(*living, await tx.checks.counts(living[0].id))


@dataclass(frozen=True, slots=True)
class EndShift:
    """Ends the named shift of the speaker, so that an old button never ends a new shift."""

    open: OpenCheckpoint

    async def __call__(self, speaker: Guard, shift_id: UUID, *, event_id: EventId, now: datetime) -> ShiftReport:
        """Return the shift's report, also where it was already over; NotAllowedRefused."""
        async with self.open() as tx:
            speaker = await present_guard(tx, speaker)
            shift = await tx.shifts.get(shift_id)
            if shift is None or shift.person_id != speaker.person.id:
                raise NotAllowedRefused
            if await tx.shifts.end(shift.id, min(now, shift.ends_at)):
                await enter_off_duty(tx, shift, Ender(Ending.OWN, speaker.person.id, event_id, now))
            ended = await tx.shifts.get(shift_id) or shift
            service_qr = await own_service_qr(tx, speaker, shift.service_qr_id)
            return ShiftReport(ended, service_qr, await tx.checks.counts(shift.id))


async def on_duty(tx: CheckpointTransaction, speaker: Guard, now: datetime) -> tuple[Shift, ServiceQr] | None:
    """Return the shift the speaker is on and its service QR; None also if their role may not be on duty there now."""
    living = await tx.shifts.living(speaker.organisation.id, speaker.person.id, now)
    return living if living and living[1].admits.keeps(speaker.person.role) else None


async def off_duty(tx: CheckpointTransaction, speaker: Guard, now: datetime) -> OffDuty:
    """Return that the speaker is on no shift, which one ended recently, and which one they ask for."""
    latest = await tx.shifts.latest(speaker.organisation.id, speaker.person.id)
    fresh = latest and now - latest[0].started_at < OVER_IS_TOLD_FOR
    request = await tx.guests.newest(speaker.person.id, GuestState.WAITING)
    waits = request is not None and request.waits_at(now)
    pending = await tx.service_qrs.get(request.organisation_id, request.service_qr_id) if request and waits else None
    return OffDuty(latest if fresh else None, pending)
