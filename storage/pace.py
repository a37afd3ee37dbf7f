"""One limiter for all processes of a bot: its state is a row, read and written under a lock for every message.

That happens at most some thirty times a second. The rules are in `bot.notices.rates.Limiter`, the clock is the
database's; a pause that Telegram demands of one process holds for all. A crash loses one place at most, so commits do
not wait for the disk.

A process that is the only one of its bot keeps its limiter in memory and notes here only the pauses, so that
`countersign doctor` can show them.
"""

import json
from typing import TYPE_CHECKING, Final

from sqlalchemy import BigInteger, bindparam, extract, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.notices.rates import Limiter, Pace, Pauses, Rates
from storage.repository import insert_new
from storage.tables import pace

_BOT: Final = bindparam("bot", type_=BigInteger)
_OURS: Final = pace.c.bot_id == _BOT
_KEEP: Final = update(pace).where(_OURS).values(memory=bindparam("new_memory", type_=pace.c.memory.type))
_LOOK: Final = {
    "postgresql": select(
        pace.c.memory,
        extract("epoch", func.clock_timestamp()),
        func.set_config("synchronous_commit", "off", literal(True)),
    )
    .where(_OURS)
    .with_for_update(),
    "sqlite": select(pace.c.memory, (func.julianday("now") - 2440587.5) * 86400.0).where(_OURS),
}


class SqlPace:
    """Implements `bot.notices.rates.Pace` for the bot of this Telegram id."""

    def __init__(self, engine: AsyncEngine, bot_id: int, rates: Rates) -> None:
        self._engine, self._bot_id, self._rates = engine, bot_id, rates

    async def reserve(self, chat_id: int, *, urgent: bool, kind: str = "", progress: bool = False) -> float:
        """Return the seconds to wait."""
        async with self._engine.begin() as connection:
            limiter, now = await self._recall(connection)
            seconds = limiter.reserve(chat_id, now, urgent=urgent, kind=kind, progress=progress)
            if urgent or seconds == 0:
                await self._keep(connection, limiter)
            return seconds

    async def pause(self, chat_id: int, kind: str, seconds: float) -> None:
        """Note a pause that Telegram demands."""
        async with self._engine.begin() as connection:
            limiter, now = await self._recall(connection)
            limiter.pause(chat_id, kind, now, seconds)
            await self._keep(connection, limiter)

    async def _recall(self, connection: AsyncConnection) -> tuple[Limiter, float]:
        """Read the state, locked to the end of the transaction."""
        look = _LOOK[connection.dialect.name]
        row = (await connection.execute(look, {"bot": self._bot_id})).first()
        if row is None:
            first = insert_new(connection.dialect.name, pace)
            await connection.execute(first, {"bot_id": self._bot_id, "memory": "{}"})
            row = (await connection.execute(look, {"bot": self._bot_id})).one()
        now = float(row[1])
        return Limiter.recalled(self._rates, json.loads(row[0]), now), now

    async def _keep(self, connection: AsyncConnection, limiter: Limiter) -> None:
        memory = json.dumps(limiter.remembered(), separators=(",", ":"))
        await connection.execute(_KEEP, {"bot": self._bot_id, "new_memory": memory})


def pauses_noted(memory: str, now: float) -> Pauses:
    """Return the pauses in force at `now` (Unix seconds) by a stored state."""
    return Limiter.recalled(Rates(), json.loads(memory), now).pauses(now)


if TYPE_CHECKING:

    def _fits(pace: SqlPace) -> Pace:
        return pace
