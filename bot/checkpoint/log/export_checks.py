"""Exports the log of checks as a workbook: time, place, guard, what was shown, and the verdict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.checkpoint.models import LoggedCheck, Verdict
from bot.checkpoint.ports import OpenCheckpoint
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.spreadsheet import SheetColumn, SheetFrame, Value, write_sheet
from bot.staff.access import present_manager
from bot.staff.models import Role, Speaker
from bot.texts.days import begin_of
from bot.workers.pool import Priority, Work, WorkerPool

PERIODS = (1, 7, 30, 0)
"""The periods that can be exported, in days including today; 0 stands for everything stored."""
WIDTHS = (18, 24, 34, 24, 18, 14, 34, 34, 14, 18, 40, 18, 24)


@dataclass(frozen=True, slots=True)
class LogLabels:
    """The texts of the workbook: title, remark, thirteen column labels, verdicts, pass types, the word for a guest."""

    title: str
    remark: str
    columns: tuple[str, ...]
    verdicts: Mapping[Verdict, str]
    types: Mapping[str, str]
    guest: str


@dataclass(frozen=True, slots=True)
class ChecksExport:
    """The workbook (XLSX) and the number of checks in it."""

    content: bytes
    checks: int


@dataclass(frozen=True, slots=True)
class ExportChecks:
    """Exports the log of checks. Undone checks are included and marked; photos are never stored."""

    open: OpenCheckpoint
    workers: WorkerPool

    async def __call__(
        self, speaker: Speaker, labels: LogLabels, days: int, *, event_id: EventId, now: datetime
    ) -> ChecksExport:
        """Return the workbook of the last `days` (one of `PERIODS`), oldest first; NotAllowedRefused."""
        organisation = speaker.organisation
        since = since_of(days, organisation.time_zone, now)
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            rows = [_row(one, labels) async for one in tx.checks.log(organisation.id, since)]
            facts: dict[str, str | int] = {"checks": len(rows), "since": since.isoformat()}
            audit_event = AuditEvent(
                organisation.id, Act.CHECKS_EXPORTED, event_id, now, speaker.person.id, organisation.id, facts
            )
            await tx.ledger.append(audit_event)
        frame = SheetFrame(labels.title, organisation.time_zone, labels.remark)
        columns = [SheetColumn(label, width) for label, width in zip(labels.columns, WIDTHS, strict=True)]
        content = await self.workers.run(Work.SPREADSHEET, Priority.PERSON, write_sheet, frame, columns, rows)
        return ChecksExport(content, len(rows))


def since_of(days: int, time_zone: str, now: datetime) -> datetime:
    """Return the beginning of a period of so many days, including today; with 0, the beginning of time."""
    if days <= 0:
        return datetime(1970, 1, 1, tzinfo=UTC)
    zone = ZoneInfo(time_zone)
    return begin_of(now.astimezone(zone).date() - timedelta(days=days - 1), zone)


def _row(one: LoggedCheck, labels: LogLabels) -> Sequence[Value]:
    check = one.check
    guard = f"{one.guard_name} ({labels.guest})" if one.guard_role is Role.GUEST else one.guard_name
    return (
        check.checked_at,
        one.name,
        one.place,
        labels.verdicts[check.verdict],
        labels.types.get(one.pass_type or "", one.pass_type),
        one.pass_number,
        one.holder_name,
        guard,
        str(check.id)[:8],
        check.undone_at,
        check.undo_reason,
        check.arrived_at,
        labels.verdicts[check.judged] if check.judged else None,
    )
