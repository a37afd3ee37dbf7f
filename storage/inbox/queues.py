"""The state of the inbox and the outbox for administrators: counts, the dead letters, and retrying it.

No contents, names or Telegram ids: an update is identified by its number, a notice by its id.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, func, null, select, text
from sqlalchemy import update as change
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.monitoring.queues import FailingRows, InboxStanding, OutboxStanding
from bot.notices.letters import LetterState
from bot.notices.outbox import Outcome
from bot.notices.rates import Pauses
from storage.encryption.encrypted_columns import ColumnEncryption
from storage.pace import pauses_noted
from storage.tables import job_failure, letter, notice, pace
from storage.tables import update as incoming

_DEAD = incoming.c.dead_at.is_not(None)
_WAITING = incoming.c.done_at.is_(None) & ~_DEAD
_KEPT = incoming.c.payload.is_not(None)
"""What a page sent is erased in minutes, also where it failed."""
_LOST = notice.c.outcome.in_((Outcome.UNREACHABLE, Outcome.DROPPED))


@dataclass(frozen=True, slots=True)
class DeadUpdate:
    """An update that could not be handled: `kind` is the Bot API's name of it, `error` the class of the last one."""

    id: int
    kind: str
    attempts: int
    error: str | None
    dead_at: datetime


@dataclass(frozen=True, slots=True)
class DeadNotice:
    """A notice that never arrived."""

    id: UUID
    kind: str
    outcome: Outcome
    attempts: int
    error: str | None
    send_after_at: datetime


class Queues:
    """Looks at both queues; each method is one transaction."""

    def __init__(self, engine: AsyncEngine, readers: AsyncEngine, encryption: ColumnEncryption) -> None:
        self._engine, self._readers, self._encryption = engine, readers, encryption

    async def answers(self) -> None:
        """Run the cheapest query; raise whatever keeps the database from responding."""
        async with self._readers.connect() as connection:
            await connection.execute(text("SELECT 1"))

    async def inbox(self) -> InboxStanding:
        """Count the updates that wait and the dead letters."""
        waits = select(func.count(), func.min(incoming.c.stored_at)).where(_WAITING)
        async with self._readers.connect() as connection:
            waiting, oldest = (await connection.execute(waits)).one()
            dead = (await connection.execute(select(func.count()).where(_DEAD))).scalar_one()
        return InboxStanding(waiting, oldest, dead)

    async def outbox(self, now: datetime) -> OutboxStanding:
        """Count notices and letters by outcome; removed ones are not included."""
        ended = select(notice.c.outcome, func.count()).group_by(notice.c.outcome)
        due = (notice.c.outcome == Outcome.PENDING) & (notice.c.send_after_at <= now)
        async with self._readers.connect() as connection:
            counts: dict[Any, int] = {row[0]: row[1] for row in (await connection.execute(ended)).all()}
            oldest = (await connection.execute(select(func.min(notice.c.send_after_at)).where(due))).scalar_one()
            stand = select(letter.c.state, func.count()).group_by(letter.c.state)
            letters: dict[Any, int] = {row[0]: row[1] for row in (await connection.execute(stand)).all()}
        by_name = {each.value: counts.get(each, 0) for each in Outcome}
        by_state = {each: letters.get(each, 0) for each in LetterState}
        return OutboxStanding(**by_name, oldest_due_at=oldest, letters=by_state)

    async def failing(self) -> list[FailingRows]:
        """Count the rows that periodic jobs fail to handle, by job and error."""
        kind, attempts = (job_failure.c.job, job_failure.c.error), job_failure.c.attempts
        numbers = (func.count(), func.min(job_failure.c.first_failed_at), func.sum(attempts), func.max(attempts))
        counted = select(*kind, *numbers).group_by(*kind).order_by(*kind)
        async with self._readers.connect() as connection:
            return [FailingRows(*row) for row in (await connection.execute(counted)).all()]

    async def pauses(self, now: datetime) -> Pauses:
        """Return the pauses that Telegram demanded of sending and that are in force."""
        async with self._readers.connect() as connection:
            stored = (await connection.execute(select(pace.c.memory))).scalars().all()
        noted = [pauses_noted(memory, now.timestamp()) for memory in stored]
        return Pauses(
            sum(one.chats for one in noted),
            max((one.longest_seconds for one in noted), default=0.0),
            max((one.notices_seconds for one in noted), default=0.0),
        )

    async def dead_updates(self, most: int) -> list[DeadUpdate]:
        """Return the newest updates that are dead letters."""
        columns = [incoming.c[name] for name in ("id", "payload", "attempts", "error", "dead_at")]
        query = select(*columns).where(_DEAD).order_by(incoming.c.id.desc()).limit(most)
        async with self._readers.connect() as connection:
            return [self._update(row) for row in (await connection.execute(query)).mappings()]

    async def dead_notices(self, most: int) -> list[DeadNotice]:
        """Return the newest notices that never arrived."""
        columns = [notice.c[name] for name in ("id", "kind", "outcome", "attempts", "error", "send_after_at")]
        query = select(*columns).where(_LOST).order_by(notice.c.number.desc()).limit(most)
        async with self._readers.connect() as connection:
            return [DeadNotice(**row) for row in (await connection.execute(query)).mappings()]

    async def retry_updates(self, ids: Sequence[int] | None) -> int:
        """Put updates among the dead letters (None: all) back in their queues; return how many."""
        back = {"dead_at": null(), "attempts": 0, "crashes": 0}
        async with self._engine.begin() as connection:
            chosen = change(incoming).where(_DEAD, _KEPT, _among(incoming.c.id, ids)).values(back)
            return (await connection.execute(chosen)).rowcount

    async def retry_notices(self, ids: Sequence[UUID] | None, now: datetime) -> int:
        """Send notices that never arrived (None: all) again, from `now`; return how many."""
        back = {"outcome": Outcome.PENDING, "attempts": 0, "send_after_at": now}
        async with self._engine.begin() as connection:
            chosen = change(notice).where(_LOST, _among(notice.c.id, ids)).values(back)
            return (await connection.execute(chosen)).rowcount

    def _update(self, row: RowMapping) -> DeadUpdate:
        raw = self._encryption.decrypt(incoming.c.payload, str(row["id"]), row["payload"])
        return DeadUpdate(row["id"], _kind(raw), row["attempts"], row["error"], row["dead_at"])


def _among(column: ColumnElement[Any], ids: Sequence[Any] | None) -> ColumnElement[bool]:
    return column.is_not(None) if ids is None else column.in_(ids)


def _kind(payload: bytes | None) -> str:
    update = json.loads(payload) if payload else {}
    return next((name for name in update if name != "update_id"), "unknown")
