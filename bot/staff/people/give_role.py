"""Gives roles."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.staff.access import NotAllowedRefused, manageable_person, present_owner
from bot.staff.models import Person, Role, Speaker
from bot.staff.ports import OpenStaff


@dataclass(frozen=True, slots=True)
class GiveRole:
    """An owner makes a person a manager or an employee; nobody becomes an owner here.

    The organisation is locked first: of two owners who take each other's role at once, one stays.
    """

    open: OpenStaff

    async def __call__(
        self, speaker: Speaker, person_id: UUID, role: Role, *, event_id: EventId, now: datetime
    ) -> Person:
        """Return the person as they were; NotAllowedRefused."""
        if role not in (Role.MANAGER, Role.EMPLOYEE) or person_id == speaker.person.id:
            raise NotAllowedRefused
        async with self.open() as tx:
            await tx.organisations.hold(speaker.organisation.id)
            speaker = await present_owner(tx, speaker)
            person = await manageable_person(tx, speaker, person_id)
            if role is Role.MANAGER and person.at_kiosk:
                raise NotAllowedRefused  # managers work in the chat
            await tx.people.set_role(person.id, role)
            facts: dict[str, str | int] = {"role": str(role)}
            await tx.ledger.append(
                AuditEvent(person.organisation_id, Act.ROLE_GIVEN, event_id, now, speaker.person.id, person.id, facts)
            )
        return person
