"""Updates as received, one queue a sender. Every update takes this path: few statements, each built once.

A queue's row is locked before its updates are read, so an update stored at the moment when its queue is released is
seen by the one or claimed by the other. A holder whose lease another took over changes nothing any more. A transaction
that locks several queues locks them in ascending order of `sender`, so that two of them never deadlock.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, CursorResult, RowMapping, and_, bindparam, case, func, null, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.crypto.encryption import Cipher
from bot.inbox import SECRET_KEPT, Inbox, StoredUpdate, UserQueue
from storage.columns import Moment
from storage.encryption.encrypted_columns import ColumnEncryption
from storage.inbox.leases import LONGEST, run_out
from storage.inbox.leftovers import listen, tell_left
from storage.repository import insert, insert_new
from storage.tables import conversation
from storage.tables import update as incoming

_WAITING = and_(incoming.c.done_at.is_(None), incoming.c.dead_at.is_(None))
_NOW = bindparam("now", type_=Moment)
_UNTIL = bindparam("until", type_=Moment)
_BY = bindparam("by", type_=conversation.c.holder.type)
_USER_QUEUE = bindparam("user_queue", type_=conversation.c.sender.type)
_UPDATE = bindparam("update_id", type_=incoming.c.id.type)

_LONGEST = bindparam("longest", type_=Moment)
_FREE = run_out(conversation.c.lease_until, _NOW, _LONGEST)
_OURS = and_(conversation.c.sender == _USER_QUEUE, conversation.c.holder == _BY)
_MORE = select(incoming.c.id).where(incoming.c.sender == _USER_QUEUE, _WAITING).exists()
_ALL_WAITING = select(func.count(incoming.c.id)).where(incoming.c.sender == _USER_QUEUE, _WAITING).scalar_subquery()
_THIS = and_(incoming.c.id == _UPDATE, incoming.c.sender == _USER_QUEUE, _WAITING)

_HOLD: Final = select(conversation.c.sender).where(_OURS).with_for_update()
_DONE: Final = (
    update(incoming)
    .where(_THIS, select(conversation.c.sender).where(_OURS).exists())
    .values(done_at=_NOW, payload=null(), error=null())
)
_TRIED = incoming.c.attempts + 1
_FAILED: Final = (
    update(incoming)
    .where(_THIS, select(conversation.c.sender).where(_OURS).exists())
    .values(
        attempts=_TRIED,
        error=bindparam("told", type_=incoming.c.error.type),
        dead_at=case((bindparam("most") <= _TRIED, _NOW), else_=null()),
    )
)
_GO_ON: Final = (
    update(conversation)
    .where(_OURS)
    .values(holder=case((_MORE, _BY), else_=null()), lease_until=case((_MORE, _UNTIL), else_=null()))
    .returning(conversation.c.holder)
)
_REMEMBER_MEMORY: Final = _GO_ON.values(memory=bindparam("new_memory", type_=conversation.c.memory.type))
_REMEMBER: Final = _REMEMBER_MEMORY.values(
    secret=bindparam("new_secret", type_=conversation.c.secret.type),
    secret_until=bindparam("forget_at", type_=Moment),
)
_REMEMBERED = (conversation.c.sender, conversation.c.memory, conversation.c.secret, conversation.c.secret_until)
_NEXT: Final = (
    select(incoming.c.id, incoming.c.sender, incoming.c.payload, incoming.c.attempts, incoming.c.crashes)
    .where(incoming.c.sender.in_(bindparam("user_queues", expanding=True)), _WAITING)
    .order_by(incoming.c.sender, incoming.c.id)
)
_RELEASE_EMPTY: Final = (
    update(conversation)
    .where(conversation.c.sender.in_(bindparam("user_queues", expanding=True)), conversation.c.holder == _BY)
    .values(holder=null(), lease_until=null())
)
_WITH_WORK = (
    select(incoming.c.sender, func.min(incoming.c.id).label("oldest"))
    .where(_WAITING)
    .group_by(incoming.c.sender)
    .subquery("with_work")
)
_FREE_USER_QUEUES = (  # a CTE, for a planner may run a subquery anew for every row, and lock more than `most`
    select(conversation.c.sender)
    .join(_WITH_WORK, _WITH_WORK.c.sender == conversation.c.sender)
    .where(_FREE)
    .order_by(_WITH_WORK.c.oldest)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=conversation)
    .cte("free_lanes")
)
_CLAIM: Final = (
    update(conversation)
    .where(conversation.c.sender.in_(select(_FREE_USER_QUEUES.c.sender)))
    .values(holder=_BY, lease_until=_UNTIL)
    .returning(*_REMEMBERED)
)


class SqlInbox:
    """Implements `bot.inbox.Inbox`; every method is one transaction."""

    def __init__(self, engine: AsyncEngine, cipher: Cipher) -> None:
        self._engine = engine
        self._encryption = ColumnEncryption(cipher)
        self._locks = engine.dialect.name != "sqlite"  # SQLite's transaction holds the whole file already
        self._store = insert_new(engine.dialect.name, incoming)
        taken = insert(engine.dialect.name, conversation)
        self._take = taken.on_conflict_do_update(
            index_elements=[conversation.c.sender],
            set_={"holder": taken.excluded.holder, "lease_until": taken.excluded.lease_until},
            where=_FREE,
        ).returning(*_REMEMBERED, _ALL_WAITING.label("waiting"))
        self._leave = insert_new(engine.dialect.name, conversation)

    async def store(
        self,
        updates: Sequence[StoredUpdate],
        *,
        holder: str,
        now: datetime,
        until: datetime,
        most: int | None = None,
    ) -> list[UserQueue]:
        """Store new updates (a repeated id is dropped) and claim the queues that were free; return those claimed."""
        if not updates:
            return []
        # In ascending order, as `locked_in_order` has it.
        rows = [self._row(each, now) for each in sorted(updates, key=lambda each: each.id)]
        oldest_first = list(dict.fromkeys(each.sender for each in updates))
        taken = set(oldest_first[:most])
        lease = {"holder": holder, "lease_until": until, "now": now, "longest": now + LONGEST}
        async with self._engine.begin() as connection:
            new = (await connection.execute(self._store, _few(rows))).rowcount
            claimed: list[RowMapping] = []
            for sender in sorted(oldest_first):
                if sender in taken:
                    taking = {"sender": sender, "user_queue": sender, **lease}
                    claimed += (await connection.execute(self._take, taking)).mappings()
                else:
                    await connection.execute(self._leave, {"sender": sender})
            if len(taken) < len(oldest_first):
                await tell_left(connection)
            if len(updates) == new == 1 and claimed and claimed[0]["waiting"] == 1:
                # The lane holds what was just stored and nothing else: there is no need to read it back.
                return [self._user_queue(claimed[0], tuple(updates), now)]
            return await self._user_queues(connection, claimed, holder, now)

    async def claim(self, *, holder: str, now: datetime, until: datetime, most: int) -> list[UserQueue]:
        """Claim up to `most` queues that have updates and no valid lease, those that wait longest first."""
        async with self._engine.begin() as connection:
            await _release(
                connection,
                conversation.c.holder.is_not(None) & run_out(conversation.c.lease_until, now, now + LONGEST),
                died=True,
            )
            wanted = {"by": holder, "now": now, "longest": now + LONGEST, "until": until, "most": most}
            claimed = (await connection.execute(_CLAIM, wanted)).mappings().all()
            return await self._user_queues(connection, claimed, holder, now)

    async def done(
        self,
        user_queue: int,
        update_id: int,
        memory: bytes | None,
        secret: bytes | None = b"",
        *,
        holder: str,
        now: datetime,
        until: datetime,
    ) -> tuple[StoredUpdate, ...]:
        """Mark one update as handled, store the queue's new memory and secret, and return what waits there next."""
        named = {"user_queue": user_queue, "update_id": update_id, "by": holder, "now": now, "until": until}
        async with self._engine.begin() as connection:
            await self._hold(connection, named)
            await connection.execute(_DONE, named)
            return await self._go_on(connection, named, memory, secret)

    async def failed(
        self, user_queue: int, update_id: int, error: str, *, holder: str, now: datetime, until: datetime, most: int
    ) -> tuple[StoredUpdate, ...]:
        """Count a failed attempt, keep the memory, and return the same as `done`.

        After `most` attempts the update becomes a dead letter.
        """
        named = {"user_queue": user_queue, "update_id": update_id, "by": holder, "now": now, "until": until}
        async with self._engine.begin() as connection:
            await self._hold(connection, named)
            await connection.execute(_FAILED, named | {"told": error, "most": most})
            return await self._go_on(connection, named, None)

    async def forget_secrets(self, now: datetime) -> None:
        """Erase the expired secrets."""
        over = update(conversation).where(locked_in_order(conversation.c.secret_until <= now))
        async with self._engine.begin() as connection:
            await connection.execute(over.values(secret=None, secret_until=None))

    async def renew(self, user_queues: Sequence[int], *, holder: str, until: datetime) -> None:
        """Renew the leases of queues still being handled."""
        ours = conversation.c.sender.in_(user_queues) & (conversation.c.holder == holder)
        async with self._engine.begin() as connection:
            await connection.execute(update(conversation).where(locked_in_order(ours)).values(lease_until=until))

    async def release(self, *, holder: str, died: bool = False) -> None:
        """Release every queue of a holder; where it died, count a crash of each update that it was handling."""
        async with self._engine.begin() as connection:
            await _release(connection, conversation.c.holder == holder, died=died)

    async def holders(self) -> set[str]:
        """Return who holds a queue, running or dead."""
        held = select(conversation.c.holder).where(conversation.c.holder.is_not(None)).distinct()
        async with self._engine.begin() as connection:
            return set((await connection.execute(held)).scalars())

    async def listen(self, left: Callable[[], None]) -> None:
        """Call `left` whenever any process left updates to others; runs until cancelled."""
        await listen(self._engine, left)

    def _row(self, each: StoredUpdate, now: datetime) -> dict[str, Any]:
        payload = self._encryption.encrypt(incoming.c.payload, str(each.id), each.payload)
        return {"id": each.id, "sender": each.sender, "payload": payload, "attempts": each.attempts, "stored_at": now}

    async def _hold(self, connection: AsyncConnection, named: dict[str, Any]) -> None:
        if self._locks:
            await connection.execute(_HOLD, named)

    async def _go_on(
        self, connection: AsyncConnection, named: dict[str, Any], memory: bytes | None, secret: bytes | None = None
    ) -> tuple[StoredUpdate, ...]:
        """Hold the queue if more updates wait in it, otherwise release it; nothing for anyone but the holder."""
        statement = _GO_ON if memory is None else _REMEMBER_MEMORY if secret is None else _REMEMBER
        remembered = {
            "new_memory": self._encryption.encrypt(conversation.c.memory, str(named["user_queue"]), memory),
            "new_secret": self._encryption.encrypt(conversation.c.secret, str(named["user_queue"]), secret or None),
            "forget_at": named["now"] + SECRET_KEPT if secret else None,
        }
        user_queue: CursorResult[Any] = await connection.execute(statement, named | remembered)
        if not user_queue.scalar_one_or_none():
            return ()
        return self._updates((await connection.execute(_NEXT, {"user_queues": [named["user_queue"]]})).mappings())

    async def _user_queues(
        self, connection: AsyncConnection, claimed: Sequence[RowMapping], holder: str, now: datetime
    ) -> list[UserQueue]:
        """Return the claimed queues with their updates; those without any are released."""
        if not claimed:
            return []
        found = {row["sender"]: row for row in claimed}
        rows = (await connection.execute(_NEXT, {"user_queues": sorted(found)})).mappings()
        user_queues = [
            self._user_queue(found.pop(sender), self._updates(work), now)
            for sender, work in groupby(rows, key=lambda row: int(row["sender"]))
        ]
        if found:
            await connection.execute(_RELEASE_EMPTY, {"user_queues": sorted(found), "by": holder})
        return sorted(user_queues, key=lambda user_queue: user_queue.updates[0].id)

    def _user_queue(self, row: RowMapping, updates: tuple[StoredUpdate, ...], now: datetime) -> UserQueue:
        sender, until = row["sender"], row["secret_until"]
        memory = self._encryption.decrypt(conversation.c.memory, str(sender), row["memory"])
        secret = (
            self._encryption.decrypt(conversation.c.secret, str(sender), row["secret"])
            if until and now < until
            else None
        )
        return UserQueue(sender, memory or b"", updates, secret or b"")

    def _updates(self, rows: Iterable[RowMapping]) -> tuple[StoredUpdate, ...]:
        return tuple(
            StoredUpdate(
                id=row["id"],
                sender=row["sender"],
                payload=self._encryption.decrypt(incoming.c.payload, str(row["id"]), row["payload"]),
                attempts=row["attempts"],
                crashes=row["crashes"],
            )
            for row in rows
        )


