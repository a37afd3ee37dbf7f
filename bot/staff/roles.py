"""Gives roles and unlocks PINs."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.ids import Cause
from bot.ledger.entries import Act, Deed
from bot.notices.outbox import Kind, Telling
from bot.staff.access import NotAllowedRefused, require_manager, require_owner
from bot.staff.invite import invitable
from bot.staff.people import Person, Role, Speaker
from bot.staff.ports import OpenStaff


@dataclass(frozen=True, slots=True)
class GiveRole:
    """An owner makes a manager, or an employee again; nobody makes an owner here."""

    open: OpenStaff

    async def __call__(self, speaker: Speaker, person_id: UUID, role: Role, *, cause: Cause, now: datetime) -> Person:
        """Answer the person as they were; NotAllowedRefused."""
        require_owner(speaker)
        if role not in (Role.MANAGER, Role.EMPLOYEE) or person_id == speaker.person.id:
            raise NotAllowedRefused
        async with self.open() as tx:
            person = await invitable(tx, speaker, person_id)
            await tx.people.set_role(person.id, role)
            facts: dict[str, str | int] = {"role": str(role)}
            await tx.ledger.append(
                Deed(person.organisation_id, Act.ROLE_GIVEN, cause, now, speaker.person.id, person.id, facts)
            )
        return person


@dataclass(frozen=True, slots=True)
class UnlockPin:
    """A manager lets a person try their PIN again."""

    open: OpenStaff

    async def __call__(self, speaker: Speaker, person_id: UUID, *, cause: Cause, now: datetime) -> Person:
        """Answer the person; NotAllowedRefused when they are nobody's to unlock."""
        require_manager(speaker)
        async with self.open() as tx:
            person = await invitable(tx, speaker, person_id)
            account = await tx.accounts.of_person(person.id)
            if account is None:
                raise NotAllowedRefused
            organisation_id = speaker.organisation.id
            deed = Deed(organisation_id, Act.PIN_UNLOCKED, cause, now, speaker.person.id, person.id, {})
            if await tx.ledger.append(deed):
                await tx.accounts.pin_was_right(account.id)
                telling = Telling(organisation_id, Kind.PIN_UNLOCKED, person.id, cause, now)
                await tx.outbox.add([telling.to(person.id)])
        return person
