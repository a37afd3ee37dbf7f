"""The log of checks."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, func, select, update

from bot.checkpoint.checks import Check, ServiceQr, Verdict
from storage.rows import Rows
from storage.tables import check, live_code, service_qr

_STANDS = check.c.undone_at.is_(None)
_AT_QR = select(check, service_qr).join(service_qr, service_qr.c.id == check.c.service_qr_id)


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
