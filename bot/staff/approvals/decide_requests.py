"""Makes and decides approval requests: managers decide, but never about themselves."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bot.errors import StateRefused
from bot.ids import EventId, derived_id
from bot.ledger.entries import Act, AuditEvent
from bot.notices.content import NoticeContent
from bot.notices.outbox import NewNotice
from bot.staff.access import NotAllowedRefused, PersonDismissedRefused, may_decide, require_manager
from bot.staff.approvals.approval_requests import ApprovalKind, ApprovalRequest, Stage
from bot.staff.models import Person, Speaker
from bot.staff.ports import StaffTransaction

EXPIRES_AFTER = timedelta(days=3)
"""Longer than a weekend."""


class NobodyToAskRefused(StateRefused):
    """Nobody else in the organisation may decide about this person."""


class ApprovalRequestOverRefused(StateRefused):
    """The request was decided, has expired, or the person has registered again since. Facts: name."""


@dataclass(frozen=True, slots=True)
class ApprovalPolicy:
    """One kind of step: its act in the ledger, and the notice about the person who made the request."""

    kind: ApprovalKind
    act: Act
    content_about: Callable[[Person], NoticeContent]


async def request_approval(
    tx: StaffTransaction, speaker: Speaker, policy: ApprovalPolicy, *, event_id: EventId, now: datetime
) -> ApprovalRequest:
    """Return the speaker's open request of this kind, made now if there is none; NobodyToAskRefused."""
    open_request = await tx.approval_requests.find_open(speaker.account.id, policy.kind, now)
    if open_request is not None:
        return open_request
    deciders = [one for one in await tx.people.managers(speaker.organisation.id) if may_decide(one, speaker.person)]
    if not deciders:
        raise NobodyToAskRefused
    approval_request = _approval_request(speaker, policy.kind, event_id, now)
    await tx.approval_requests.add(approval_request)
    await _record(tx, approval_request, policy.act, speaker, event_id, now)
    notice = NewNotice(
        approval_request.organisation_id, approval_request.id, policy.content_about(speaker.person), event_id, now
    )
    await tx.outbox.add([notice.to(one.id) for one in deciders])
    return approval_request


async def decide(
    tx: StaffTransaction,
    speaker: Speaker,
    approval_request_id: UUID,
    policy: ApprovalPolicy,
    stage: Stage,
    *,
    until: datetime,
    event_id: EventId,
    now: datetime,
) -> Person:
    """Decide a request, once; record `policy.act` in the ledger and return who made the request.

    NotAllowedRefused, PersonDismissedRefused, ApprovalRequestOverRefused.
    """
    require_manager(speaker)
    approval_request = await tx.approval_requests.get(speaker.organisation.id, approval_request_id)
    if approval_request is None or approval_request.kind is not policy.kind:
        raise NotAllowedRefused
    person = await _decidable_person(tx, speaker, approval_request)
    left = person.dismissed_at is not None
    account = await (tx.accounts.newest(person.id) if left else tx.accounts.active(person.id))
    if account is None or account.id != approval_request.account_id:
        raise ApprovalRequestOverRefused(name=person.name)
    if not await tx.approval_requests.decide(approval_request.id, stage, speaker.person.id, until=until, now=now):
        raise ApprovalRequestOverRefused(name=person.name)
    await _record(tx, approval_request, policy.act, speaker, event_id, now)
    notice = NewNotice(
        approval_request.organisation_id, approval_request.id, policy.content_about(person), event_id, now
    )
    # Named, because no account of a person who has left is active.
    await tx.outbox.add([notice.to(person.id, telegram_id=account.telegram_id, language=account.language)])
    return person


async def _decidable_person(tx: StaffTransaction, speaker: Speaker, approval_request: ApprovalRequest) -> Person:
    """Return who made the request; one who has left can only have asked for an erasure."""
    person = await tx.people.get(speaker.organisation.id, approval_request.person_id)
    if person is None or not may_decide(speaker.person, person):
        raise NotAllowedRefused
    if person.dismissed_at is not None and approval_request.kind is not ApprovalKind.ERASURE:
        raise PersonDismissedRefused(name=person.name)
    return person


async def decided(tx: StaffTransaction, speaker: Speaker, act: Act, event_id: EventId) -> Person | None:
    """Return the person about whom this event decided already: it is handled again after a crash."""
    entry = await tx.ledger.find(event_id, act)
    approval_request = (
        await tx.approval_requests.get(speaker.organisation.id, entry.audit_event.subject_id) if entry else None
    )
    return (
        await tx.people.get(approval_request.organisation_id, approval_request.person_id) if approval_request else None
    )


def _approval_request(speaker: Speaker, kind: ApprovalKind, event_id: EventId, now: datetime) -> ApprovalRequest:
    ids = (derived_id(event_id, "approval_request"), speaker.organisation.id, speaker.person.id, speaker.account.id)
    return ApprovalRequest(*ids, kind, Stage.REQUESTED, now, now + EXPIRES_AFTER)


async def _record(
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
