"""Dismisses a person and ends everything at once: rights, account, links, open requests, shifts, passes.

It stands above the feature packages because it changes each of them.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from bot.checkpoint.ports import CheckpointTransaction
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.notices.outbox import NewNotice
from bot.signing.models import RequestState
from bot.signing.ports import SigningTransaction
from bot.signing.requests.turns import go_on_without
from bot.staff.access import NotAllowedRefused, require_manager
from bot.staff.invitations.invite_person import invitable
from bot.staff.models import Account, Person, Role, Speaker
from bot.staff.notices import PersonDismissed
from bot.transactions import OpenTransaction


class WholeTransaction(SigningTransaction, CheckpointTransaction, Protocol):
    """A transaction over every feature."""


class OpenWhole(OpenTransaction[WholeTransaction], Protocol):
    """Opens a transaction over every feature, for writing."""


@dataclass(frozen=True, slots=True)
class Dismissed:
    """Who was dismissed, and what ended with it."""

    person: Person
    requests: int
    passes: int
    shifts: int


@dataclass(frozen=True, slots=True)
class DismissPerson:
    """Dismisses a person: managers dismiss employees, only owners dismiss managers, and nobody themselves."""

    open: OpenWhole

    async def __call__(self, speaker: Speaker, person_id: UUID, *, event_id: EventId, now: datetime) -> Dismissed:
        """Return what ended; NotAllowedRefused, PersonDismissedRefused."""
        require_manager(speaker)
        async with self.open() as tx:
            done = await tx.ledger.find(event_id, Act.DISMISSED)
            if done is not None:
                person = await tx.people.get(speaker.organisation.id, person_id)
                return _as_told(person, done.audit_event.facts)
            person = await invitable(tx, speaker, person_id)
            if person.id == speaker.person.id or (person.role.manages and speaker.person.role is not Role.OWNER):
                raise NotAllowedRefused
            account = await tx.accounts.of_person(person.id)
            dismissed = await end_everything(tx, speaker, person, event_id, now)
            await _say_goodbye(tx, person, account, event_id, now)
            return dismissed


async def end_everything(
    tx: WholeTransaction, speaker: Speaker, person: Person, event_id: EventId, now: datetime
) -> Dismissed:
    """Dismiss a person, end everything of theirs, and append it to the ledger; notifies nobody."""
    await tx.people.dismiss(person.id, now)
    await tx.invitations.revoke(person.id, now)
    requests = await tx.requests.settle_person(person.id, RequestState.VOIDED, now)
    await tx.reminders.stop(request.id for request in requests)
    await go_on_without(tx, requests, event_id=event_id, now=now)
    passes = await tx.passes.revoke_of(person.id, now)
    shifts = await tx.shifts.end_all_of(person.id, now)
    await tx.accounts.end(person.id, now)
    facts: dict[str, str | int] = {"requests": len(requests), "passes": len(passes), "shifts": len(shifts)}
    organisation_id = speaker.organisation.id
    await tx.ledger.append(
        AuditEvent(organisation_id, Act.DISMISSED, event_id, now, speaker.person.id, person.id, facts)
    )
    return Dismissed(person, len(requests), len(passes), len(shifts))


async def _say_goodbye(
    tx: WholeTransaction, person: Person, account: Account | None, event_id: EventId, now: datetime
) -> None:
    if account is not None:
        notice = NewNotice(person.organisation_id, person.id, PersonDismissed(), event_id, now)
        await tx.outbox.add([notice.to(person.id, telegram_id=account.telegram_id, language=account.language)])


def _as_told(person: Person | None, facts: dict[str, str | int]) -> Dismissed:
    if person is None:
        raise NotAllowedRefused
    return Dismissed(person, int(facts["requests"]), int(facts["passes"]), int(facts["shifts"]))
