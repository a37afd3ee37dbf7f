"""Stops the reminders of one request until tomorrow morning."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.signing.ports import OpenSigning
from bot.signing.requests.request_details import load_request
from bot.staff.access import present
from bot.staff.models import Organisation, Speaker


@dataclass(frozen=True, slots=True)
class SnoozeRequest:
    """For the recipient; the deadline does not change."""

    open: OpenSigning

    async def __call__(self, speaker: Speaker, request_id: UUID, *, now: datetime) -> datetime:
        """Snooze it, and return until when."""
        until = tomorrow_morning(speaker.organisation, now)
        async with self.open() as tx:
            speaker = await present(tx, speaker)
            details = await load_request(tx, speaker, request_id)
            if not details.request.state.final:
                await tx.reminders.snooze(request_id, until)
        return until


def tomorrow_morning(organisation: Organisation, now: datetime) -> datetime:
    """Return when work begins tomorrow in the organisation's time zone, as UTC."""
    zone = ZoneInfo(organisation.time_zone)
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, organisation.works_from, zone).astimezone(UTC)
