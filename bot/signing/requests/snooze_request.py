"""Stops the reminders of one request until tomorrow morning."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.notices.reminders import snooze
from bot.signing.models import Document
from bot.signing.ports import OpenSigning
from bot.signing.requests.remind_requests import timetable_of
from bot.signing.requests.request_details import AlreadySettled, already_settled, load_request
from bot.staff.access import present
from bot.staff.models import Speaker


@dataclass(frozen=True, slots=True)
class Snoozed:
    """The reminders are put off until then; None where no working hour is left for one before the deadline."""

    document: Document
    until: datetime | None


@dataclass(frozen=True, slots=True)
class SnoozeRequest:
    """For the recipient; the deadline does not change."""

    open: OpenSigning

    async def __call__(self, speaker: Speaker, request_id: UUID, *, now: datetime) -> Snoozed | AlreadySettled:
        """Snooze it, and return until when; or how it stands where it waits for no answer."""
        async with self.open() as tx:
            speaker = await present(tx, speaker)
            details = await load_request(tx, speaker, request_id)
            if not details.waits:
                return await already_settled(tx, details)
            timetable = timetable_of(speaker.organisation, details.document, details.request.sent_at)
            return Snoozed(details.document, await snooze(tx, request_id, timetable, now))
