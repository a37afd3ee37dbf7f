"""Revokes a person's link without making another: for one that went to the wrong hands."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.errors import StateRefused
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.staff.access import require_manager
from bot.staff.invitations.invite_person import invitable
from bot.staff.models import Person, Speaker
from bot.staff.ports import OpenStaff


class NoLinkRefused(StateRefused):
    """There is no link that opens anything. Facts: name."""


@dataclass(frozen=True, slots=True)
class RevokeInvitation:
    """Whoever opens the link from now on gets the one neutral answer; who began to register with it cannot end."""

    open: OpenStaff

    async def __call__(self, speaker: Speaker, person_id: UUID, *, event_id: EventId, now: datetime) -> Person:
        """Return whose link it was; NotAllowedRefused, PersonDismissedRefused, NoLinkRefused."""
        require_manager(speaker)
        async with self.open() as tx:
            person = await invitable(tx, speaker, person_id)
            if await tx.ledger.find(event_id, Act.INVITATION_REVOKED):
                return person
            if await tx.invitations.living(person.id, now) is None:
                raise NoLinkRefused(name=person.name)
            await tx.invitations.revoke(person.id, now)
            audit_event = AuditEvent(
                person.organisation_id, Act.INVITATION_REVOKED, event_id, now, speaker.person.id, person.id, {}
            )
            await tx.ledger.append(audit_event)
        return person
