"""A person asks to be erased, and a manager decides."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.ids import EventId
from bot.ledger.entries import Act
from bot.personal_data.erase_person import erasable_person, erase
from bot.personal_data.ports import ErasingTransaction, OpenErasing, ReadErasing
from bot.staff.access import NotAllowedRefused, present, present_or_former, require_manager
from bot.staff.approvals.approval_requests import ApprovalKind, ApprovalRequest, Stage
from bot.staff.approvals.decide_requests import (
    ApprovalPolicy,
    ApprovalRequestOverRefused,
    decide,
    decided,
    request_approval,
)
from bot.staff.models import Person, Speaker
from bot.staff.notices import ErasureRejected, ErasureRequested
from bot.staff.ports import OpenStaff

_REQUESTED = ApprovalPolicy(ApprovalKind.ERASURE, Act.ERASURE_REQUESTED, lambda person: ErasureRequested(person.name))
_REJECTED = ApprovalPolicy(ApprovalKind.ERASURE, Act.ERASURE_REJECTED, lambda _: ErasureRejected())


@dataclass(frozen=True, slots=True)
class RequestErasure:
    """A person asks to be erased, also one who has left; a second request returns the first one."""

    open: OpenStaff

    async def __call__(self, speaker: Speaker, *, event_id: EventId, now: datetime) -> ApprovalRequest:
        """Return the open request; NobodyToAskRefused."""
        async with self.open() as tx:
            speaker = await present_or_former(tx, speaker)
            return await request_approval(tx, speaker, _REQUESTED, event_id=event_id, now=now)


@dataclass(frozen=True, slots=True)
class ShowErasureRequest:
    """Finds who asked to be erased, for a manager who may erase them."""

    read: ReadErasing

    async def __call__(self, speaker: Speaker, approval_request_id: UUID, *, now: datetime) -> Person:
        """Return the person; NotAllowedRefused, ApprovalRequestOverRefused."""
        async with self.read() as tx:
            speaker = await present(tx, speaker)
            approval_request, person = await _approval_request(tx, speaker, approval_request_id)
        if approval_request.stage is not Stage.REQUESTED or now >= approval_request.expires_at:
            raise ApprovalRequestOverRefused(name=person.name)
        return person


@dataclass(frozen=True, slots=True)
class RejectErasure:
    """A manager rejects an erasure; the person is notified."""

    open: OpenStaff

    async def __call__(
        self, speaker: Speaker, approval_request_id: UUID, *, event_id: EventId, now: datetime
    ) -> Person:
        """Return whose request it was; NotAllowedRefused, ApprovalRequestOverRefused."""
        async with self.open() as tx:
            speaker = await present(tx, speaker)
            before = await decided(tx, speaker, _REJECTED.act, event_id)
            return before or await decide(
                tx, speaker, approval_request_id, _REJECTED, Stage.REJECTED, until=now, event_id=event_id, now=now
            )


@dataclass(frozen=True, slots=True)
class ApproveErasure:
    """A manager approves the request of an employee, an owner anybody's: the person is dismissed and erased."""

    open: OpenErasing

    async def __call__(self, speaker: Speaker, approval_request_id: UUID, *, event_id: EventId, now: datetime) -> str:
        """Return the pseudonym; NotAllowedRefused, ApprovalRequestOverRefused."""
        async with self.open() as tx:
            await tx.organisations.hold(speaker.organisation.id)
            speaker = await present(tx, speaker)
            approval_request, person = await _approval_request(tx, speaker, approval_request_id)
            if person.erased_at is not None:
                return person.name
            if not await tx.approval_requests.decide(
                approval_request.id, Stage.DONE, speaker.person.id, until=now, now=now
            ):
                raise ApprovalRequestOverRefused(name=person.name)
            return await erase(tx, speaker, person, event_id, now)


async def _approval_request(
    tx: ErasingTransaction, speaker: Speaker, approval_request_id: UUID
) -> tuple[ApprovalRequest, Person]:
    require_manager(speaker)
    approval_request = await tx.approval_requests.get(speaker.organisation.id, approval_request_id)
    if approval_request is None or approval_request.kind is not ApprovalKind.ERASURE:
        raise NotAllowedRefused
    return approval_request, await erasable_person(tx, speaker, approval_request.person_id)
