"""A manager lets a person try their locked PIN again."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.notices.outbox import NewNotice
from bot.staff.access import NotAllowedRefused, manageable_person, present_manager
from bot.staff.models import Person, Speaker
from bot.staff.notices import PinUnlocked
from bot.staff.ports import OpenStaff


@dataclass(frozen=True, slots=True)
class UnlockPin:
    """A manager unlocks a person's PIN."""

    open: OpenStaff

    async def __call__(self, speaker: Speaker, person_id: UUID, *, event_id: EventId, now: datetime) -> Person:
        """Return the person; NotAllowedRefused."""
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            person = await manageable_person(tx, speaker, person_id)
            account = await tx.accounts.active(person.id)
            if account is None:
                raise NotAllowedRefused
            organisation_id = speaker.organisation.id
            audit_event = AuditEvent(organisation_id, Act.PIN_UNLOCKED, event_id, now, speaker.person.id, person.id, {})
            if await tx.ledger.append(audit_event):
                await tx.accounts.reset_pin_failures(account.id)
                notice = NewNotice(organisation_id, person.id, PinUnlocked(), event_id, now)
                await tx.outbox.add([notice.to(person.id)])
        return person
