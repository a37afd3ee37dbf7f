"""Names guards, and takes the naming back."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from bot.checkpoint.duty.off_duty import Ender, notify_off_duty
from bot.checkpoint.models import Ending
from bot.checkpoint.ports import CheckpointTransaction, OpenCheckpoint
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.staff.access import NotAllowedRefused, manageable_person, present_manager
from bot.staff.models import Person, Role, Speaker


@dataclass(frozen=True, slots=True)
class NameGuard:
    """A manager names an employee a guard, or makes a guard an employee again; managers need no naming.

    A former guard's shift ends where employees may not be on duty.
    """

    open: OpenCheckpoint

    async def __call__(
        self, speaker: Speaker, person_id: UUID, *, named: bool, event_id: EventId, now: datetime
    ) -> Person:
        """Return the person with their role; NotAllowedRefused, PersonDismissedRefused."""
        async with self.open() as tx:
            await tx.organisations.hold(speaker.organisation.id)
            speaker = await present_manager(tx, speaker)
            person = await manageable_person(tx, speaker, person_id)
            if person.role.manages:
                raise NotAllowedRefused
            role = Role.GUARD if named else Role.EMPLOYEE
            if person.role is role:
                return person
            await tx.people.set_role(person.id, role)
            facts: dict[str, str | int] = {"role": str(role)}
            await tx.ledger.append(
                AuditEvent(person.organisation_id, Act.ROLE_GIVEN, event_id, now, speaker.person.id, person.id, facts)
            )
            person = replace(person, role=role)
            await _end_shift(tx, person, Ender(Ending.NOT_ADMITTED, speaker.person.id, event_id, now))
        return person


async def _end_shift(tx: CheckpointTransaction, person: Person, ender: Ender) -> None:
    living = await tx.shifts.living(person.organisation_id, person.id, ender.now)
    if living is None or living[1].admits.keeps(person.role):
        return
    shift, service_qr = living
    if await tx.shifts.end(shift.id, ender.now):
        await notify_off_duty(tx, [shift], service_qr, ender)
