"""Passes, and the live codes that work once."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select, update

from bot.passes.passes import LiveCode, Pass
from storage.rows import Rows, insert
from storage.tables import live_code, pass_, pass_counter


class SqlPasses(Rows):
    """Implements `bot.passes.ports.Passes`."""

    async def add(self, new: Pass) -> None:
        """Keep a new pass; left as it is when there already. IntegrityError if its number is taken."""
        await self._insert(pass_, [self._wall.values(pass_, new)])

    async def get(self, organisation_id: UUID, pass_id: UUID) -> Pass | None:
        """Answer one."""
        found = await self._passes(pass_.c.organisation_id == organisation_id, pass_.c.id == pass_id)
        return found[0] if found else None

    async def of_holder(self, organisation_id: UUID, holder_id: UUID) -> list[Pass]:
        """Answer a holder's passes, newest first."""
        return await self._passes(pass_.c.organisation_id == organisation_id, pass_.c.holder_id == holder_id)

    async def revoke(self, pass_id: UUID, now: datetime) -> bool:
        """Revoke it once; False when it was revoked before."""
        stands = (pass_.c.id == pass_id) & pass_.c.revoked_at.is_(None)
        return await self._changed(update(pass_).where(stands).values(revoked_at=now)) == 1

    async def revoke_of(self, holder_id: UUID, now: datetime) -> list[Pass]:
        """Revoke every pass of a holder; answer those revoked, as they now are."""
        stands = (pass_.c.holder_id == holder_id) & pass_.c.revoked_at.is_(None)
        revoked = update(pass_).where(stands).values(revoked_at=now).returning(*pass_.c)
        return [self._wall.entity(Pass, pass_, row) for row in await self._all(revoked)]

    async def next_number(self, organisation_id: UUID) -> int:
        """Answer the next pass number of the organisation, counting from 1; no two transactions get the same."""
        first = insert(self._connection.dialect.name, pass_counter).values(organisation_id=organisation_id, last=1)
        key, following = [pass_counter.c.organisation_id], {"last": pass_counter.c.last + 1}
        counted = first.on_conflict_do_update(index_elements=key, set_=following).returning(pass_counter.c.last)
        number: int = (await self._connection.execute(counted)).scalar_one()
        return number

    async def _passes(self, *found: ColumnElement[bool]) -> list[Pass]:
        rows = await self._all(select(pass_).where(*found).order_by(pass_.c.issued_at.desc(), pass_.c.id))
        return [self._wall.entity(Pass, pass_, row) for row in rows]


class SqlLiveCodes(Rows):
    """Implements `bot.passes.ports.LiveCodes`."""

    async def add(self, new: LiveCode) -> None:
        """Keep a new code; earlier unused ones of the pass end at once. Left as it is when there already."""
        await self._lock(pass_, new.pass_id)
        if not await self._there(live_code, new.id):
            earlier = (live_code.c.pass_id == new.pass_id) & live_code.c.used_at.is_(None)
            still_live = earlier & (live_code.c.expires_at > new.minted_at)
            await self._changed(update(live_code).where(still_live).values(expires_at=new.minted_at))
            await self._insert(live_code, [self._wall.values(live_code, new)])

    async def by_code_id(self, code_id: bytes) -> LiveCode | None:
        """Answer the code its QR names, of any organisation."""
        return await self._code(live_code.c.code_id == code_id)

    async def by_typed(self, organisation_id: UUID, typed_index: bytes, since: datetime) -> LiveCode | None:
        """Answer the newest code of the organisation minted since then with this typed form."""
        typed = (live_code.c.organisation_id == organisation_id) & (live_code.c.typed_index == typed_index)
        return await self._code(typed, live_code.c.minted_at >= since)

    async def use(self, live_code_id: UUID, check_id: UUID, now: datetime) -> bool:
        """Use it up for a check, once: False when it was used or has expired."""
        lives = (live_code.c.id == live_code_id) & live_code.c.used_at.is_(None) & (live_code.c.expires_at > now)
        used = update(live_code).where(lives).values(used_at=now, used_by_check_id=check_id)
        return await self._changed(used) == 1

    async def _code(self, *found: ColumnElement[bool]) -> LiveCode | None:
        row = await self._one(select(live_code).where(*found).order_by(live_code.c.minted_at.desc()).limit(1))
        return None if row is None else self._wall.entity(LiveCode, live_code, row)
