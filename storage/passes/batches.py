"""Passes ordered for many at once."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, update

from bot.due_rows import DueRow
from bot.passes.issuing.batches import Batch, BatchTally, Place
from storage.repository import Rows
from storage.tables import batch_place, pass_batch

_OPEN = batch_place.c.settled_at.is_(None)
_UNDER_WAY = pass_batch.c.done_at.is_(None)
_ITS_BATCH = batch_place.c.batch_id == pass_batch.c.id
_OLDEST_FIRST = (pass_batch.c.ordered_at, pass_batch.c.id)


class SqlBatches(Rows):
    """Implements `bot.passes.ports.Batches`."""

    async def add(self, batch: Batch, places: Iterable[Place]) -> None:
        """Store an order; no effect if it exists already."""
        if await self._insert(pass_batch, [self._encryption.values(pass_batch, batch)]):
            await self._insert(batch_place, (self._encryption.values(batch_place, place) for place in places))

    async def get(self, organisation_id: UUID, batch_id: UUID) -> Batch | None:
        """Return one."""
        own = (pass_batch.c.organisation_id == organisation_id) & (pass_batch.c.id == batch_id)
        row = await self._one(select(pass_batch).where(own))
        return None if row is None else self._encryption.entity(Batch, pass_batch, row)

    async def open_places(self, most: int) -> list[DueRow]:
        """Return the open places of orders of any organisation, the oldest order first."""
        query = select(batch_place.c.id, batch_place.c.organisation_id).join(pass_batch, _ITS_BATCH)
        oldest_first = query.where(_UNDER_WAY, _OPEN).order_by(*_OLDEST_FIRST, batch_place.c.place)
        return await self._due(oldest_first.limit(most))

    async def place(self, place_id: UUID) -> Place | None:
        """Return one place."""
        row = await self._one(select(batch_place).where(batch_place.c.id == place_id))
        place = None if row is None else self._encryption.entity(Place, batch_place, row)
        return place if place is None or place.fields else replace(place, fields=())

    async def undone(self, most: int) -> list[DueRow]:
        """Return unfinished orders of any organisation whose places are all settled, the oldest first."""
        is_open = select(batch_place.c.id).where(_ITS_BATCH, _OPEN).exists()
        query = select(pass_batch.c.id, pass_batch.c.organisation_id).where(_UNDER_WAY, ~is_open)
        return await self._due(query.order_by(*_OLDEST_FIRST).limit(most))

    async def settle(self, place_id: UUID, pass_id: UUID | None, now: datetime) -> bool:
        """Settle a place once; False if another process was first."""
        settled = update(batch_place).where(batch_place.c.id == place_id, _OPEN)
        return await self._changed(settled.values(pass_id=pass_id, settled_at=now, fields=None)) == 1

    async def tally(self, batch_id: UUID) -> BatchTally:
        """Count an order's places."""
        counted = select(func.count(batch_place.c.settled_at), func.count(batch_place.c.pass_id))
        row = (await self._connection.execute(counted.where(batch_place.c.batch_id == batch_id))).one()
        return BatchTally(row[0], row[1])

    async def done(self, batch_id: UUID, now: datetime) -> bool:
        """End an order once; False when it was ended before."""
        under_way = update(pass_batch).where(pass_batch.c.id == batch_id, _UNDER_WAY)
        return await self._changed(under_way.values(done_at=now)) == 1

    async def passes(self, batch_id: UUID) -> list[UUID]:
        """Return the passes of an order, by place."""
        issued = (batch_place.c.batch_id == batch_id) & batch_place.c.pass_id.is_not(None)
        query = select(batch_place.c.pass_id).where(issued).order_by(batch_place.c.place)
        return list((await self._connection.execute(query)).scalars())
