"""Shifts under service QR codes."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, case, select, update

from bot.checkpoint.models import ServiceQr, Shift
from bot.due_rows import DueRow
from bot.staff.models import Person
from storage.repository import Rows
from storage.tables import person, service_qr, shift

_RUNNING = shift.c.ended_at.is_(None)
_WITH_QR = select(shift, service_qr).join(service_qr, service_qr.c.id == shift.c.service_qr_id)


class SqlShifts(Rows):
    """Implements `bot.checkpoint.ports.Shifts`."""

    async def start(self, new: Shift, now: datetime) -> None:
        """Start a shift; the person's earlier one ends at `now`. No effect if it exists already."""
        await self._lock(person, new.person_id)
        if not await self._there(shift, new.id):
            await self._end_where(shift.c.person_id == new.person_id, now)
            await self._insert(shift, [self._encryption.values(shift, new)])

    async def get(self, shift_id: UUID) -> Shift | None:
        """Return one."""
        row = await self._one(select(shift).where(shift.c.id == shift_id))
        return None if row is None else self._shift(row)

    async def guard(self, organisation_id: UUID, person_id: UUID) -> Person | None:
        """Return the person that a shift or a check refers to: on the staff list, or a guest."""
        row = await self._one(
            select(person).where(person.c.organisation_id == organisation_id, person.c.id == person_id)
        )
        return None if row is None else self._encryption.entity(Person, person, row)

    async def living(self, organisation_id: UUID, person_id: UUID, now: datetime) -> tuple[Shift, ServiceQr] | None:
        """Return the shift a person is on and its service QR, which is neither ended, deleted nor expired."""
        lives = _RUNNING & (shift.c.ends_at > now) & service_qr.c.deleted_at.is_(None) & (service_qr.c.expires_at > now)
        theirs = (shift.c.organisation_id == organisation_id) & (shift.c.person_id == person_id)
        row = await self._one(_WITH_QR.where(theirs, lives))
        return None if row is None else self._pair(row)

    async def latest(self, organisation_id: UUID, person_id: UUID) -> tuple[Shift, ServiceQr] | None:
        """Return the newest shift of a person and its service QR, whether over or not."""
        theirs = (shift.c.organisation_id == organisation_id) & (shift.c.person_id == person_id)
        row = await self._one(_WITH_QR.where(theirs).order_by(shift.c.started_at.desc(), shift.c.id).limit(1))
        return None if row is None else self._pair(row)

    async def on_duty(self, service_qr_id: UUID, now: datetime) -> list[Shift]:
        """Return the running shifts of a service QR, the oldest first."""
        on_duty = (shift.c.service_qr_id == service_qr_id) & _RUNNING & (shift.c.ends_at > now)
        rows = await self._all(select(shift).where(on_duty).order_by(shift.c.started_at, shift.c.id))
        return [self._shift(row) for row in rows]

    async def over(self, now: datetime, most: int) -> list[DueRow]:
        """Return shifts of any organisation whose `ends_at` has come and that were not ended yet."""
        over = select(shift.c.id, shift.c.organisation_id).where(_RUNNING, shift.c.ends_at <= now)
        return await self._due(over.order_by(shift.c.ends_at, shift.c.id).limit(most))

    async def end(self, shift_id: UUID, now: datetime) -> bool:
        """End a shift once; False when it was ended before."""
        return bool(await self._end_where(shift.c.id == shift_id, now))

    async def end_of_qr(self, service_qr_id: UUID, now: datetime) -> list[Shift]:
        """End every running shift of a service QR; return those ended, as they were."""
        return await self._end_where(shift.c.service_qr_id == service_qr_id, now)

    async def end_all_of(self, person_id: UUID, now: datetime) -> list[Shift]:
        """End every running shift of a person; return those ended, as they were."""
        return await self._end_where(shift.c.person_id == person_id, now)

    async def move(self, from_qr_id: UUID, to_qr_id: UUID) -> int:
        """Move the running shifts of one service QR to another, never past its end; return how many."""
        end = select(service_qr.c.expires_at).where(service_qr.c.id == to_qr_id).scalar_subquery()
        ends_at = case((shift.c.ends_at > end, end), else_=shift.c.ends_at)
        running = (shift.c.service_qr_id == from_qr_id) & _RUNNING
        return await self._changed(update(shift).where(running).values(service_qr_id=to_qr_id, ends_at=ends_at))

    async def _end_where(self, found: ColumnElement[bool], now: datetime) -> list[Shift]:
        ended = update(shift).where(found, _RUNNING).values(ended_at=now).returning(*shift.c)
        rows = await self._all(ended)
        # Only `ended_at` changed, and it was None: so that is how they were.
        return [replace(self._shift(row), ended_at=None) for row in rows]

    def _pair(self, row: RowMapping) -> tuple[Shift, ServiceQr]:
        return self._shift(row), self._encryption.entity(ServiceQr, service_qr, row)

    def _shift(self, row: RowMapping) -> Shift:
        return self._encryption.entity(Shift, shift, row)
