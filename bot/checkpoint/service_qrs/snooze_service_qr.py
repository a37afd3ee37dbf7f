"""Snoozes the reminders of one service QR until tomorrow morning."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.checkpoint.models import ServiceQr
from bot.checkpoint.ports import OpenCheckpoint
from bot.checkpoint.service_qrs.browse_service_qrs import own_service_qr
from bot.checkpoint.service_qrs.reminding import timetable_of
from bot.notices.reminders import snooze
from bot.staff.access import present_manager
from bot.staff.models import Speaker


@dataclass(frozen=True, slots=True)
class SnoozedQr:
    """The reminders are put off until then; None where no working hour is left for one before the code's end."""

    service_qr: ServiceQr
    until: datetime | None


@dataclass(frozen=True, slots=True)
class SnoozeServiceQr:
    """Snoozes the reminders; the code's end does not change."""

    open: OpenCheckpoint

    async def __call__(self, speaker: Speaker, service_qr_id: UUID, *, now: datetime) -> SnoozedQr:
        """Snooze them and return until when; NotAllowedRefused."""
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            service_qr = await own_service_qr(tx, speaker, service_qr_id)
            if not service_qr.lives_at(now):
                return SnoozedQr(service_qr, None)
            timetable = timetable_of(service_qr, speaker.organisation)
            return SnoozedQr(service_qr, await snooze(tx, service_qr_id, timetable, now))
