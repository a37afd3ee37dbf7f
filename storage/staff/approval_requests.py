"""Approval requests: at most one open request of a kind for an account, decided by conditional UPDATEs."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select, update

from bot.staff.approvals.approval_requests import ApprovalKind, ApprovalRequest, Stage
from storage.repository import Rows
from storage.tables import approval_request, person

_OPEN = approval_request.c.stage.in_((Stage.REQUESTED, Stage.APPROVED))


class SqlApprovalRequests(Rows):
    """Implements `bot.staff.approvals.approval_requests.ApprovalRequests`."""

    async def add(self, new: ApprovalRequest) -> None:
        """Add a request, once; expired ones of the same kind and account are closed."""
        await self._lock(person, new.person_id)
        open_ = (approval_request.c.account_id == new.account_id) & (approval_request.c.kind == new.kind) & _OPEN
        expired = update(approval_request).where(open_, approval_request.c.expires_at <= new.requested_at)
        await self._changed(expired.values(stage=Stage.EXPIRED))
        await self._insert(approval_request, [self._encryption.values(approval_request, new)])

    async def get(self, organisation_id: UUID, approval_request_id: UUID) -> ApprovalRequest | None:
        """Return one."""
        return await self._approval_request(
            approval_request.c.organisation_id == organisation_id, approval_request.c.id == approval_request_id
        )

    async def find_open(self, account_id: UUID, kind: ApprovalKind, now: datetime) -> ApprovalRequest | None:
        """Return the open request of an account."""
        return await self._approval_request(
            approval_request.c.account_id == account_id,
            approval_request.c.kind == kind,
            _OPEN,
            approval_request.c.expires_at > now,
        )

    async def decide(
        self, approval_request_id: UUID, stage: Stage, by: UUID, *, until: datetime, now: datetime
    ) -> bool:
        """Decide a request, once; False if it was decided before or has expired."""
        requested = approval_request.c.stage == Stage.REQUESTED
        decided = {"stage": stage, "decided_by_id": by, "decided_at": now, "expires_at": until}
        return await self._move(approval_request_id, [requested, approval_request.c.expires_at > now], decided)

    async def use(self, approval_request_id: UUID, now: datetime) -> bool:
        """Move a request from APPROVED to DONE, once; False if it was used before or has expired."""
        approved = approval_request.c.stage == Stage.APPROVED
        return await self._move(
            approval_request_id, [approved, approval_request.c.expires_at > now], {"stage": Stage.DONE}
        )

    async def _move(
        self, approval_request_id: UUID, where: Iterable[ColumnElement[bool]], values: dict[str, object]
    ) -> bool:
        moved = update(approval_request).where(approval_request.c.id == approval_request_id, *where).values(values)
        return await self._changed(moved) == 1

    async def _approval_request(self, *found: ColumnElement[bool]) -> ApprovalRequest | None:
        row = await self._one(select(approval_request).where(*found))
        return None if row is None else self._encryption.entity(ApprovalRequest, approval_request, row)
