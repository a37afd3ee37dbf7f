"""Takes a dismissed person back onto the list. Their account, passes and shifts stay ended; they need a new link."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from bot.errors import StateRefused
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.staff.access import NotAllowedRefused, present_manager
from bot.staff.models import Person, Role, Speaker
from bot.staff.ports import OpenStaff, StaffTransaction


class PhoneTakenRefused(StateRefused):
    """Somebody else on the list has the person's number by now. Facts: name."""


class PersonErasedRefused(StateRefused):
    """The person was erased and cannot come back. Facts: name."""


@dataclass(frozen=True, slots=True)
class ReinstatePerson:
    """A manager reinstates an employee; only an owner a former manager, who comes back as an employee."""

    open: OpenStaff

    async def __call__(self, speaker: Speaker, person_id: UUID, *, event_id: EventId, now: datetime) -> Person:
        """Return the person; one who was not dismissed stays as they are.

        NotAllowedRefused, PhoneTakenRefused, PersonErasedRefused.
        """
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            person = await tx.people.get(speaker.organisation.id, person_id)
            if person is None or (person.role.manages and speaker.person.role is not Role.OWNER):
                raise NotAllowedRefused
            if person.erased_at is not None:
                raise PersonErasedRefused(name=person.name)
            if person.dismissed_at is None:
                return person
            await self._require_free(tx, person, now)
            back = replace(person, dismissed_at=None, unreachable_at=None, role=Role.EMPLOYEE)
            await tx.people.save([back])
            audit_event = AuditEvent(
                person.organisation_id, Act.REINSTATED, event_id, now, speaker.person.id, person.id, {}
            )
            await tx.ledger.append(audit_event)
        return back

    async def _require_free(self, tx: StaffTransaction, person: Person, now: datetime) -> None:
        if person.phone is None:
            return
        found, _ = await tx.people.search(
            person.organisation_id, person.phone, now=now, registered_only=False, offset=0, most=5
        )
        for one in found:
            if one.person.phone == person.phone and one.person.id != person.id:
                raise PhoneTakenRefused(name=one.person.name)
