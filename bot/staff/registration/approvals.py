"""How a petition is made and decided: whoever may act upon the person decides, never the person themselves."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bot.errors import StateRefused
from bot.ids import EventId, derived_id
from bot.ledger.entries import Act, AuditEvent
from bot.notices.content import NoticeContent
from bot.notices.outbox import NewNotice
from bot.staff.access import NotAllowedRefused, require_manager
from bot.staff.invitations.invite_person import invitable
from bot.staff.models import Person, Role, Speaker
from bot.staff.ports import StaffTransaction
from bot.staff.registration.approval_requests import ApprovalKind, ApprovalRequest, Stage

WAITS = timedelta(days=3)
"""For a decision: longer than a weekend."""


class NobodyToAskRefused(StateRefused):
    """Nobody else in the organisation may decide about this person."""


class ApprovalRequestOverRefused(StateRefused):
    """It was decided before, its time is over, or the person has registered anew since. Facts: name."""


@dataclass(frozen=True, slots=True)
class ApprovalPolicy:
    """One kind of asking: what the ledger calls it, and what is said in the notice about the person who asks."""

    ask: ApprovalKind
    act: Act
    content_about: Callable[[Person], NoticeContent]


async def ask_managers(
    tx: StaffTransaction, speaker: Speaker, asking: ApprovalPolicy, *, event_id: EventId, now: datetime
) -> ApprovalRequest:
    """Return the speaker's living petition of this kind, made now if there is none; NobodyToAskRefused."""
    living = await tx.approval_requests.living(speaker.account.id, asking.ask, now)
    if living is not None:
        return living
    deciders = [one for one in await tx.people.managers(speaker.organisation.id) if _decides(one, speaker.person)]
    if not deciders:
        raise NobodyToAskRefused
    approval_request = _approval_request(speaker, asking.ask, event_id, now)
    await tx.approval_requests.add(approval_request)
    await _enter(tx, approval_request, asking.act, speaker, event_id, now)
    notice = NewNotice(
        approval_request.organisation_id, approval_request.id, asking.content_about(speaker.person), event_id, now
    )
    await tx.outbox.add([notice.to(one.id) for one in deciders])
    return approval_request


async def decide(
    tx: StaffTransaction,
    speaker: Speaker,
    approval_request_id: UUID,
    asking: ApprovalPolicy,
    stage: Stage,
    *,
    until: datetime,
    event_id: EventId,
    now: datetime,
) -> Person:
    """Move a petition on, once; answer whose it is. `asking.act` is entered into the ledger.

    NotAllowedRefused, PersonDismissedRefused, PetitionOverRefused.
    """
    require_manager(speaker)
    approval_request = await tx.approval_requests.get(speaker.organisation.id, approval_request_id)
    if approval_request is None or approval_request.ask is not asking.ask:
        raise NotAllowedRefused
    person = await invitable(tx, speaker, approval_request.person_id)
    if person.id == speaker.person.id:
        raise NotAllowedRefused
    account = await tx.accounts.of_person(person.id)
    fresh = account is not None and account.id == approval_request.account_id
    if not fresh or not await tx.approval_requests.decide(
        approval_request.id, stage, speaker.person.id, until=until, now=now
    ):
        raise ApprovalRequestOverRefused(name=person.name)
    await _enter(tx, approval_request, asking.act, speaker, event_id, now)
    notice = NewNotice(
        approval_request.organisation_id, approval_request.id, asking.content_about(person), event_id, now
    )
    await tx.outbox.add([notice.to(person.id)])
    return person


async def decided(tx: StaffTransaction, speaker: Speaker, act: Act, event_id: EventId) -> Person | None:
    """Return about whom this very cause decided before: a replay after a crash."""
    entry = await tx.ledger.find(event_id, act)
    approval_request = (
        await tx.approval_requests.get(speaker.organisation.id, entry.audit_event.subject_id) if entry else None
    )
    return (
        await tx.people.get(approval_request.organisation_id, approval_request.person_id) if approval_request else None
    )


def _decides(one: Person, about: Person) -> bool:
    return one.id != about.id and (about.role is not Role.OWNER or one.role is Role.OWNER)


def _approval_request(speaker: Speaker, ask: ApprovalKind, event_id: EventId, now: datetime) -> ApprovalRequest:
    ids = (derived_id(event_id, "approval_request"), speaker.organisation.id, speaker.person.id, speaker.account.id)
    return ApprovalRequest(*ids, ask, Stage.ASKED, now, now + WAITS)


async def _enter(
    tx: StaffTransaction,
    approval_request: ApprovalRequest,
    act: Act,
    speaker: Speaker,
    event_id: EventId,
    now: datetime,
) -> None:
    facts: dict[str, str | int] = {"person": str(approval_request.person_id)}
    await tx.ledger.append(
        AuditEvent(approval_request.organisation_id, act, event_id, now, speaker.person.id, approval_request.id, facts)
    )
