"""The log of checks."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, case, func, literal, select, tuple_, update

from bot.checkpoint.models import Check, LoggedCheck, ServiceQr, Severity, Verdict
from storage.repository import CHUNK, Rows, insert
from storage.tables import check, live_code, pass_, person, service_qr
from storage.tables.checkpoint import claims_document

_PASSED = [verdict for verdict in Verdict if verdict.severity is Severity.PASS]
_STANDS = check.c.undone_at.is_(None)
_AT_QR = select(check, service_qr).join(service_qr, service_qr.c.id == check.c.service_qr_id)

_GUARD, _HOLDER = person.alias("guard"), person.alias("pass_holder")
_TOLD = {
    "name": service_qr.c.name,
    "place": service_qr.c.place,
    "guard_name": _GUARD.c.name,
    "guard_role": _GUARD.c.role,
    "pass_type": pass_.c.type,
    "pass_number": pass_.c.number,
    "holder_name": _HOLDER.c.name,
}
_LOG = (
    select(check, *_TOLD.values())
    .join(service_qr, service_qr.c.id == check.c.service_qr_id)
    .join(_GUARD, _GUARD.c.id == check.c.guard_id)
    .join(pass_, pass_.c.id == check.c.pass_id, isouter=True)
    .join(_HOLDER, _HOLDER.c.id == pass_.c.holder_id, isouter=True)
)


def _between(organisation_id: UUID, since: datetime, until: datetime) -> ColumnElement[bool]:
    then = (check.c.checked_at >= since) & (check.c.checked_at < until)
    return (check.c.organisation_id == organisation_id) & then


class SqlChecks(Rows):
    """Implements `bot.checkpoint.ports.Checks`."""

    async def add(self, new: Check) -> bool:
        """Store a check; False when it exists already."""
        return await self._insert(check, [self._encryption.values(check, new)]) == 1

    async def claim(self, new: Check) -> bool:
        """Store the check of a document; False when another check of the organisation holds its number."""
        claimed = insert(self._connection.dialect.name, check).on_conflict_do_nothing(
            index_elements=[check.c.organisation_id, check.c.document_index], index_where=claims_document
        )
        return (await self._connection.execute(claimed, self._encryption.values(check, new))).rowcount == 1

    async def answer(self, check_id: UUID, verdict: Verdict) -> bool:
        """Set the verdict of an unanswered check of a document, once; False when it was set before."""
        waits = (check.c.id == check_id) & (check.c.verdict == Verdict.DOCUMENT_UNANSWERED)
        return await self._changed(update(check).where(waits).values(verdict=verdict)) == 1

    async def of_document(self, organisation_id: UUID, document_index: bytes) -> tuple[Check, ServiceQr] | None:
        """Return the check that holds the number of a document, and where it was."""
        holds = (check.c.organisation_id == organisation_id) & (check.c.document_index == document_index)
        row = await self._one(_AT_QR.where(holds, claims_document))
        return None if row is None else self._pair(row)

    async def get(self, check_id: UUID) -> Check | None:
        """Return one."""
        row = await self._one(select(check).where(check.c.id == check_id))
        return None if row is None else self._encryption.entity(Check, check, row)

    async def valid_before(self, pass_id: UUID, at: datetime, since: datetime) -> tuple[Check, ServiceQr] | None:
        """Return the newest check that found a pass valid, `since` to before `at`, not undone, and where it was."""
        valid = (check.c.pass_id == pass_id) & check.c.verdict.in_(_PASSED) & _STANDS
        then = (check.c.checked_at >= since) & (check.c.checked_at < at)
        newest = _AT_QR.where(valid, then).order_by(check.c.checked_at.desc(), check.c.id).limit(1)
        row = await self._one(newest)
        return None if row is None else self._pair(row)

    async def undo(self, check_id: UUID, reason: str, now: datetime) -> bool:
        """Mark a check as undone, once; False when it was undone before. Counts leave it out."""
        sealed = self._encryption.encrypt(check.c.undo_reason, str(check_id), reason)
        undone = update(check).where(check.c.id == check_id, _STANDS).values(undone_at=now, undo_reason=sealed)
        return await self._changed(undone) == 1

    async def counts(self, shift_id: UUID) -> dict[Verdict, int]:
        """Count a shift's checks by verdict."""
        return await self._counts(check.c.shift_id == shift_id)

    async def counts_of_pass(self, pass_id: UUID) -> dict[Verdict, int]:
        """Count a pass's checks by verdict."""
        return await self._counts(check.c.pass_id == pass_id)

    async def of_live_code(self, live_code_id: UUID) -> tuple[Check, ServiceQr] | None:
        """Return the check that used this code, and where it was."""
        used = _AT_QR.join(live_code, live_code.c.used_by_check_id == check.c.id)
        row = await self._one(used.where(live_code.c.id == live_code_id))
        return None if row is None else self._pair(row)

    async def by_hour(
        self, organisation_id: UUID, edges: Sequence[datetime], checkpoint: str | None
    ) -> list[dict[Verdict, int]]:
        """Count checks by verdict between each edge and the next, of all checkpoints or of those of one name."""
        found = _STANDS & _between(organisation_id, edges[0], edges[-1])
        if checkpoint is not None:
            found &= check.c.service_qr_id.in_(select(service_qr.c.id).where(service_qr.c.name == checkpoint))
        # Numbered by comparison with the edges: both databases can, and clocks that change need no arithmetic.
        hour = case(*((check.c.checked_at < edge, number) for number, edge in enumerate(edges[1:]))).label("hour")
        numbered = select(hour, check.c.verdict).where(found).subquery()
        query = select(numbered.c.hour, numbered.c.verdict, func.count()).group_by(numbered.c.hour, numbered.c.verdict)
        counted: list[dict[Verdict, int]] = [{} for _ in edges[1:]]
        for number, verdict, count in (await self._connection.execute(query)).all():
            counted[number][verdict] = count
        return counted

    async def checkpoints(self, organisation_id: UUID, since: datetime, until: datetime) -> list[ServiceQr]:
        """Return the checkpoints with checks, by name; of several service QR codes of one name, the newest."""
        there = select(check.c.service_qr_id).where(_between(organisation_id, since, until))
        query = select(service_qr).where(service_qr.c.id.in_(there)).order_by(service_qr.c.issued_at)
        named = {
            row[service_qr.c.name]: self._encryption.entity(ServiceQr, service_qr, row)
            for row in await self._all(query)
        }
        return [named[name] for name in sorted(named)]

    async def log(self, organisation_id: UUID, since: datetime) -> AsyncIterator[LoggedCheck]:
        """Iterate over the log from then on, oldest first, a chunk at a time."""
        order = (check.c.checked_at, check.c.id)
        theirs = check.c.organisation_id == organisation_id
        chunk = _LOG.where(theirs).order_by(*order).limit(CHUNK)
        rows = await self._all(chunk.where(check.c.checked_at >= since))
        while rows:
            for row in rows:
                told = {name: row[column] for name, column in _TOLD.items()}
                yield LoggedCheck(self._encryption.entity(Check, check, row), **told)
            last = tuple_(*(literal(rows[-1][column], column.type) for column in order))
            rows = await self._all(chunk.where(tuple_(*order) > last)) if len(rows) == CHUNK else []

    async def _counts(self, *found: ColumnElement[bool]) -> dict[Verdict, int]:
        query = select(check.c.verdict, func.count()).where(*found, _STANDS).group_by(check.c.verdict)
        return {row[0]: row[1] for row in (await self._connection.execute(query)).all()}

    def _pair(self, row: RowMapping) -> tuple[Check, ServiceQr]:
        return self._encryption.entity(Check, check, row), self._encryption.entity(ServiceQr, service_qr, row)
