"""Service QR codes, the shifts made from them, and the log of checks."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, case, func, select, update

from bot.checkpoint.checks import Check, ServiceQr, Shift, Verdict
from storage.rows import Rows
from storage.tables import check, live_code, person, service_qr, shift

_RUNNING = shift.c.ended_at.is_(None)
_STANDS = check.c.undone_at.is_(None)
_WITH_QR = select(shift, service_qr).join(service_qr, service_qr.c.id == shift.c.service_qr_id)
_AT_QR = select(check, service_qr).join(service_qr, service_qr.c.id == check.c.service_qr_id)


class SqlServiceQrs(Rows):
    """Implements `bot.checkpoint.ports.ServiceQrs`."""

    async def add(self, new: ServiceQr) -> None:
        """Keep a new one; left as it is when there already."""
        await self._insert(service_qr, [self._wall.values(service_qr, new)])

    async def get(self, organisation_id: UUID, service_qr_id: UUID) -> ServiceQr | None:
        """Answer one."""
        found = await self._codes(service_qr.c.organisation_id == organisation_id, service_qr.c.id == service_qr_id)
        return found[0] if found else None

    async def by_code_id(self, code_id: bytes) -> ServiceQr | None:
        """Answer the one a code names, of any organisation."""
        found = await self._codes(service_qr.c.code_id == code_id)
        return found[0] if found else None

    async def all(self, organisation_id: UUID) -> list[ServiceQr]:
        """Answer those not deleted, the soonest to expire first."""
        return await self._codes(service_qr.c.organisation_id == organisation_id, service_qr.c.deleted_at.is_(None))

    async def delete(self, service_qr_id: UUID, now: datetime) -> bool:
        """Delete it once; False when it was deleted before."""
        stands = (service_qr.c.id == service_qr_id) & service_qr.c.deleted_at.is_(None)
        return await self._changed(update(service_qr).where(stands).values(deleted_at=now)) == 1

    async def _codes(self, *found: ColumnElement[bool]) -> list[ServiceQr]:
        rows = await self._all(select(service_qr).where(*found).order_by(service_qr.c.expires_at, service_qr.c.id))
        return [self._wall.entity(ServiceQr, service_qr, row) for row in rows]


class SqlShifts(Rows):
    """Implements `bot.checkpoint.ports.Shifts`."""

    async def start(self, new: Shift, now: datetime) -> None:
        """Put a person on duty; their earlier living shift ends at `now`. Left as it is when there already."""
        await self._lock(person, new.person_id)
        if not await self._there(shift, new.id):
            await self._end_where(shift.c.person_id == new.person_id, now)
            await self._insert(shift, [self._wall.values(shift, new)])

    async def get(self, shift_id: UUID) -> Shift | None:
        """Answer one."""
        row = await self._one(select(shift).where(shift.c.id == shift_id))
        return None if row is None else self._shift(row)

    async def living(self, organisation_id: UUID, person_id: UUID, now: datetime) -> tuple[Shift, ServiceQr] | None:
        """Answer the shift a person is on and its service QR: neither ended, deleted nor expired."""
        lives = _RUNNING & (shift.c.ends_at > now) & service_qr.c.deleted_at.is_(None) & (service_qr.c.expires_at > now)
        theirs = (shift.c.organisation_id == organisation_id) & (shift.c.person_id == person_id)
        row = await self._one(_WITH_QR.where(theirs, lives))
        return None if row is None else self._pair(row)

    async def latest(self, organisation_id: UUID, person_id: UUID) -> tuple[Shift, ServiceQr] | None:
        """Answer the newest shift of a person, over or not, and its service QR, living or not."""
        theirs = (shift.c.organisation_id == organisation_id) & (shift.c.person_id == person_id)
        row = await self._one(_WITH_QR.where(theirs).order_by(shift.c.started_at.desc(), shift.c.id).limit(1))
        return None if row is None else self._pair(row)

    async def on_duty(self, service_qr_id: UUID, now: datetime) -> list[Shift]:
        """Answer the shifts of a service QR that neither ended nor ran out, the oldest first."""
        on_duty = (shift.c.service_qr_id == service_qr_id) & _RUNNING & (shift.c.ends_at > now)
        rows = await self._all(select(shift).where(on_duty).order_by(shift.c.started_at, shift.c.id))
        return [self._shift(row) for row in rows]

    async def over(self, now: datetime, most: int) -> list[Shift]:
        """Answer shifts of any organisation whose `ends_at` has come and that nothing has ended yet."""
        query = select(shift).where(_RUNNING, shift.c.ends_at <= now).order_by(shift.c.ends_at, shift.c.id)
        return [self._shift(row) for row in await self._all(query.limit(most))]

    async def end(self, shift_id: UUID, now: datetime) -> bool:
        """End a shift once; False when it was ended before."""
        return bool(await self._end_where(shift.c.id == shift_id, now))

    async def end_of_qr(self, service_qr_id: UUID, now: datetime) -> list[Shift]:
        """End every shift of a service QR not yet ended; answer those ended, as they were."""
        return await self._end_where(shift.c.service_qr_id == service_qr_id, now)

    async def end_of_person(self, person_id: UUID, now: datetime) -> list[Shift]:
        """End every shift of a person not yet ended; answer those ended, as they were."""
        return await self._end_where(shift.c.person_id == person_id, now)

    async def move(self, from_qr_id: UUID, to_qr_id: UUID) -> int:
        """Let those on duty under one QR go on under another, never past its end; answer how many."""
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
        return self._shift(row), self._wall.entity(ServiceQr, service_qr, row)

    def _shift(self, row: RowMapping) -> Shift:
        return self._wall.entity(Shift, shift, row)


class SqlChecks(Rows):
    """Implements `bot.checkpoint.ports.Checks`."""

    async def add(self, new: Check) -> bool:
        """Keep a check; False when it is there already."""
        return await self._insert(check, [self._wall.values(check, new)]) == 1

    async def get(self, check_id: UUID) -> Check | None:
        """Answer one."""
        row = await self._one(select(check).where(check.c.id == check_id))
        return None if row is None else self._wall.entity(Check, check, row)

    async def valid_before(self, pass_id: UUID, at: datetime, since: datetime) -> tuple[Check, ServiceQr] | None:
        """Answer the newest VALID check of a pass from `since` to before `at`, not undone, and where it was."""
        valid = (check.c.pass_id == pass_id) & (check.c.verdict == Verdict.VALID) & _STANDS
        then = (check.c.checked_at >= since) & (check.c.checked_at < at)
        newest = _AT_QR.where(valid, then).order_by(check.c.checked_at.desc(), check.c.id).limit(1)
        row = await self._one(newest)
        return None if row is None else self._pair(row)

    async def undo(self, check_id: UUID, reason: str, now: datetime) -> bool:
        """Mark a check as made by mistake, once; False when it was undone before. Counts leave it out."""
        sealed = self._wall.seal(check.c.undo_reason, str(check_id), reason)
        undone = update(check).where(check.c.id == check_id, _STANDS).values(undone_at=now, undo_reason=sealed)
        return await self._changed(undone) == 1

    async def counts(self, shift_id: UUID) -> dict[Verdict, int]:
        """Count a shift's checks by verdict."""
        return await self._counts(check.c.shift_id == shift_id)

    async def of_live_code(self, live_code_id: UUID) -> tuple[Check, ServiceQr] | None:
        """Answer the check that used this code, and where."""
        used = _AT_QR.join(live_code, live_code.c.used_by_check_id == check.c.id)
        row = await self._one(used.where(live_code.c.id == live_code_id))
        return None if row is None else self._pair(row)

    async def counts_since(self, organisation_id: UUID, since: datetime) -> dict[Verdict, int]:
        """Count the organisation's checks by verdict."""
        return await self._counts(check.c.organisation_id == organisation_id, check.c.checked_at >= since)

    async def _counts(self, *found: ColumnElement[bool]) -> dict[Verdict, int]:
        query = select(check.c.verdict, func.count()).where(*found, _STANDS).group_by(check.c.verdict)
        return {row[0]: row[1] for row in (await self._connection.execute(query)).all()}

    def _pair(self, row: RowMapping) -> tuple[Check, ServiceQr]:
        return self._wall.entity(Check, check, row), self._wall.entity(ServiceQr, service_qr, row)
