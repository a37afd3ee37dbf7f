"""An owner says whether finished files get a mark in the margin of every page."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.staff.access import present_owner
from bot.staff.models import Organisation, Speaker
from bot.staff.ports import OpenStaff


@dataclass(frozen=True, slots=True)
class SetPageMarks:
    """For owners. Documents that were sent before stay as they are."""

    open: OpenStaff

    async def __call__(self, speaker: Speaker, *, marks: bool, event_id: EventId, now: datetime) -> Organisation:
        """Set it and return the organisation as it is now; NotAllowedRefused."""
        async with self.open() as tx:
            speaker = await present_owner(tx, speaker)
            was = await tx.organisations.hold(speaker.organisation.id)
            if was.marks_pages is marks:
                return was
            becomes = replace(was, marks_pages=marks)
            await tx.organisations.save_page_marks(becomes)
            act, actor_id = Act.PAGE_MARKS_SET, speaker.person.id
            await tx.ledger.append(AuditEvent(was.id, act, event_id, now, actor_id, was.id, {"marks": int(marks)}))
        return becomes
