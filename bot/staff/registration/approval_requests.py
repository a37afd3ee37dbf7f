"""Petitions: what a person asks of those who run the organisation. The row decides: once, and in time."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID


class ApprovalKind(StrEnum):
    """What is asked for."""

    PIN_RESET = "pin-reset"
    ERASURE = "erasure"


class Stage(StrEnum):
    """Where a petition stands; ASKED and APPROVED are living, and a person has one living petition of each kind."""

    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    DONE = "done"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class ApprovalRequest:
    """One asking, by one account; nothing comes of it from `expires_at` on."""

    id: UUID
    organisation_id: UUID
    person_id: UUID
    account_id: UUID
    ask: ApprovalKind
    stage: Stage
    asked_at: datetime
    expires_at: datetime
    decided_by_id: UUID | None = None
    decided_at: datetime | None = None


class ApprovalRequests(Protocol):
    """What people ask for; a person's account has at most one living petition of each kind."""

    async def add(self, approval_request: ApprovalRequest) -> None:
        """Keep a new one; those of its kind and account whose time is over lapse. One there already stays."""
        ...

    async def get(self, organisation_id: UUID, approval_request_id: UUID) -> ApprovalRequest | None:
        """Return one."""
        ...

    async def living(self, account_id: UUID, ask: ApprovalKind, now: datetime) -> ApprovalRequest | None:
        """Return what an account asks for and that is neither over nor refused."""
        ...

    async def decide(
        self, approval_request_id: UUID, stage: Stage, by: UUID, *, until: datetime, now: datetime
    ) -> bool:
        """Move one from ASKED, once; False when it was decided before or its time is over."""
        ...

    async def use(self, approval_request_id: UUID, now: datetime) -> bool:
        """Move one from APPROVED to DONE, once; False when it was used before or its time is over."""
        ...
