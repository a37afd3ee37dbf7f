"""Declines that can still be taken back: a row for each, removed by whoever settles it or takes it back."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import bindparam, delete, select

from bot.due_rows import DueRow
from bot.signing.models import PendingDecline
from storage.repository import Rows, chunks
from storage.tables import pending_decline

_OF: Final = select(pending_decline).where(pending_decline.c.id.in_(bindparam("requests", expanding=True)))


class SqlDeclines(Rows):
    """Implements `bot.signing.ports.Declines`."""

    async def add(self, decline: PendingDecline) -> None:
        """Store one; an earlier one of the same request is left unchanged."""
        await self._insert(pending_decline, [self._encryption.values(pending_decline, decline)])

    async def of(self, request_ids: Collection[UUID]) -> Mapping[UUID, PendingDecline]:
        """Return those of these requests, by request."""
        found: dict[UUID, PendingDecline] = {}
        for chunk in chunks(request_ids):
            for row in await self._all(_OF, {"requests": chunk}):
                found[row["id"]] = self._encryption.entity(PendingDecline, pending_decline, row)
        return found

    async def remove(self, request_id: UUID) -> bool:
        """Remove the request's; False when there is none."""
        removed = await self._connection.execute(delete(pending_decline).where(pending_decline.c.id == request_id))
        return removed.rowcount == 1

    async def due(self, now: datetime, most: int) -> list[DueRow]:
        """Return those of any organisation that are to be settled, the longest due first."""
        settles_at = pending_decline.c.settles_at
        due = select(pending_decline.c.id, pending_decline.c.organisation_id).where(settles_at <= now)
        return await self._due(due.order_by(settles_at, pending_decline.c.id).limit(most))
