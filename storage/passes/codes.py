"""Codes that show a pass: live codes valid for one check, printed ones valid for many, countdowns in messages."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, delete, or_, select, update

from bot.passes.live_codes.countdowns import Countdown, DueCountdown
from bot.passes.models import LiveCode, PrintedCode
from storage.repository import Rows
from storage.tables import countdown, live_code, pass_, printed_code

_GOOD = printed_code.c.ended_at.is_(None)
_ITS_CODE = live_code.c.id == countdown.c.live_code_id


class SqlLiveCodes(Rows):
    """Implements `bot.passes.ports.LiveCodes`."""

    async def add(self, new: LiveCode) -> None:
        """Store a new code; earlier unused ones of the pass end at once. No effect if it exists already."""
        await self._lock(pass_, new.pass_id)
        if not await self._there(live_code, new.id):
            earlier = (live_code.c.pass_id == new.pass_id) & live_code.c.used_at.is_(None)
            still_live = earlier & (live_code.c.expires_at > new.minted_at)
            await self._changed(update(live_code).where(still_live).values(expires_at=new.minted_at))
            await self._insert(live_code, [self._encryption.values(live_code, new)])

    async def by_code_id(self, code_id: bytes) -> LiveCode | None:
        """Return the code with this id, of any organisation."""
        return await self._code(live_code.c.code_id == code_id)

    async def by_typed(self, organisation_id: UUID, typed_index: bytes, since: datetime) -> LiveCode | None:
        """Return the newest code of the organisation minted since then with this typed form."""
        typed = (live_code.c.organisation_id == organisation_id) & (live_code.c.typed_index == typed_index)
        return await self._code(typed, live_code.c.minted_at >= since)

    async def use(self, live_code_id: UUID, check_id: UUID, now: datetime) -> bool:
        """Mark it as used by a check, once; False when it was used or has expired."""
        lives = (live_code.c.id == live_code_id) & live_code.c.used_at.is_(None) & (live_code.c.expires_at > now)
        used = update(live_code).where(lives).values(used_at=now, used_by_check_id=check_id)
        return await self._changed(used) == 1

    async def _code(self, *found: ColumnElement[bool]) -> LiveCode | None:
        row = await self._one(select(live_code).where(*found).order_by(live_code.c.minted_at.desc()).limit(1))
        return None if row is None else self._encryption.entity(LiveCode, live_code, row)


class SqlPrintedCodes(Rows):
    """Implements `bot.passes.ports.PrintedCodes`."""

    async def add(self, new: PrintedCode) -> None:
        """Store a new code, unless the pass has a valid one."""
        await self._lock(pass_, new.pass_id)
        if await self.of_pass(new.pass_id) is None:
            await self._insert(printed_code, [self._encryption.values(printed_code, new)])

    async def get(self, printed_code_id: UUID) -> PrintedCode | None:
        """Return one, valid or not."""
        return await self._code(printed_code.c.id == printed_code_id)

    async def of_pass(self, pass_id: UUID) -> PrintedCode | None:
        """Return the valid code of a pass."""
        return await self._code(printed_code.c.pass_id == pass_id, _GOOD)

    async def by_code_id(self, code_id: bytes) -> PrintedCode | None:
        """Return the code with this id, of any organisation, valid or not."""
        return await self._code(printed_code.c.code_id == code_id)

    async def by_typed(self, organisation_id: UUID, typed_index: bytes) -> PrintedCode | None:
        """Return the newest code of the organisation with this typed form, valid or not."""
        own = printed_code.c.organisation_id == organisation_id
        return await self._code(own, printed_code.c.typed_index == typed_index)

    async def end(self, pass_id: UUID, now: datetime) -> bool:
        """End the valid code of a pass; False when there is none."""
        living = update(printed_code).where(printed_code.c.pass_id == pass_id, _GOOD)
        return await self._changed(living.values(ended_at=now)) == 1

    async def _code(self, *found: ColumnElement[bool]) -> PrintedCode | None:
        query = select(printed_code).where(*found).order_by(printed_code.c.minted_at.desc()).limit(1)
        row = await self._one(query)
        return None if row is None else self._encryption.entity(PrintedCode, printed_code, row)


class SqlCountdowns(Rows):
    """Implements `bot.passes.ports.Countdowns`."""

    async def start(self, new: Countdown) -> None:
        """Start a countdown in a message; an earlier one there ends."""
        await self._connection.execute(delete(countdown).where(_in_message(new)))
        await self._insert(countdown, [self._encryption.values(countdown, new)])

    async def due(self, now: datetime, most: int) -> list[DueCountdown]:
        """Return the due countdowns; those whose codes are over come first."""
        over = or_(live_code.c.used_at.is_not(None), live_code.c.expires_at <= now)
        named = select(countdown.c.chat_id, countdown.c.message_id, live_code.c.organisation_id)
        ripe = named.join(live_code, _ITS_CODE).where(or_(countdown.c.next_at <= now, over))
        rows = await self._connection.execute(ripe.order_by(over.desc(), countdown.c.next_at).limit(most))
        return [DueCountdown(*row) for row in rows.all()]

    async def get(self, due: DueCountdown) -> tuple[Countdown, LiveCode] | None:
        """Return one with its code."""
        row = await self._one(select(countdown, live_code).join(live_code, _ITS_CODE).where(_in_message(due)))
        if row is None:
            return None
        return self._encryption.entity(Countdown, countdown, row), self._encryption.entity(LiveCode, live_code, row)

    async def move(self, was: Countdown, next_at: datetime) -> bool:
        """Claim a change and set the time of the next; False: another process was first, or the countdown is over."""
        return await self._changed(update(countdown).where(_still(was)).values(next_at=next_at)) == 1

    async def stop(self, was: Countdown) -> bool:
        """Remove it, if it is unchanged since `was` was read."""
        return (await self._connection.execute(delete(countdown).where(_still(was)))).rowcount == 1


def _in_message(one: Countdown | DueCountdown) -> ColumnElement[bool]:
    return (countdown.c.chat_id == one.chat_id) & (countdown.c.message_id == one.message_id)


def _still(was: Countdown) -> ColumnElement[bool]:
    return _in_message(was) & (countdown.c.live_code_id == was.live_code_id) & (countdown.c.next_at == was.next_at)
