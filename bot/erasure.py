"""Erases a person: a pseudonym replaces everything that names them, and what they signed can still be verified.

A person who is not dismissed yet is dismissed in the same transaction, so that nothing of theirs continues. The module
stands above the feature packages, like dismissal. What is kept as evidence, and why:
``docs/decisions/0015-keep-evidence-after-an-erasure.md``.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from bot.dismissal import WholeTransaction, end_everything
from bot.errors import StateRefused
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.notices.outbox import NewNotice
from bot.staff.access import NotAllowedRefused, require_manager, require_owner
from bot.staff.invitations.invite_person import acts_upon
from bot.staff.models import Person, Role, Speaker
from bot.staff.notices import ErasureRejected, ErasureRequested, PersonErased
from bot.staff.ports import OpenStaff
from bot.staff.registration.approval_requests import ApprovalKind, ApprovalRequest, Stage
from bot.staff.registration.approvals import ApprovalPolicy, ApprovalRequestOverRefused, ask_managers, decide, decided
from bot.transactions import OpenTransaction, ReadTransaction


class PersonServesRefused(StateRefused):
    """The person is not dismissed. Facts: name."""


class Erasure(Protocol):
    """Removes from the rows what identifies a person."""

    async def erase(self, organisation_id: UUID, person_id: UUID, pseudonym: str, now: datetime) -> bool:
        """Replace a dismissed person's data by a pseudonym, once; False if not dismissed or erased before."""
        ...


class ErasingTransaction(WholeTransaction, Protocol):
    """A transaction over every feature that can erase."""

    @property
    def erasure(self) -> Erasure:
        """What removes from the rows what identifies a person."""
        ...


class OpenErasing(OpenTransaction[ErasingTransaction], Protocol):
    """Opens a transaction over every feature, for writing."""


class ReadErasing(ReadTransaction[ErasingTransaction], Protocol):
    """Opens a transaction over every feature, for reading only."""


_REQUESTED = ApprovalPolicy(ApprovalKind.ERASURE, Act.ERASURE_REQUESTED, lambda person: ErasureRequested(person.name))
_REFUSED = ApprovalPolicy(ApprovalKind.ERASURE, Act.ERASURE_REFUSED, lambda _: ErasureRejected())


@dataclass(frozen=True, slots=True)
class AskErasure:
    """Requests the speaker's erasure; calling it again returns the same request."""

    open: OpenStaff

    async def __call__(self, speaker: Speaker, *, event_id: EventId, now: datetime) -> ApprovalRequest:
        """Return the open request; NobodyToAskRefused."""
        async with self.open() as tx:
            return await ask_managers(tx, speaker, _REQUESTED, event_id=event_id, now=now)


@dataclass(frozen=True, slots=True)
class ShowErasure:
    """Shows who requested erasure to people who may carry it out."""

    read: ReadErasing

    async def __call__(self, speaker: Speaker, approval_request_id: UUID, *, now: datetime) -> Person:
        """Return the person; NotAllowedRefused, ApprovalRequestOverRefused."""
        async with self.read() as tx:
            approval_request, person = await _approval_request(tx, speaker, approval_request_id)
        if approval_request.stage is not Stage.ASKED or now >= approval_request.expires_at:
            raise ApprovalRequestOverRefused(name=person.name)
        return person


@dataclass(frozen=True, slots=True)
class RefuseErasure:
    """Refuses an erasure; the person is notified."""

    open: OpenStaff

    async def __call__(
        self, speaker: Speaker, approval_request_id: UUID, *, event_id: EventId, now: datetime
    ) -> Person:
        """Return who requested it; NotAllowedRefused, PersonDismissedRefused, ApprovalRequestOverRefused."""
        async with self.open() as tx:
            before = await decided(tx, speaker, _REFUSED.act, event_id)
            return before or await decide(
                tx, speaker, approval_request_id, _REFUSED, Stage.REFUSED, until=now, event_id=event_id, now=now
            )


@dataclass(frozen=True, slots=True)
class ApproveErasure:
    """Approves an erasure: managers that of employees, owners anyone's; dismisses and erases at once."""

    open: OpenErasing

    async def __call__(self, speaker: Speaker, approval_request_id: UUID, *, event_id: EventId, now: datetime) -> str:
        """Return the pseudonym; NotAllowedRefused, ApprovalRequestOverRefused."""
        async with self.open() as tx:
            approval_request, person = await _approval_request(tx, speaker, approval_request_id)
            if person.erased_at is not None:
                return person.name
            if not await tx.approval_requests.decide(
                approval_request.id, Stage.DONE, speaker.person.id, until=now, now=now
            ):
                raise ApprovalRequestOverRefused(name=person.name)
            return await _erase(tx, speaker, person, event_id, now)


@dataclass(frozen=True, slots=True)
class ErasePerson:
    """Lets an owner erase a dismissed person without a request."""

    open: OpenErasing

    async def __call__(self, speaker: Speaker, person_id: UUID, *, event_id: EventId, now: datetime) -> str:
        """Return the pseudonym; NotAllowedRefused, PersonServesRefused."""
        require_owner(speaker)
        async with self.open() as tx:
            person = await _erasable(tx, speaker, person_id)
            if person.dismissed_at is None:
                raise PersonServesRefused(name=person.name)
            return person.name if person.erased_at else await _erase(tx, speaker, person, event_id, now)


def pseudonym(person_id: UUID) -> str:
    """Return the pseudonym of an erased person: short, the same in every language, and nobody's name."""
    return f"#{person_id.hex[:8].upper()}"


async def _approval_request(
    tx: ErasingTransaction, speaker: Speaker, approval_request_id: UUID
) -> tuple[ApprovalRequest, Person]:
    require_manager(speaker)
    approval_request = await tx.approval_requests.get(speaker.organisation.id, approval_request_id)
    if approval_request is None or approval_request.ask is not ApprovalKind.ERASURE:
        raise NotAllowedRefused
    return approval_request, await _erasable(tx, speaker, approval_request.person_id)


async def _erasable(tx: ErasingTransaction, speaker: Speaker, person_id: UUID) -> Person:
    """Return a person whom the speaker may erase: managers erase employees, owners anyone, and nobody themselves."""
    person = await tx.people.get(speaker.organisation.id, person_id)
    if person is None or person.id == speaker.person.id or not acts_upon(speaker, person):
        raise NotAllowedRefused
    if person.role.manages and speaker.person.role is not Role.OWNER:
        raise NotAllowedRefused
    return person


async def _erase(tx: ErasingTransaction, speaker: Speaker, person: Person, event_id: EventId, now: datetime) -> str:
    account = await tx.accounts.of_person(person.id)
    if person.dismissed_at is None:
        await end_everything(tx, speaker, person, event_id, now)
    left = pseudonym(person.id)
    await tx.erasure.erase(person.organisation_id, person.id, left, now)
    audit_event = AuditEvent(person.organisation_id, Act.ERASED, event_id, now, speaker.person.id, person.id, {})
    await tx.ledger.append(audit_event)
    if account is not None:
        notice = NewNotice(person.organisation_id, person.id, PersonErased(), event_id, now)
        farewell = notice.to(person.id, telegram_id=account.telegram_id, language=account.language)
        await tx.outbox.add([farewell])
    return left
