"""Notices: written with what causes them, held by one process at a time.

One person's notices are sent in order: while a process holds an earlier notice to them, no other gets a later one. The
facts and the address of a delivered notice are erased.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any, Final, assert_never
from uuid import UUID

import structlog
from sqlalchemy import (
    ColumnElement,
    RowMapping,
    Update,
    and_,
    bindparam,
    false,
    func,
    literal,
    null,
    or_,
    select,
    update,
)

from bot.due_rows import DueRow
from bot.notice_kinds import FILE_KINDS, HOURS_KINDS, LETTER_KINDS, decode_notice
from bot.notices.content import NoticeDecodeError, encode_content
from bot.notices.letters import Channel
from bot.notices.outbox import Address, Delivered, Dropped, Held, Later, Notice, Outcome, Settled, Unreachable
from bot.notices.schedule import WorkingTime
from storage.inbox.leases import LONGEST, run_out
from storage.repository import Rows
from storage.tables import account, letter, notice, organisation, person

log = structlog.get_logger(__name__)

_PENDING = notice.c.outcome == literal(Outcome.PENDING, notice.c.outcome.type, literal_execute=True)
_UNREACHABLE = notice.c.outcome == literal(Outcome.UNREACHABLE, notice.c.outcome.type, literal_execute=True)
_TRIED: Final = (Outcome.DELIVERED, Outcome.UNREACHABLE)
_ADDRESS: Final = {Channel.EMAIL: person.c.email, Channel.SMS: person.c.phone}
_CLAIMING: Final = 0x6F7574626F78  # any constant that no other program on this database takes; "outbox"
_WORKING_TIME: Final = tuple(
    organisation.c[name]
    for name in ("time_zone", "working_days", "works_from", "works_until", "holidays", "workdays")  # as WorkingTime has
)
_PLAIN: Final = tuple(each.name for each in fields(Notice) if each.name in notice.c)
_FREE = {"holder": None, "lease_until": None}
_DELIVERED: Final = (
    update(notice)
    .where(notice.c.id == bindparam("told", type_=notice.c.id.type), notice.c.outcome == Outcome.PENDING)
    .values(
        outcome=Outcome.DELIVERED,
        message_id=bindparam("message", type_=notice.c.message_id.type),
        delivered_at=bindparam("at", type_=notice.c.delivered_at.type),
        facts=null(),
        telegram_id=null(),
        holder=null(),
        lease_until=null(),
    )
)


class SqlOutbox(Rows):
    """Implements `bot.notices.ports.Outbox`."""

    wrote = False
    """Whether this transaction wrote any notice."""

    async def add(self, notices: Iterable[Notice]) -> None:
        """Write notices; no effect on one whose id exists already."""
        rows = [self._row(each) for each in notices]
        self.wrote = self.wrote or bool(rows)
        await self._insert(notice, rows, "id")

    async def claim(self, *, holder: str, now: datetime, until: datetime, most: int) -> list[Address]:
        """Claim up to `most` pending notices that may be sent now and that nobody holds, oldest first."""
        if self._connection.dialect.name != "sqlite":
            # One at a time: who claims must see what another just claimed, to overtake nothing of it.
            await self._connection.execute(select(func.pg_advisory_xact_lock(_CLAIMING)))
        ready = and_(_PENDING, notice.c.send_after_at <= now, _free(now), ~_overtaking(now))
        oldest = select(notice.c.number).where(ready).order_by(notice.c.send_after_at, notice.c.number).limit(most)
        taken = oldest.with_for_update(skip_locked=True).cte("oldest")
        claimed = update(notice).where(notice.c.number.in_(select(taken.c.number)))
        rows = await self._all(claimed.values(holder=holder, lease_until=until).returning(*notice.c))
        rows = sorted(rows, key=lambda row: (row[notice.c.send_after_at], row[notice.c.number]))
        decoded = {row[notice.c.id]: self._notice(row) for row in rows}
        await self._drop(notice_id for notice_id, each in decoded.items() if each is None)
        return await self._addressed([each for each in decoded.values() if each is not None])

    async def look_again(self, organisation_id: UUID, now: datetime) -> None:
        """Make the notices of an organisation that may wait for its working hours due at once: they have changed."""
        waiting = (notice.c.organisation_id == organisation_id) & notice.c.kind.in_(sorted(HOURS_KINDS))
        later = update(notice).where(_PENDING, waiting, notice.c.send_after_at > now)
        await self._changed(later.values(send_after_at=now))
        self.wrote = True

    async def holders(self) -> set[str]:
        """Return who holds a pending notice, running or dead."""
        held = select(notice.c.holder).where(_PENDING, notice.c.holder.is_not(None)).distinct()
        return {row["holder"] for row in await self._all(held)}

    async def release(self, *, holder: str) -> None:
        """Release the pending notices of a holder that is known to be dead."""
        await self._changed(update(notice).where(_PENDING, notice.c.holder == holder).values(_FREE))

    async def renew(self, *, holder: str, until: datetime) -> None:
        """Renew the leases of a holder's notices."""
        await self._changed(update(notice).where(_PENDING, notice.c.holder == holder).values(lease_until=until))

    async def settle(self, settled: Iterable[Settled]) -> None:
        """Record the outcomes of notices; a notice that has one keeps it."""
        delivered = []
        for each in settled:
            match each:
                case Delivered(told, message_id, at):
                    delivered.append({"told": told.id, "message": message_id, "at": at})
                case Unreachable():
                    await self._unreachable(each)
                case Later(told, error, after):
                    tried = notice.c.attempts + 1
                    back = {"send_after_at": after, "error": error, "attempts": tried}
                    await self._changed(_of(told.id).values(back | _FREE))
                case Held(told, after):
                    await self._changed(_of(told.id).values({"send_after_at": after} | _FREE))
                case Dropped(told, error):
                    await self._changed(_of(told.id).values({"outcome": Outcome.DROPPED, "error": error} | _FREE))
                case _:
                    assert_never(each)
        if delivered:
            await self._connection.execute(_DELIVERED, delivered)

    async def _unreachable(self, lost: Unreachable) -> None:
        told = lost.notice
        await self._changed(_of(told.id).values({"outcome": Outcome.UNREACHABLE, "error": lost.error} | _FREE))
        if lost.telegram_id is None:
            return  # nobody refused it: the person has no account, or signs at a kiosk
        speaks = (account.c.person_id == person.c.id) & account.c.ended_at.is_(None)
        refused = select(account.c.id).where(speaks, account.c.telegram_id == lost.telegram_id).exists()
        marked = update(person).where(person.c.id == told.person_id, person.c.unreachable_at.is_(None), refused)
        await self._changed(marked.values(unreachable_at=lost.at))

    async def lost(self, ways: Collection[Channel], since: datetime, most: int) -> list[DueRow]:
        """Return notices undeliverable since then that have no letter and could be sent as one; oldest first."""
        written = select(letter.c.id).where(letter.c.notice_id == notice.c.id).exists()
        address = or_(false(), *(_ADDRESS[way].is_not(None) for way in ways))
        works = person.c.dismissed_at.is_(None) & (person.c.id == notice.c.person_id)
        reachable = notice.c.kind.in_(sorted(LETTER_KINDS)) & select(person.c.id).where(works, address).exists()
        if Channel.EMAIL in ways:
            by_file = select(person.c.id).where(works, person.c.at_kiosk, person.c.email.is_not(None)).exists()
            reachable |= notice.c.kind.in_(sorted(FILE_KINDS)) & by_file
        recent = (notice.c.send_after_at >= since) & ~written & notice.c.facts.is_not(None)
        query = select(notice.c.id, notice.c.organisation_id).where(_UNREACHABLE, recent, reachable)
        return await self._due(query.order_by(notice.c.number).limit(most))

    async def newest_was_lost(self, person_id: UUID) -> bool:
        """Return whether the newest settled notice to this person, of those that letters replace, was undeliverable."""
        settled = (
            (notice.c.person_id == person_id) & notice.c.kind.in_(sorted(LETTER_KINDS)) & notice.c.outcome.in_(_TRIED)
        )
        settled &= notice.c.telegram_id.is_(None)  # not one to an account that speaks for them no more
        query = select(notice.c.outcome).where(settled).order_by(notice.c.number.desc()).limit(1)
        return (await self._connection.execute(query)).scalar_one_or_none() == Outcome.UNREACHABLE

    async def get(self, notice_id: UUID) -> Notice | None:
        """Return one notice; None also where its content was erased or cannot be decoded."""
        row = await self._one(select(notice).where(notice.c.id == notice_id, notice.c.facts.is_not(None)))
        return None if row is None else self._notice(row)

    async def shown(self, subject_id: UUID, kind: str) -> tuple[UUID, int] | None:
        """Return who was first notified of this, and in which message: the one that later notices of the kind edit."""
        told = (notice.c.subject_id == subject_id) & (notice.c.kind == kind) & notice.c.message_id.is_not(None)
        query = select(notice.c.person_id, notice.c.message_id).where(told).order_by(notice.c.number).limit(1)
        row = (await self._connection.execute(query)).first()
        return None if row is None else (row[0], row[1])

    async def last_message(self, person_id: UUID, subject_id: UUID, kinds: Sequence[str]) -> int | None:
        """Return the message id of the newest delivered notice of these kinds to this person about this subject."""
        told = (notice.c.person_id == person_id) & (notice.c.subject_id == subject_id) & notice.c.kind.in_(kinds)
        query = select(notice.c.message_id).where(told, notice.c.message_id.is_not(None))
        newest = query.order_by(notice.c.delivered_at.desc(), notice.c.number.desc()).limit(1)
        return (await self._connection.execute(newest)).scalar_one_or_none()

    def _row(self, each: Notice) -> dict[str, Any]:
        facts = self._encryption.encrypt(notice.c.facts, str(each.id), encode_content(each.content))
        return {**self._encryption.values(notice, each), "kind": each.content.kind, "facts": facts}

    def _notice(self, row: RowMapping) -> Notice | None:
        """Return the notice of a row; None where its content cannot be decoded."""
        facts = self._encryption.decrypt(notice.c.facts, str(row[notice.c.id]), row[notice.c.facts])
        try:
            content = decode_notice(row[notice.c.kind], facts)
        except NoticeDecodeError:
            log.exception("notice cannot be decoded", notice_id=str(row[notice.c.id]))
            return None
        return Notice(content=content, **{name: row[notice.c[name]] for name in _PLAIN})

    async def _drop(self, notice_ids: Iterable[UUID]) -> None:
        """Drop notices whose content cannot be decoded, so that they do not hold up others."""
        dropped = {"outcome": Outcome.DROPPED, "error": NoticeDecodeError.__name__}
        for notice_id in notice_ids:
            await self._changed(_of(notice_id).values(dropped | _FREE))

    async def _addressed(self, notices: Sequence[Notice]) -> list[Address]:
        accounts = await self._accounts({each.person_id for each in notices})
        found = [(each, *accounts[each.person_id]) for each in notices]
        readers = await self._elsewhere({each.telegram_id or current for each, current, *_ in found} - {None})
        return [_address(*one, readers) for one in found]

    async def _elsewhere(self, telegram_ids: Collection[int | None]) -> set[tuple[int, UUID]]:
        """Return the active accounts of these Telegram users, each as its user and organisation."""
        if not telegram_ids:
            return set()
        query = select(account.c.telegram_id, account.c.organisation_id)
        active = query.where(account.c.telegram_id.in_(telegram_ids), account.c.ended_at.is_(None))
        return {(row[0], row[1]) for row in (await self._connection.execute(active)).all()}

    async def _accounts(self, people: set[UUID]) -> dict[UUID, tuple[int | None, str, WorkingTime, str]]:
        if not people:
            return {}
        living = (account.c.person_id == person.c.id) & account.c.ended_at.is_(None)
        language = func.coalesce(account.c.language, organisation.c.language)
        query = (
            select(person.c.id, account.c.telegram_id, language, organisation.c.name, *_WORKING_TIME)
            .join(organisation, organisation.c.id == person.c.organisation_id)
            .join(account, living, isouter=True)
            .where(person.c.id.in_(people))
        )
        rows = (await self._connection.execute(query)).all()
        return {row[0]: (row[1], row[2], WorkingTime(*row[4:]), row[3]) for row in rows}


