"""Lets a person try their locked PIN again: a manager does it for another person, or the administrator."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.notices.outbox import NewNotice
from bot.staff.access import NotAllowedRefused, manageable_person, present_manager
from bot.staff.identity.own import require_other
from bot.staff.models import Person, Speaker
from bot.staff.notices import PinUnlocked
from bot.staff.ports import OpenStaff, StaffTransaction


@dataclass(frozen=True, slots=True)
class UnlockPin:
    """A manager unlocks the PIN of another person."""

    open: OpenStaff

    async def __call__(self, speaker: Speaker, person_id: UUID, *, event_id: EventId, now: datetime) -> Person:
        """Return the person; NotAllowedRefused, OwnIdentityRefused."""
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            person = await manageable_person(tx, speaker, person_id)
            require_other(speaker, person)
            await unlock_pin(tx, person, speaker.person.id, event_id, now)
        return person


async def unlock_pin(
    tx: StaffTransaction, person: Person, actor_id: UUID | None, event_id: EventId, now: datetime
) -> None:
    """Reset the tries and notify the person; NotAllowedRefused for a person who is not registered."""
    account = await tx.accounts.active(person.id)
    if account is None:
        raise NotAllowedRefused
    audit_event = AuditEvent(person.organisation_id, Act.PIN_UNLOCKED, event_id, now, actor_id, person.id, {})
    if await tx.ledger.append(audit_event):
        await tx.accounts.reset_pin_failures(account.id)
        notice = NewNotice(person.organisation_id, person.id, PinUnlocked(), event_id, now)
        await tx.outbox.add([notice.to(person.id)])