async def _release(connection: AsyncConnection, held: ColumnElement[bool], *, died: bool) -> None:
    free = {"holder": None, "lease_until": None}
    released = update(conversation).where(locked_in_order(held)).values(free).returning(conversation.c.sender)
    senders = (await connection.execute(released)).scalars().all()
    if died and senders:
        # A queue is handled in order, so its holder was handling the oldest of its updates.
        oldest = (
            select(func.min(incoming.c.id)).where(incoming.c.sender.in_(senders), _WAITING).group_by(incoming.c.sender)
        )
        crashed = update(incoming).where(incoming.c.id.in_(oldest))
        await connection.execute(crashed.values(crashes=incoming.c.crashes + 1))


def locked_in_order(found: ColumnElement[bool]) -> ColumnElement[bool]:
    """Match the conversations that are `found`, once they are locked in ascending order."""
    held = select(conversation.c.sender).where(found).order_by(conversation.c.sender).with_for_update().cte("held")
    return conversation.c.sender.in_(select(held.c.sender))


def _few(rows: list[dict[str, Any]]) -> list[dict[str, Any]] | dict[str, Any]:
    return rows[0] if len(rows) == 1 else rows


if TYPE_CHECKING:

    def _fits(inbox: SqlInbox) -> Inbox:
        return inbox
