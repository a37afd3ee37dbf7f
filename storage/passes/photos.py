"""Holders' photos: who sent one, what was decided; the pictures themselves are encrypted files."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select, update

from bot.passes.photos.photos import Photo, PhotoState
from storage.blobs import unused
from storage.repository import Rows
from storage.tables import blob, person, photo


class SqlPhotos(Rows):
    """Implements `bot.passes.ports.Photos`."""

    async def add(self, new: Photo) -> None:
        """Store a photo; it replaces the person's other one of that state. No effect if it exists already."""
        await self._lock(person, new.person_id)
        if not await self._there(photo, new.id):
            await self._replace(new.person_id, new.state)
            await self._insert(photo, [self._encryption.values(photo, new)])

    async def get(self, organisation_id: UUID, photo_id: UUID) -> Photo | None:
        """Return one."""
        return await self._photo(photo.c.organisation_id == organisation_id, photo.c.id == photo_id)

    async def in_state(self, person_id: UUID, state: PhotoState) -> Photo | None:
        """Return the person's photo in this state: waiting or approved."""
        return await self._photo(photo.c.person_id == person_id, photo.c.state == state)

    async def waiting(self, organisation_id: UUID) -> list[Photo]:
        """Return the photos that wait for a decision, the oldest first."""
        waits = (photo.c.organisation_id == organisation_id) & (photo.c.state == PhotoState.WAITING)
        rows = await self._all(select(photo).where(waits).order_by(photo.c.sent_at, photo.c.id))
        return [self._encryption.entity(Photo, photo, row) for row in rows]

    async def approve(self, photo_id: UUID, by: UUID, now: datetime) -> bool:
        """Approve a waiting photo once; False when it waits no more. Removes the one approved before."""
        waits = (photo.c.id == photo_id) & (photo.c.state == PhotoState.WAITING)
        holder = (await self._connection.execute(select(photo.c.person_id).where(waits))).scalar_one_or_none()
        if holder is None:
            return False
        await self._lock(person, holder)
        if (await self._connection.execute(select(photo.c.id).where(waits))).first() is None:
            return False  # another transaction decided before this one got the lock
        await self._replace(holder, PhotoState.APPROVED)
        approved = update(photo).where(waits).values(state=PhotoState.APPROVED, decided_at=now, decided_by_id=by)
        return await self._changed(approved) == 1

    async def refuse(self, photo_id: UUID) -> bool:
        """Remove a waiting photo; False when it waits no more."""
        waits = (photo.c.id == photo_id) & (photo.c.state == PhotoState.WAITING)
        return (await self._connection.execute(delete(photo).where(waits))).rowcount == 1

    async def discard(self, organisation_id: UUID, sha256: str) -> None:
        """Remove a photo's file, unless something still refers to it: equal bytes are stored once."""
        own = (blob.c.organisation_id == organisation_id) & (blob.c.sha256 == sha256)
        await self._connection.execute(delete(blob).where(own, unused()))

    async def _replace(self, person_id: UUID, state: PhotoState) -> None:
        before = (photo.c.person_id == person_id) & (photo.c.state == state)
        await self._connection.execute(delete(photo).where(before))

    async def _photo(self, *found: ColumnElement[bool]) -> Photo | None:
        row = await self._one(select(photo).where(*found))
        return None if row is None else self._encryption.entity(Photo, photo, row)
