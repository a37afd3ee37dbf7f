"""The hash chain's rows: appended under a lock on the organisation's tip, never edited, never removed."""

import secrets
from collections.abc import AsyncIterator, Collection
from dataclasses import replace
from datetime import UTC
from functools import cache
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, Executable, RowMapping, bindparam, func, select, update

from bot.due_rows import DueRow
from bot.ids import EventId
from bot.ledger.checkpoints import LedgerCheckpoint, UnstampedCheckpoint
from bot.ledger.entries import GENESIS, Act, AuditEvent, Entry, chain
from storage.ledger_rows import LedgerRows, hash_row
from storage.repository import CHUNK, Rows, chunks, insert, insert_new
from storage.tables import ledger_checkpoint, ledger_entry, ledger_tip

_AUDIT_EVENT = ("organisation_id", "act", "event_id", "at", "actor_id", "subject_id", "facts")
_MOVE_TIP: Final = update(ledger_tip).where(ledger_tip.c.organisation_id == bindparam("of"))


class SqlLedger(Rows):
    """Implements `bot.ledger.ports.Ledger`."""

    async def append(self, audit_event: AuditEvent) -> Entry | None:
        """Chain `audit_event` to the organisation's tip; None when this cause entered this act on this subject before.

        Appends to one organisation wait for each other until their transactions end.
        """
        number, previous = await self._hold_tip(audit_event.organisation_id)
        salt = secrets.token_bytes(32)
        row = await self._hash_row(audit_event, salt)
        entry = chain(replace(audit_event, at=audit_event.at.astimezone(UTC)), number + 1, previous, row)
        if not await self._enter(entry, salt):
            return None
        await self._changed(_MOVE_TIP, {"of": audit_event.organisation_id, "number": entry.number, "hash": entry.hash})
        return entry

    async def find(self, event_id: EventId, act: Act) -> Entry | None:
        """Return the first entry that `event_id` made of `act`, in any organisation."""
        made = (ledger_entry.c.event_id == event_id) & (ledger_entry.c.act == act)
        row = await self._one(select(ledger_entry).where(made).order_by(ledger_entry.c.number).limit(1))
        return None if row is None else _entry(row)

    async def tip(self, organisation_id: UUID) -> tuple[int, str]:
        """Return the number and hash of the newest entry; (0, GENESIS) for none."""
        row = await self._one(select(ledger_tip).where(ledger_tip.c.organisation_id == organisation_id))
        return (0, GENESIS) if row is None else (row[ledger_tip.c.number], row[ledger_tip.c.hash])

    async def about(self, organisation_id: UUID, subject_id: UUID) -> list[Entry]:
        """Return what was entered about one thing, oldest first."""
        about = (ledger_entry.c.subject_id == subject_id) & (ledger_entry.c.organisation_id == organisation_id)
        rows = await self._all(select(ledger_entry).where(about).order_by(ledger_entry.c.number))
        return [_entry(row) for row in rows]

    async def acts_on(self, organisation_id: UUID, act: Act, subject_ids: Collection[UUID]) -> list[Entry]:
        """Return what was entered of one act about any of these, oldest first."""
        of_act = (ledger_entry.c.organisation_id == organisation_id) & (ledger_entry.c.act == act)
        rows: list[RowMapping] = []
        for some in chunks(subject_ids):
            rows += await self._all(select(ledger_entry).where(of_act, ledger_entry.c.subject_id.in_(some)))
        return sorted(map(_entry, rows), key=lambda entry: entry.number)

    async def entries(self, organisation_id: UUID) -> AsyncIterator[Entry]:
        """Walk the whole chain, oldest first."""
        walked, chain_of = 0, ledger_entry.c.organisation_id == organisation_id
        while True:
            query = select(ledger_entry).where(chain_of, ledger_entry.c.number > walked)
            rows = await self._all(query.order_by(ledger_entry.c.number).limit(CHUNK))
            for row in rows:
                yield _entry(row)
            if not rows:
                return
            walked = rows[-1][ledger_entry.c.number]

    async def grown(self, most: int) -> list[DueRow]:
        """Return the organisations, as rows, whose chain has grown since their newest checkpoint."""
        checkpoints = select(ledger_checkpoint.c.number).where(
            ledger_checkpoint.c.organisation_id == ledger_tip.c.organisation_id
        )
        newest = checkpoints.order_by(ledger_checkpoint.c.day.desc()).limit(1).scalar_subquery()
        grown = ledger_tip.c.number > func.coalesce(newest, 0)
        query = select(ledger_tip.c.organisation_id.label("id"), ledger_tip.c.organisation_id).where(grown)
        return await self._due(query.order_by(ledger_tip.c.organisation_id).limit(most))

    async def add_checkpoint(self, checkpoint: LedgerCheckpoint) -> bool:
        """Keep the checkpoint of a day, once; False when that day has one."""
        return await self._insert(ledger_checkpoint, [self._encryption.values(ledger_checkpoint, checkpoint)]) == 1

    async def last_checkpoint(self, organisation_id: UUID) -> LedgerCheckpoint | None:
        """Return the newest checkpoint."""
        found = select(ledger_checkpoint).where(ledger_checkpoint.c.organisation_id == organisation_id)
        row = await self._one(found.order_by(ledger_checkpoint.c.day.desc()).limit(1))
        return None if row is None else self._encryption.entity(LedgerCheckpoint, ledger_checkpoint, row)

    async def checkpoints(self, organisation_id: UUID) -> list[LedgerCheckpoint]:
        """Return all checkpoints, oldest first."""
        found = select(ledger_checkpoint).where(ledger_checkpoint.c.organisation_id == organisation_id)
        rows = await self._all(found.order_by(ledger_checkpoint.c.day))
        return [self._encryption.entity(LedgerCheckpoint, ledger_checkpoint, row) for row in rows]

    async def without_timestamp(self, most: int) -> list[UnstampedCheckpoint]:
        """Return checkpoints of any organisation that no authority has stamped, oldest first."""
        key = (ledger_checkpoint.c.organisation_id, ledger_checkpoint.c.day)
        unstamped = (
            select(*key).where(ledger_checkpoint.c.timestamp.is_(None)).order_by(ledger_checkpoint.c.made_at, *key)
        )
        return [UnstampedCheckpoint(*row) for row in (await self._connection.execute(unstamped.limit(most))).all()]

    async def checkpoint(self, organisation_id: UUID, day: str) -> LedgerCheckpoint | None:
        """Return the checkpoint of a day."""
        row = await self._one(select(ledger_checkpoint).where(_of_day(organisation_id, day)))
        return None if row is None else self._encryption.entity(LedgerCheckpoint, ledger_checkpoint, row)

    async def set_timestamp(self, checkpoint: LedgerCheckpoint, token: bytes) -> bool:
        """Keep a checkpoint's stamp, once; False when it has one."""
        unstamped = _of_day(checkpoint.organisation_id, checkpoint.day) & ledger_checkpoint.c.timestamp.is_(None)
        return await self._changed(update(ledger_checkpoint).where(unstamped).values(timestamp=token)) == 1

    async def _hold_tip(self, organisation_id: UUID) -> tuple[int, str]:
        """Lock the organisation's tip to the end of the transaction, by writing it as it is."""
        first = {"organisation_id": organisation_id, "number": 0, "hash": GENESIS}
        row = (await self._connection.execute(_hold_tip(self._connection.dialect.name), first)).one()
        return row[0], row[1]

    async def _hash_row(self, audit_event: AuditEvent, salt: bytes) -> str | None:
        """Hash the row that the event is about, as it is in this transaction: it is written before its entry."""
        act = audit_event.act
        rows = LedgerRows(self._connection, self._encryption)
        row = await rows.read(act, audit_event.organisation_id, audit_event.subject_id)
        return None if row is None else hash_row(act, row, salt)

    async def _enter(self, entry: Entry, salt: bytes) -> bool:
        audit_event = {name: getattr(entry.audit_event, name) for name in _AUDIT_EVENT}
        row = {**audit_event, "number": entry.number, "previous": entry.previous, "hash": entry.hash, "row": entry.row}
        row["salt"] = salt if entry.row else None
        unique = insert_new(
            self._connection.dialect.name, ledger_entry, "event_id", "act", "subject_id", "organisation_id"
        )
        return (await self._connection.execute(unique, row)).rowcount == 1


@cache
def _hold_tip(dialect: str) -> Executable:
    key, unchanged = [ledger_tip.c.organisation_id], {"number": ledger_tip.c.number}
    hold = insert(dialect, ledger_tip).on_conflict_do_update(index_elements=key, set_=unchanged)
    return hold.returning(ledger_tip.c.number, ledger_tip.c.hash)


def _of_day(organisation_id: UUID, day: str) -> ColumnElement[bool]:
    return (ledger_checkpoint.c.organisation_id == organisation_id) & (ledger_checkpoint.c.day == day)


def _entry(row: RowMapping) -> Entry:
    audit_event = AuditEvent(**{name: row[ledger_entry.c[name]] for name in _AUDIT_EVENT})
    chained = (row[ledger_entry.c.number], audit_event, row[ledger_entry.c.previous], row[ledger_entry.c.hash])
    return Entry(*chained, row[ledger_entry.c.row])
