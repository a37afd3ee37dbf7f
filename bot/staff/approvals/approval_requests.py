"""Approval requests: what a person asks the managers to approve. A request is decided once, before it expires."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID


class ApprovalKind(StrEnum):
    """What is requested."""

    PIN_RESET = "pin-reset"
    ERASURE = "erasure"


class Stage(StrEnum):
    """The state of a request. REQUESTED and APPROVED are open; an account has one open request of each kind."""

    REQUESTED = "asked"
    APPROVED = "approved"
    REJECTED = "refused"
    DONE = "done"
    EXPIRED = "lapsed"


@dataclass(frozen=True, slots=True)
class ApprovalRequest:
    """A request of one account; nobody can decide or use it from `expires_at` on."""

    id: UUID
    organisation_id: UUID
    person_id: UUID
    account_id: UUID
    kind: ApprovalKind
    stage: Stage
    requested_at: datetime
    expires_at: datetime
    decided_by_id: UUID | None = None
    decided_at: datetime | None = None


class ApprovalRequests(Protocol):
    """The approval requests; an account has at most one open request of each kind."""

    async def add(self, approval_request: ApprovalRequest) -> None:
        """Add a request, once; expired ones of the same kind and account are closed."""
        ...

    async def get(self, organisation_id: UUID, approval_request_id: UUID) -> ApprovalRequest | None:
        """Return one."""
        ...

    async def find_open(self, account_id: UUID, kind: ApprovalKind, now: datetime) -> ApprovalRequest | None:
        """Return the open request of an account."""
        ...

    async def decide(
        self, approval_request_id: UUID, stage: Stage, by: UUID, *, until: datetime, now: datetime
    ) -> bool:
        """Decide a request, once; False if it was decided before or has expired."""
        ...

    async def use(self, approval_request_id: UUID, now: datetime) -> bool:
        """Move a request from APPROVED to DONE, once; False if it was used before or has expired."""
        ...
