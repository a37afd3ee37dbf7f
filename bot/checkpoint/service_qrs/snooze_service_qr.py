"""Snoozes the reminders of one service QR until tomorrow morning, but not beyond its end."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bot.checkpoint.log.count_checks import midnight
from bot.checkpoint.ports import OpenCheckpoint
from bot.checkpoint.service_qrs.browse_service_qrs import own_service_qr
from bot.notices.schedule import next_allowed
from bot.staff.access import present_manager
from bot.staff.models import Speaker
from bot.staff.organisation.working_hours import working_time


@dataclass(frozen=True, slots=True)
class SnoozeServiceQr:
    """Snoozes the reminders; the code's end does not change."""

    open: OpenCheckpoint

    async def __call__(self, speaker: Speaker, service_qr_id: UUID, *, now: datetime) -> datetime:
        """Snooze them and return until when; NotAllowedRefused."""
        organisation = speaker.organisation
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            service_qr = await own_service_qr(tx, speaker, service_qr_id)
            tomorrow = midnight(midnight(now, organisation.time_zone) + timedelta(hours=36), organisation.time_zone)
            until = min(next_allowed(tomorrow, working_time(organisation)), service_qr.expires_at)
            if service_qr.lives_at(now):
                await tx.reminders.snooze(service_qr_id, until)
        return until
