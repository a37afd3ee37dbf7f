"""Erases a person: a pseudonym replaces whatever names them, and what they signed can still be verified.

A person who is not dismissed is dismissed in the same transaction. What evidence keeps, and why:
``docs/decisions/0015-keep-evidence-after-an-erasure.md``.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.errors import StateRefused
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.notices.outbox import NewNotice
from bot.personal_data.dismiss_person import end_everything
from bot.personal_data.ports import ErasingTransaction, OpenErasing
from bot.staff.access import NotAllowedRefused, may_manage, present_owner
from bot.staff.models import Person, Role, Speaker
from bot.staff.notices import PersonErased


class PersonServesRefused(StateRefused):
    """The person is not dismissed. Facts: name."""


@dataclass(frozen=True, slots=True)
class ErasePerson:
    """An owner erases a dismissed person, who need not have asked for it."""

    open: OpenErasing

    async def __call__(self, speaker: Speaker, person_id: UUID, *, event_id: EventId, now: datetime) -> str:
        """Return the pseudonym; NotAllowedRefused, PersonServesRefused."""
        async with self.open() as tx:
            await tx.organisations.hold(speaker.organisation.id)
            speaker = await present_owner(tx, speaker)
            person = await erasable_person(tx, speaker, person_id)
            if person.dismissed_at is None:
                raise PersonServesRefused(name=person.name)
            return person.name if person.erased_at else await erase(tx, speaker, person, event_id, now)


def pseudonym(person_id: UUID) -> str:
    """Return the pseudonym of an erased person, the same in every language."""
    return f"#{person_id.hex[:8].upper()}"


async def erasable_person(tx: ErasingTransaction, speaker: Speaker, person_id: UUID) -> Person:
    """Return a person whom the speaker may erase: managers erase employees, owners anyone, nobody themselves."""
    person = await tx.people.get(speaker.organisation.id, person_id)
    if person is None or person.id == speaker.person.id or not may_manage(speaker, person):
        raise NotAllowedRefused
    if person.role.manages and speaker.person.role is not Role.OWNER:
        raise NotAllowedRefused
    return person


async def erase(tx: ErasingTransaction, speaker: Speaker, person: Person, event_id: EventId, now: datetime) -> str:
    """Erase a person, dismiss them first if need be, notify them, and return the pseudonym."""
    account = await tx.accounts.newest(person.id)
    if person.dismissed_at is None:
        await end_everything(tx, speaker, person, event_id, now)
    left = pseudonym(person.id)
    await tx.erasure.erase(person.organisation_id, person.id, left, now)
    audit_event = AuditEvent(person.organisation_id, Act.ERASED, event_id, now, speaker.person.id, person.id, {})
    await tx.ledger.append(audit_event)
    if account is not None:
        notice = NewNotice(person.organisation_id, person.id, PersonErased(), event_id, now)
        await tx.outbox.add([notice.to(person.id, telegram_id=account.telegram_id, language=account.language)])
    return left
