"""Updates as received, one queue a sender. Every update takes this path: few statements, each built once.

A lease is written into the row of an update: that of the oldest in the queue, which is being handled. A queue is held
while a row in it has a lease that has not run out, so most updates are stored with their lease in one statement, and
marked as done and released in another. A holder whose lease another took over changes nothing any more.

On PostgreSQL a queue is locked by the sender's row in `conversation` before it is looked at, so an update stored at the
moment when its queue is released is seen by the one or claimed by the other. A transaction that locks several
conversations, or several updates, locks them in ascending order, so that two of them never deadlock. SQLite's
transactions lock the whole file.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, RowMapping, and_, bindparam, case, func, null, select, union, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.crypto.encryption import Cipher
from bot.inbox import FROM_PAGES, SECRET_KEPT, Handling, Inbox, StoredUpdate, UserQueue
from storage.columns import Moment
from storage.encryption.encrypted_columns import ColumnEncryption
from storage.engine import single_statements
from storage.inbox.leases import LONGEST, run_out
from storage.inbox.leftovers import listen, tell_left
from storage.repository import insert, insert_new
from storage.tables import conversation
from storage.tables import update as incoming

_WAITING = and_(incoming.c.done_at.is_(None), incoming.c.dead_at.is_(None))
_NOW = bindparam("now", type_=Moment)
_UNTIL = bindparam("until", type_=Moment)
_LONGEST = bindparam("longest", type_=Moment)
_BY = bindparam("by", type_=incoming.c.holder.type)
_USER_QUEUE = bindparam("user_queue", type_=incoming.c.sender.type)
_USER_QUEUES = bindparam("user_queues", type_=incoming.c.sender.type, expanding=True)
_UPDATE = bindparam("update_id", type_=incoming.c.id.type)

_OTHER = incoming.alias("other")
_OTHER_WAITING = and_(_OTHER.c.done_at.is_(None), _OTHER.c.dead_at.is_(None))
_OTHER_HELD = and_(_OTHER.c.holder.is_not(None), ~run_out(_OTHER.c.lease_until, _NOW, _LONGEST))
_LEASE: Final = {"holder": _BY, "lease_until": _UNTIL}
_FREE: Final = {"holder": null(), "lease_until": null()}
_REMEMBERED = (conversation.c.sender, conversation.c.memory, conversation.c.secret, conversation.c.secret_until)

_BUSY = select(_OTHER.c.id).where(_OTHER.c.sender == _USER_QUEUE, _OTHER_WAITING).exists()
_NEW: Final = {
    "id": _UPDATE,
    "sender": _USER_QUEUE,
    "payload": bindparam("received", type_=incoming.c.payload.type),
    "attempts": bindparam("tried", type_=incoming.c.attempts.type),
    "stored_at": _NOW,
    "holder": case((_BUSY, null()), else_=_BY),
    "lease_until": case((_BUSY, null()), else_=_UNTIL),
}
_NEW_WITH_MEMORY: Final = (
    incoming.c.sender,
    incoming.c.holder,
    *(
        select(column).where(conversation.c.sender == _USER_QUEUE).scalar_subquery().label(column.name)
        for column in _REMEMBERED[1:]
    ),
    select(_OTHER.c.id).where(_OTHER.c.sender == _USER_QUEUE, _OTHER_HELD).exists().label("held"),
)
"""What is returned of a stored update: whether it is held, alone or with its queue, and what the queue remembers."""

_OURS = and_(incoming.c.id == _UPDATE, incoming.c.sender == _USER_QUEUE, incoming.c.holder == _BY, _WAITING)
_MORE = select(_OTHER.c.id).where(_OTHER.c.sender == _USER_QUEUE, _OTHER.c.id != _UPDATE, _OTHER_WAITING).exists()
_DONE: Final = (
    update(incoming)
    .where(_OURS)
    .values(
        done_at=_NOW,
        payload=null(),
        error=null(),
        holder=case((_MORE, _BY), else_=null()),
        lease_until=case((_MORE, _UNTIL), else_=null()),
    )
    .returning(incoming.c.holder)
)
"""Releases the queue where nothing more waits; otherwise its lease stays until `_go_on` moves it to the next update."""

_TRIED = incoming.c.attempts + 1
_DIES = bindparam("most") <= _TRIED
_FAILED: Final = (
    update(incoming)
    .where(_OURS)
    .values(
        attempts=_TRIED,
        error=bindparam("told", type_=incoming.c.error.type),
        dead_at=case((_DIES, _NOW), else_=null()),
        holder=case((_DIES & ~_MORE, null()), else_=_BY),
        lease_until=case((_DIES & ~_MORE, null()), else_=_UNTIL),
    )
    .returning(incoming.c.holder)
)
_LET_GO: Final = update(incoming).where(incoming.c.id == _UPDATE, incoming.c.holder == _BY).values(_FREE)
_HOLD: Final = update(incoming).where(incoming.c.id == _UPDATE).values(_LEASE)
_NEXT: Final = (
    select(incoming.c.id, incoming.c.sender, incoming.c.payload, incoming.c.attempts, incoming.c.crashes)
    .where(incoming.c.sender.in_(_USER_QUEUES), _WAITING)
    .order_by(incoming.c.sender, incoming.c.id)
)
_EXPIRED: Final = (
    select(incoming.c.id, incoming.c.sender)
    .where(
        incoming.c.id >= FROM_PAGES,
        incoming.c.payload.is_not(None),
        incoming.c.stored_at <= bindparam("before", type_=Moment),
    )
    .order_by(incoming.c.id)
)
_NOT_HELD = run_out(incoming.c.lease_until, _NOW, _LONGEST)
_GIVE_UP: Final = (
    update(incoming)
    .where(incoming.c.id == _UPDATE, incoming.c.payload.is_not(None))
    .values(
        payload=case((_NOT_HELD, null()), else_=bindparam("emptied", type_=incoming.c.payload.type)),
        done_at=case((and_(_NOT_HELD, incoming.c.dead_at.is_(None)), _NOW), else_=incoming.c.done_at),
    )
)
"""Gives up an update of a page. One that is being handled stays, emptied, for it holds the queue; nobody reads it again
unless its holder dies."""
_ENDS: Final = select(incoming.c.done_at, incoming.c.dead_at).where(incoming.c.id == _UPDATE)
_IS_BUSY: Final = select(_BUSY)
_MEMORY: Final = select(conversation.c.memory).where(conversation.c.sender == _USER_QUEUE)
_MEMORIES: Final = select(*_REMEMBERED).where(conversation.c.sender.in_(_USER_QUEUES))

_OLDEST = (
    select(func.min(incoming.c.id)).where(incoming.c.sender.in_(_USER_QUEUES), _WAITING).group_by(incoming.c.sender)
)
_RAN_OUT = select(incoming.c.id).where(incoming.c.sender.in_(_USER_QUEUES), incoming.c.holder.is_not(None))
_TAKEN = select(incoming.c.id).where(incoming.c.id.in_(union(_OLDEST, _RAN_OUT)))
_IS_OLDEST = incoming.c.id.in_(
    select(func.min(_OTHER.c.id)).where(_OTHER.c.sender.in_(_USER_QUEUES), _OTHER_WAITING).group_by(_OTHER.c.sender)
)
_TAKE: Final = (
    update(incoming)
    .where(incoming.c.id.in_(select(_TAKEN.order_by(incoming.c.id).with_for_update().cte("taken").c.id)))
    .values(holder=case((_IS_OLDEST, _BY), else_=null()), lease_until=case((_IS_OLDEST, _UNTIL), else_=null()))
    .returning(incoming.c.sender, incoming.c.holder)
)
"""Claims queues that nobody holds, where they have updates; of leases that ran out, none is left."""
_HELD: Final = select(_OTHER.c.sender).where(_OTHER.c.sender.in_(_USER_QUEUES), _OTHER_HELD)

_WITH_WORK = (
    select(
        incoming.c.sender, func.min(incoming.c.stored_at).label("stored_at"), func.min(incoming.c.id).label("oldest")
    )
    .where(_WAITING)
    .group_by(incoming.c.sender)
    .subquery("with_work")
)
_FREE_USER_QUEUES: Final = (
    select(_WITH_WORK.c.sender)
    .where(~select(_OTHER.c.id).where(_OTHER.c.sender == _WITH_WORK.c.sender, _OTHER_HELD).exists())
    .order_by(_WITH_WORK.c.stored_at, _WITH_WORK.c.oldest)  # the ids of pages are above all others
    .limit(bindparam("most"))
)
_LOCKED_USER_QUEUES: Final = _FREE_USER_QUEUES.join(
    conversation, conversation.c.sender == _WITH_WORK.c.sender
).with_for_update(skip_locked=True, of=conversation)


class SqlInbox:
    """Implements `bot.inbox.Inbox`; every method is one transaction, and a second one where the queue goes on."""

    def __init__(self, engine: AsyncEngine, readers: AsyncEngine, cipher: Cipher) -> None:
        self._engine, self._readers = engine, readers
        self._single = single_statements(engine)
        self._encryption = ColumnEncryption(cipher)
        self._locks = engine.dialect.name != "sqlite"  # SQLite's transaction holds the whole file already
        self._store = insert_new(engine.dialect.name, incoming)
        self._store_one = self._store.values(_NEW).returning(*_NEW_WITH_MEMORY)
        kept = insert(engine.dialect.name, conversation)
        key = [conversation.c.sender]
        self._lock = kept.on_conflict_do_update(index_elements=key, set_={"sender": kept.excluded.sender})
        self._remember_memory = kept.on_conflict_do_update(index_elements=key, set_={"memory": kept.excluded.memory})
        written = {name: kept.excluded[name] for name in ("memory", "secret", "secret_until")}
        self._remember_all = kept.on_conflict_do_update(index_elements=key, set_=written)

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
        lease = _lease(holder, now, until)
        if len(updates) == 1 and most != 0:
            return await self._store_and_claim(updates[0], lease)
        return await self._store_many(updates, lease, most) if updates else []

    async def _store_and_claim(self, new: StoredUpdate, lease: dict[str, Any]) -> list[UserQueue]:
        payload = self._encryption.encrypt(incoming.c.payload, str(new.id), new.payload)
        row = {"update_id": new.id, "user_queue": new.sender, "received": payload, "tried": new.attempts}
        async with self._single.begin() as connection:
            await self._lock_queues(connection, [new.sender])
            stored = (await connection.execute(self._store_one, row | lease)).mappings().first()
        if stored is None:
            return []
        if stored["holder"]:
            return [self._user_queue(new.sender, stored, (new,), lease["now"])]
        if stored["held"]:
            return []
        async with self._engine.begin() as connection:
            await self._lock_queues(connection, [new.sender])
            return await self._take(connection, [new.sender], lease)

    async def _store_many(
        self, updates: Sequence[StoredUpdate], lease: dict[str, Any], most: int | None
    ) -> list[UserQueue]:
        rows = [self._row(each, lease["now"]) for each in sorted(updates, key=lambda each: each.id)]
        oldest_first = list(dict.fromkeys(each.sender for each in updates))
        async with self._engine.begin() as connection:
            await self._lock_queues(connection, oldest_first)
            await connection.execute(self._store, rows[0] if len(rows) == 1 else rows)
            if len(oldest_first[:most]) < len(oldest_first):
                await tell_left(connection)
            return await self._take(connection, oldest_first[:most], lease)

    async def claim(self, *, holder: str, now: datetime, until: datetime, most: int) -> list[UserQueue]:
        """Claim up to `most` queues that have updates and no valid lease, those that wait longest first."""
        lease = _lease(holder, now, until)
        async with self._engine.begin() as connection:
            await _release(connection, run_out(incoming.c.lease_until, now, now + LONGEST), died=True)
            free = _LOCKED_USER_QUEUES if self._locks else _FREE_USER_QUEUES
            senders = (await connection.execute(free, lease | {"most": most})).scalars().all()
            return await self._take(connection, senders, lease)

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
        named = {"user_queue": user_queue, "update_id": update_id, **_lease(holder, now, until)}
        async with (self._single if memory is None else self._engine).begin() as connection:
            await self._lock_queues(connection, [user_queue])
            held = (await connection.execute(_DONE, named)).scalars().all()
            if held and memory is not None:
                await self._remember(connection, user_queue, memory, secret, now)
        return await self._go_on(named) if any(held) else ()

    async def failed(
        self, user_queue: int, update_id: int, error: str, *, holder: str, now: datetime, until: datetime, most: int
    ) -> tuple[StoredUpdate, ...]:
        """Count a failed attempt, keep the memory, and return the same as `done`.

        After `most` attempts the update becomes a dead letter.
        """
        named = {"user_queue": user_queue, "update_id": update_id, **_lease(holder, now, until)}
        async with self._single.begin() as connection:
            await self._lock_queues(connection, [user_queue])
            held = (await connection.execute(_FAILED, named | {"told": error, "most": most})).scalars().all()
        return await self._go_on(named) if any(held) else ()

    async def forget_secrets(self, now: datetime) -> None:
        """Erase the expired secrets, also in updates of pages; give those up that nobody handles."""
        over = update(conversation).where(locked_in_order(conversation.c.secret_until <= now))
        async with self._engine.begin() as connection:
            await connection.execute(over.values(secret=None, secret_until=None))
        async with self._readers.connect() as connection:
            expired = (await connection.execute(_EXPIRED, {"before": now - SECRET_KEPT})).all()
        if expired:
            async with self._engine.begin() as connection:
                await self._lock_queues(connection, {sender for _, sender in expired})
                await connection.execute(_GIVE_UP, [self._emptied(update_id, now) for update_id, _ in expired])

    async def handling(self, update_id: int) -> Handling | None:
        """Return what became of an update; None for one that is not known."""
        async with self._readers.connect() as connection:
            found = (await connection.execute(_ENDS, {"update_id": update_id})).mappings().first()
        if found is None:
            return None
        if found["dead_at"] is not None:
            return Handling.FAILED
        return Handling.WAITING if found["done_at"] is None else Handling.DONE

    async def is_busy(self, user_queue: int) -> bool:
        """Return whether updates of a queue wait or are being handled."""
        async with self._readers.connect() as connection:
            return bool((await connection.execute(_IS_BUSY, {"user_queue": user_queue})).scalar_one())

    async def memory(self, user_queue: int) -> bytes:
        """Return the memory of a queue, as after the last update that was handled."""
        async with self._readers.connect() as connection:
            kept = (await connection.execute(_MEMORY, {"user_queue": user_queue})).scalar_one_or_none()
        return self._encryption.decrypt(conversation.c.memory, str(user_queue), kept) or b""

    async def renew(self, user_queues: Sequence[int], *, holder: str, until: datetime) -> None:
        """Renew the leases of queues still being handled."""
        ours = incoming.c.sender.in_(user_queues) & (incoming.c.holder == holder)
        async with self._engine.begin() as connection:
            await connection.execute(update(incoming).where(_locked(ours)).values(lease_until=until))

    async def release(self, *, holder: str, died: bool = False) -> None:
        """Release every queue of a holder; where it died, count a crash of each update that it was handling."""
        async with self._engine.begin() as connection:
            await _release(connection, incoming.c.holder == holder, died=died)

    async def holders(self) -> set[str]:
        """Return who holds a queue, running or dead."""
        held = select(incoming.c.holder).where(incoming.c.holder.is_not(None)).distinct()
        async with self._engine.begin() as connection:
            return set((await connection.execute(held)).scalars())

    async def listen(self, left: Callable[[], None]) -> None:
        """Call `left` whenever any process left updates to others; runs until cancelled."""
        await listen(self._engine, left)

    def _row(self, each: StoredUpdate, now: datetime) -> dict[str, Any]:
        payload = self._encryption.encrypt(incoming.c.payload, str(each.id), each.payload)
        return {"id": each.id, "sender": each.sender, "payload": payload, "attempts": each.attempts, "stored_at": now}

    def _emptied(self, update_id: int, now: datetime) -> dict[str, Any]:
        nothing = self._encryption.encrypt(incoming.c.payload, str(update_id), b'{"update_id": %d}' % update_id)
        return {"update_id": update_id, "emptied": nothing, "now": now, "longest": now + LONGEST}

    async def _lock_queues(self, connection: AsyncConnection, senders: Iterable[int]) -> None:
        if self._locks:
            for sender in sorted(senders):
                await connection.execute(self._lock, {"sender": sender})

    async def _take(
        self, connection: AsyncConnection, senders: Sequence[int], lease: dict[str, Any]
    ) -> list[UserQueue]:
        """Claim those of the queues that are free and have updates, and return them with what waits."""
        held = (await connection.execute(_HELD, lease | {"user_queues": senders})).scalars().all()
        if not (free := sorted({*senders} - {*held})):
            return []
        taken = (await connection.execute(_TAKE, lease | {"user_queues": free})).all()
        claimed = {"user_queues": [sender for sender, holder in taken if holder]}
        if not claimed["user_queues"]:
            return []
        found = {row["sender"]: row for row in (await connection.execute(_MEMORIES, claimed)).mappings()}
        rows = (await connection.execute(_NEXT, claimed)).mappings()
        user_queues = [
            self._user_queue(sender, found.get(sender), self._updates(work), lease["now"])
            for sender, work in groupby(rows, key=lambda row: int(row["sender"]))
        ]
        return sorted(user_queues, key=lambda user_queue: user_queue.updates[0].id)

    async def _go_on(self, named: dict[str, Any]) -> tuple[StoredUpdate, ...]:
        """Move the lease of a queue to its oldest update, and return what waits; nothing for anyone but the holder."""
        async with self._engine.begin() as connection:
            await self._lock_queues(connection, [named["user_queue"]])
            if not (await connection.execute(_LET_GO, named)).rowcount:
                return ()
            waiting = (await connection.execute(_NEXT, {"user_queues": [named["user_queue"]]})).mappings().all()
            if waiting:
                await connection.execute(_HOLD, named | {"update_id": waiting[0]["id"]})
        return self._updates(waiting)

    async def _remember(
        self, connection: AsyncConnection, sender: int, memory: bytes, secret: bytes | None, now: datetime
    ) -> None:
        row = {"sender": sender, "memory": self._encryption.encrypt(conversation.c.memory, str(sender), memory)}
        if secret is None:
            await connection.execute(self._remember_memory, row)
            return
        row["secret"] = self._encryption.encrypt(conversation.c.secret, str(sender), secret or None)
        await connection.execute(self._remember_all, row | {"secret_until": now + SECRET_KEPT if secret else None})

    def _user_queue(
        self, sender: int, row: RowMapping | None, updates: tuple[StoredUpdate, ...], now: datetime
    ) -> UserQueue:
        if row is None:
            return UserQueue(sender, b"", updates)
        until, memory = row["secret_until"], row["memory"]
        secret = (
            self._encryption.decrypt(conversation.c.secret, str(sender), row["secret"])
            if until and now < until
            else None
        )
        memory = self._encryption.decrypt(conversation.c.memory, str(sender), memory)
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


def _lease(holder: str, now: datetime, until: datetime) -> dict[str, Any]:
    return {"by": holder, "now": now, "until": until, "longest": now + LONGEST}


async def _release(connection: AsyncConnection, held: ColumnElement[bool], *, died: bool) -> None:
    """Release the updates that are `held`; where their holder died, that is a crash of those not handled yet."""
    crashes = case((_WAITING, incoming.c.crashes + int(died)), else_=incoming.c.crashes)
    released = update(incoming).where(_locked(held & incoming.c.holder.is_not(None)))
    await connection.execute(released.values(**_FREE, crashes=crashes))


def _locked(found: ColumnElement[bool]) -> ColumnElement[bool]:
    """Match the updates that are `found`, once they are locked in ascending order."""
    held = select(incoming.c.id).where(found).order_by(incoming.c.id).with_for_update().cte("held")
    return incoming.c.id.in_(select(held.c.id))


def locked_in_order(found: ColumnElement[bool]) -> ColumnElement[bool]:
    """Match the conversations that are `found`, once they are locked in ascending order."""
    held = select(conversation.c.sender).where(found).order_by(conversation.c.sender).with_for_update().cte("held")
    return conversation.c.sender.in_(select(held.c.sender))


if TYPE_CHECKING:

    def _fits(inbox: SqlInbox) -> Inbox:
        return inbox