def _free(now: datetime) -> ColumnElement[bool]:
    return run_out(notice.c.lease_until, now, now + LONGEST)


def _overtaking(now: datetime) -> ColumnElement[bool]:
    """Match notices while an earlier one to the same person is still held."""
    earlier = notice.alias("earlier")
    pending = earlier.c.outcome == literal(Outcome.PENDING, notice.c.outcome.type, literal_execute=True)
    held = pending & earlier.c.holder.is_not(None) & ~run_out(earlier.c.lease_until, now, now + LONGEST)
    before = (earlier.c.person_id == notice.c.person_id) & (earlier.c.number < notice.c.number)
    return select(earlier.c.id).where(before, held).exists()


def _of(notice_id: UUID) -> Update:
    return update(notice).where(notice.c.id == notice_id, _PENDING)


def _address(
    each: Notice,
    telegram_id: int | None,
    language: str,
    working_time: WorkingTime,
    organisation_name: str,
    readers: Collection[tuple[int, UUID]],
) -> Address:
    # A notice that names its reader goes to them alone: it may be about the very account that the list still has.
    if each.telegram_id is not None:
        telegram_id = each.telegram_id
    belongs_elsewhere = any(reader == telegram_id and where != each.organisation_id for reader, where in readers)
    named = organisation_name if belongs_elsewhere else None
    return Address(each, telegram_id, each.language or language, working_time, named)
