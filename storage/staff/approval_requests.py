"""What people asked for: at most one living petition of a kind by an account, moved on by conditional UPDATEs."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select, update

from bot.staff.registration.approval_requests import ApprovalKind, ApprovalRequest, Stage
from storage.repository import Rows
from storage.tables import approval_request, person

_LIVING = approval_request.c.stage.in_((Stage.ASKED, Stage.APPROVED))


class SqlApprovalRequests(Rows):
    """Implements `bot.staff.registration.approval_requests.Petitions`."""

    async def add(self, new: ApprovalRequest) -> None:
        """Keep a new one; those of its kind and account whose time is over lapse. One there already stays."""
        await self._lock(person, new.person_id)
        over = (approval_request.c.account_id == new.account_id) & (approval_request.c.ask == new.ask) & _LIVING
        lapsed = update(approval_request).where(over, approval_request.c.expires_at <= new.asked_at)
        await self._changed(lapsed.values(stage=Stage.LAPSED))
        await self._insert(approval_request, [self._encryption.values(approval_request, new)])

    async def get(self, organisation_id: UUID, approval_request_id: UUID) -> ApprovalRequest | None:
        """Return one."""
        return await self._approval_request(
            approval_request.c.organisation_id == organisation_id, approval_request.c.id == approval_request_id
        )

    async def living(self, account_id: UUID, ask: ApprovalKind, now: datetime) -> ApprovalRequest | None:
        """Return what an account asks for and that is neither over nor refused."""
        return await self._approval_request(
            approval_request.c.account_id == account_id,
            approval_request.c.ask == ask,
            _LIVING,
            approval_request.c.expires_at > now,
        )

    async def decide(
        self, approval_request_id: UUID, stage: Stage, by: UUID, *, until: datetime, now: datetime
    ) -> bool:
        """Move one from ASKED, once; False when it was decided before or its time is over."""
        asked = approval_request.c.stage == Stage.ASKED
        decided = {"stage": stage, "decided_by_id": by, "decided_at": now, "expires_at": until}
        return await self._move(approval_request_id, [asked, approval_request.c.expires_at > now], decided)

    async def use(self, approval_request_id: UUID, now: datetime) -> bool:
        """Move one from APPROVED to DONE, once; False when it was used before or its time is over."""
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
