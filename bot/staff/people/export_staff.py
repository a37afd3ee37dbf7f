"""Exports the staff list as a workbook, with the links of people who are not registered."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.spreadsheet import SheetColumn, SheetFrame, Value, write_sheet
from bot.staff.access import present_manager
from bot.staff.invitations.invite_person import invite_all
from bot.staff.models import Role, Speaker, Status
from bot.staff.people.people import Listed
from bot.staff.ports import OpenStaff, StaffTransaction
from bot.staff.registration.links import Links
from bot.workers.pool import Priority, Work, WorkerPool


@dataclass(frozen=True, slots=True)
class ExportLabels:
    """The texts of the workbook: title, warning, ten column labels, statuses, roles."""

    title: str
    remark: str
    columns: tuple[str, ...]
    statuses: Mapping[Status, str]
    roles: Mapping[Role, str]


@dataclass(frozen=True, slots=True)
class StaffExport:
    """The workbook (XLSX), how many people are in it, and how many of them with a link."""

    content: bytes
    people: int
    links: int


WIDTHS = (14, 34, 26, 22, 16, 18, 28, 16, 18, 80)


@dataclass(frozen=True, slots=True)
class ExportStaff:
    """A manager exports everyone who was not erased. People who are neither registered nor invited get a link now."""

    open: OpenStaff
    links: Links
    workers: WorkerPool

    async def __call__(
        self, speaker: Speaker, labels: ExportLabels, *, event_id: EventId, now: datetime
    ) -> StaffExport:
        """Return the workbook; NotAllowedRefused."""
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            everyone = tx.people.everyone(speaker.organisation.id, now)
            listed = [one async for one in everyone if one.status is not Status.ERASED]
            links = await invite_all(tx, self.links, speaker, listed, event_id=event_id, now=now)
            listed = [_as_invited(one) if one.person.id in links else one for one in listed]
            await self._record(tx, speaker, len(listed), len(links), event_id, now)
        frame = SheetFrame(labels.title, speaker.organisation.time_zone, labels.remark)
        columns = [SheetColumn(label, width) for label, width in zip(labels.columns, WIDTHS, strict=True)]
        rows = list(rows_of(listed, links, labels))
        content = await self.workers.run(Work.SPREADSHEET, Priority.PERSON, write_sheet, frame, columns, rows)
        return StaffExport(content, len(listed), len(links))

    async def _record(
        self, tx: StaffTransaction, speaker: Speaker, people: int, links: int, event_id: EventId, now: datetime
    ) -> None:
        organisation_id = speaker.organisation.id
        facts: dict[str, str | int] = {"people": people, "links": links}
        await tx.ledger.append(
            AuditEvent(organisation_id, Act.STAFF_EXPORTED, event_id, now, speaker.person.id, organisation_id, facts)
        )


def rows_of(listed: Sequence[Listed], links: Mapping[UUID, str], labels: ExportLabels) -> Iterator[Sequence[Value]]:
    """Yield a row for each person."""
    for one in listed:
        person = one.person
        yield (
            person.personnel_number,
            person.name,
            person.position,
            person.department,
            labels.roles[person.role],
            person.phone,
            person.email,
            labels.statuses[one.status],
            one.account.phone if one.account else None,
            links.get(person.id),
        )


def _as_invited(one: Listed) -> Listed:
    return replace(one, status=Status.INVITED) if one.status is Status.NOT_INVITED else one
