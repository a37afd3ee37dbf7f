"""Gives roles and unlocks PINs."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.notices.outbox import NewNotice
from bot.staff.access import NotAllowedRefused, require_manager, require_owner
from bot.staff.invitations.invite_person import invitable
from bot.staff.models import Person, Role, Speaker
from bot.staff.notices import PinUnlocked
from bot.staff.ports import OpenStaff


@dataclass(frozen=True, slots=True)
class GiveRole:
    """An owner makes a manager, or an employee again; nobody makes an owner here."""

    open: OpenStaff

    async def __call__(
        self, speaker: Speaker, person_id: UUID, role: Role, *, event_id: EventId, now: datetime
    ) -> Person:
        """Return the person as they were; NotAllowedRefused."""
        require_owner(speaker)
        if role not in (Role.MANAGER, Role.EMPLOYEE) or person_id == speaker.person.id:
            raise NotAllowedRefused
        async with self.open() as tx:
            person = await invitable(tx, speaker, person_id)
            await tx.people.set_role(person.id, role)
            facts: dict[str, str | int] = {"role": str(role)}
            await tx.ledger.append(
                AuditEvent(person.organisation_id, Act.ROLE_GIVEN, event_id, now, speaker.person.id, person.id, facts)
            )
        return person


@dataclass(frozen=True, slots=True)
class UnlockPin:
    """A manager lets a person try their PIN again."""

    open: OpenStaff

    async def __call__(self, speaker: Speaker, person_id: UUID, *, event_id: EventId, now: datetime) -> Person:
        """Return the person; NotAllowedRefused when they are nobody's to unlock."""
        require_manager(speaker)
        async with self.open() as tx:
            person = await invitable(tx, speaker, person_id)
            account = await tx.accounts.of_person(person.id)
            if account is None:
                raise NotAllowedRefused
            organisation_id = speaker.organisation.id
            audit_event = AuditEvent(organisation_id, Act.PIN_UNLOCKED, event_id, now, speaker.person.id, person.id, {})
            if await tx.ledger.append(audit_event):
                await tx.accounts.pin_was_right(account.id)
                notice = NewNotice(organisation_id, person.id, PinUnlocked(), event_id, now)
                await tx.outbox.add([notice.to(person.id)])
        return person
