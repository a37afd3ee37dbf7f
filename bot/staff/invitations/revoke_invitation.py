"""Revokes a person's link without making another, for example if a wrong person has it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.errors import StateRefused
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.staff.access import manageable_person, present_manager
from bot.staff.models import Person, Speaker
from bot.staff.ports import OpenStaff


class NoLinkRefused(StateRefused):
    """The person has no valid link. Facts: name."""


@dataclass(frozen=True, slots=True)
class RevokeInvitation:
    """A manager revokes a link. A registration that was begun with it cannot be completed."""

    open: OpenStaff

    async def __call__(self, speaker: Speaker, person_id: UUID, *, event_id: EventId, now: datetime) -> Person:
        """Return whose link it was; NotAllowedRefused, PersonDismissedRefused, NoLinkRefused."""
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            person = await manageable_person(tx, speaker, person_id)
            if await tx.ledger.find(event_id, Act.INVITATION_REVOKED):
                return person
            if await tx.invitations.find_valid(person.id, now) is None:
                raise NoLinkRefused(name=person.name)
            await tx.invitations.revoke(person.id, now)
            audit_event = AuditEvent(
                person.organisation_id, Act.INVITATION_REVOKED, event_id, now, speaker.person.id, person.id, {}
            )
            await tx.ledger.append(audit_event)
        return person
