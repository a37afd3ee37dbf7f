"""Dismisses a person: ends their rights, account, links, open requests, shifts and passes in one transaction."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.crypto.revocation import Reason
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.notices.outbox import NewNotice
from bot.personal_data.ports import AllFeaturesTransaction, OpenAllFeatures
from bot.signing.models import RequestState
from bot.signing.requests.open_requests import go_on_without
from bot.staff.access import NotAllowedRefused, manageable_person, present_manager
from bot.staff.identity.start_account import cancel
from bot.staff.models import Account, Person, Role, Speaker
from bot.staff.notices import PersonDismissed
from bot.staff.revocation.revoke_certificate import revoke_certificate


@dataclass(frozen=True, slots=True)
class Dismissed:
    """Who was dismissed, and how much ended with it."""

    person: Person
    requests: int
    passes: int
    shifts: int


@dataclass(frozen=True, slots=True)
class DismissPerson:
    """A manager dismisses an employee; only an owner dismisses a manager. Nobody can dismiss themselves."""

    open: OpenAllFeatures

    async def __call__(self, speaker: Speaker, person_id: UUID, *, event_id: EventId, now: datetime) -> Dismissed:
        """Return what ended; NotAllowedRefused, PersonDismissedRefused."""
        async with self.open() as tx:
            await tx.organisations.hold(speaker.organisation.id)
            speaker = await present_manager(tx, speaker)
            done = await tx.ledger.find(event_id, Act.DISMISSED)
            if done is not None:
                person = await tx.people.get(speaker.organisation.id, person_id)
                return _as_recorded(person, done.audit_event.facts)
            person = await manageable_person(tx, speaker, person_id)
            if person.id == speaker.person.id or (person.role.manages and speaker.person.role is not Role.OWNER):
                raise NotAllowedRefused
            account = await tx.accounts.active(person.id)
            dismissed = await end_everything(tx, speaker, person, event_id, now)
            await _notify(tx, person, account, event_id, now)
            return dismissed


async def end_everything(
    tx: AllFeaturesTransaction, speaker: Speaker, person: Person, event_id: EventId, now: datetime
) -> Dismissed:
    """Dismiss a person, end everything of theirs and record it in the ledger; notify nobody."""
    await tx.people.dismiss(person.id, now)
    await tx.invitations.revoke(person.id, now)
    requests = await tx.requests.settle_person(person.id, RequestState.VOIDED, now)
    await tx.reminders.stop(request.id for request in requests)
    await go_on_without(tx, requests, event_id=event_id, now=now)
    passes = await tx.passes.revoke_of(person.id, now)
    shifts = await tx.shifts.end_all_of(person.id, now)
    account = await tx.accounts.active(person.id)
    if account is not None:
        await revoke_certificate(tx, person, account.certificate, Reason.CESSATION, now)
        await tx.accounts.end(person.id, now)
    rebinding = await tx.rebindings.waiting(person.id)
    if rebinding is not None:
        await cancel(tx, rebinding, speaker.person.id, event_id, now)
    facts: dict[str, str | int] = {"requests": len(requests), "passes": len(passes), "shifts": len(shifts)}
    organisation_id = speaker.organisation.id
    await tx.ledger.append(
        AuditEvent(organisation_id, Act.DISMISSED, event_id, now, speaker.person.id, person.id, facts)
    )
    return Dismissed(person, len(requests), len(passes), len(shifts))


async def _notify(
    tx: AllFeaturesTransaction, person: Person, account: Account | None, event_id: EventId, now: datetime
) -> None:
    if account is not None:
        notice = NewNotice(person.organisation_id, person.id, PersonDismissed(), event_id, now)
        await tx.outbox.add([notice.to(person.id, telegram_id=account.telegram_id, language=account.language)])


def _as_recorded(person: Person | None, facts: dict[str, str | int]) -> Dismissed:
    if person is None:
        raise NotAllowedRefused
    return Dismissed(person, int(facts["requests"]), int(facts["passes"]), int(facts["shifts"]))
