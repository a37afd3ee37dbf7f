"""Passes."""

from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, bindparam, func, or_, select, update

from bot.passes.models import Pass
from storage.repository import Rows, insert
from storage.tables import pass_, pass_counter

_STANDS = pass_.c.revoked_at.is_(None)
_NEWEST_FIRST: Final = select(pass_).order_by(pass_.c.issued_at.desc(), pass_.c.id)
_OF_HOLDER: Final = _NEWEST_FIRST.where(
    pass_.c.organisation_id == bindparam("organisation_id"), pass_.c.holder_id == bindparam("holder_id")
)


class SqlPasses(Rows):
    """Implements `bot.passes.ports.Passes`."""

    async def add(self, new: Pass) -> None:
        """Store a new pass; no effect if it exists already. IntegrityError if its number is taken."""
        await self._insert(pass_, [self._encryption.values(pass_, new)])

    async def get(self, organisation_id: UUID, pass_id: UUID) -> Pass | None:
        """Return one."""
        found = await self._passes(pass_.c.organisation_id == organisation_id, pass_.c.id == pass_id)
        return found[0] if found else None

    async def of_holder(self, organisation_id: UUID, holder_id: UUID) -> list[Pass]:
        """Return a holder's passes, newest first."""
        rows = await self._all(_OF_HOLDER, {"organisation_id": organisation_id, "holder_id": holder_id})
        return [self._pass(row) for row in rows]

    async def revoke(self, pass_id: UUID, now: datetime) -> bool:
        """Revoke it once; False when it was revoked before."""
        stands = (pass_.c.id == pass_id) & _STANDS
        return await self._changed(update(pass_).where(stands).values(revoked_at=now)) == 1

    async def revoke_of(self, holder_id: UUID, now: datetime) -> list[Pass]:
        """Revoke every pass of a holder; return those revoked, as they now are."""
        stands = (pass_.c.holder_id == holder_id) & _STANDS
        revoked = update(pass_).where(stands).values(revoked_at=now).returning(*pass_.c)
        return [self._pass(row) for row in await self._all(revoked)]

    async def extend(self, was: Pass, becomes: Pass) -> bool:
        """Set a new validity if the pass is not revoked and has the old one still; False if another was first."""
        same = (pass_.c.id == was.id) & _STANDS & (pass_.c.expires_at == was.expires_at)
        new = {"valid_from_at": becomes.valid_from_at, "expires_at": becomes.expires_at}
        return await self._changed(update(pass_).where(same).values(new)) == 1

    async def set_holder_photo(self, holder_id: UUID, sha256: str) -> list[Pass]:
        """Set the photo of every pass of a holder that shows one or waits for one; return the changed passes."""
        shows = or_(pass_.c.photo_sha256.is_not(None), pass_.c.photo_wanted_at.is_not(None))
        worn = update(pass_).where(pass_.c.holder_id == holder_id, shows)
        worn = worn.values(photo_sha256=sha256, photo_wanted_at=None)
        return [self._pass(row) for row in await self._all(worn.returning(*pass_.c))]

    async def ending(self, organisation_id: UUID, after: datetime, until: datetime) -> list[tuple[UUID, UUID]]:
        """Return the ids of passes not revoked that end from `after` to before `until`, each with its holder's.

        The soonest come first.
        """
        query = select(pass_.c.id, pass_.c.holder_id).where(_ending(organisation_id, after, until))
        rows = await self._all(query.order_by(pass_.c.expires_at, pass_.c.id))
        return [(row[pass_.c.id], row[pass_.c.holder_id]) for row in rows]

    async def count_ending(self, organisation_id: UUID, after: datetime, until: datetime) -> int:
        """Count passes not revoked that end from `after` to before `until`, without reading them."""
        counted = select(func.count()).select_from(pass_).where(_ending(organisation_id, after, until))
        return (await self._connection.execute(counted)).scalar_one()

    async def living_of_type(self, organisation_id: UUID, type_: str, now: datetime) -> list[Pass]:
        """Return the passes of a type that are neither expired nor revoked."""
        lives = (pass_.c.type == type_) & _STANDS & (pass_.c.expires_at > now)
        return await self._passes(pass_.c.organisation_id == organisation_id, lives)

    async def next_number(self, organisation_id: UUID) -> int:
        """Return the organisation's next pass number, counting from 1; no two transactions get the same one."""
        first = insert(self._connection.dialect.name, pass_counter).values(organisation_id=organisation_id, last=1)
        key, following = [pass_counter.c.organisation_id], {"last": pass_counter.c.last + 1}
        counted = first.on_conflict_do_update(index_elements=key, set_=following).returning(pass_counter.c.last)
        number: int = (await self._connection.execute(counted)).scalar_one()
        return number

    async def _passes(self, *found: ColumnElement[bool]) -> list[Pass]:
        rows = await self._all(_NEWEST_FIRST.where(*found))
        return [self._pass(row) for row in rows]

    def _pass(self, row: RowMapping) -> Pass:
        found = self._encryption.entity(Pass, pass_, row)
        return found if found.fields else replace(found, fields=())  # passes of before there were fields have none


def _ending(organisation_id: UUID, after: datetime, until: datetime) -> ColumnElement[bool]:
    ends = (pass_.c.expires_at >= after) & (pass_.c.expires_at < until)
    return (pass_.c.organisation_id == organisation_id) & _STANDS & ends
