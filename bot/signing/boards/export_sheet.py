"""Exports the sheet of a document at any time, as a workbook or a PDF."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.signing.models import Document, Request, Signature, Standing
from bot.signing.ports import LinkToSheet, OpenSigning, ReadSigning
from bot.signing.requests.request_details import load_document
from bot.signing.sheet.in_workers import draw_sheet
from bot.signing.sheet.listing import first_of, sheet_of
from bot.signing.sheet.wording import SheetWording
from bot.spreadsheet import SheetColumn, SheetFrame, Value, write_sheet
from bot.staff.access import present, present_manager
from bot.staff.models import Person, Speaker
from bot.workers.pool import Priority, Work, WorkerPool


@dataclass(frozen=True, slots=True)
class SheetLabels:
    """Labels of the workbook: the remark above it, one for each of `WIDTHS`, one for each state."""

    remark: str
    columns: tuple[str, ...]
    states: Mapping[Standing, str]


@dataclass(frozen=True, slots=True)
class ExportedSheet:
    """A document's sheet: the bytes of a PDF or a workbook."""

    document: Document
    content: bytes


WIDTHS = (6, 14, 34, 26, 22, 34, 22, 18, 18, 18, 18, 40, 38)


@dataclass(frozen=True, slots=True)
class ExportSheet:
    """The workbook: a row for each request, also those that were handed on. Recorded in the ledger."""

    read: ReadSigning
    open: OpenSigning
    workers: WorkerPool

    async def __call__(
        self, speaker: Speaker, document_id: UUID, labels: SheetLabels, *, event_id: EventId, now: datetime
    ) -> ExportedSheet:
        """Return the workbook; NotAllowedRefused."""
        async with self.read() as tx:
            speaker = await present(tx, speaker)
            document = await load_document(tx, speaker, document_id)
            requests = await tx.requests.of_document(document_id)
            signatures = await tx.signatures.of_document(document_id)
            people = {one.person_id: await tx.people.get(one.organisation_id, one.person_id) for one in requests}
        frame = SheetFrame(document.title, speaker.organisation.time_zone, labels.remark)
        columns = [SheetColumn(label, width) for label, width in zip(labels.columns, WIDTHS, strict=True)]
        rows = list(_rows(document, requests, signatures, people, labels))
        content = await self.workers.run(Work.SPREADSHEET, Priority.PERSON, write_sheet, frame, columns, rows)
        await record_export(self.open, speaker, document, "xlsx", event_id=event_id, now=now)
        return ExportedSheet(document, content)


@dataclass(frozen=True, slots=True)
class DrawSheet:
    """The PDF, as in the finished file but without records and seal; it says so. Recorded in the ledger."""

    read: ReadSigning
    open: OpenSigning
    workers: WorkerPool
    words: SheetWording
    link_for: LinkToSheet

    async def __call__(self, speaker: Speaker, document_id: UUID, *, event_id: EventId, now: datetime) -> ExportedSheet:
        """Return the PDF; NotAllowedRefused."""
        async with self.read() as tx:
            speaker = await present(tx, speaker)
            document = await load_document(tx, speaker, document_id)
            requests = await tx.requests.of_document(document_id)
            signatures = await tx.signatures.of_document(document_id)
            qr = self.link_for(speaker.organisation, document_id)
            sheet = await sheet_of(tx, speaker.organisation, document, requests, signatures, qr, now)
        words = self.words.interim(speaker.organisation.language, len(sheet.signed), sheet.total)
        content = await self.workers.run(Work.DOCUMENT, Priority.PERSON, draw_sheet, sheet, words)
        await record_export(self.open, speaker, document, "pdf", event_id=event_id, now=now)
        return ExportedSheet(document, content)


async def record_export(
    open_: OpenSigning, speaker: Speaker, document: Document, form: str, *, event_id: EventId, now: datetime
) -> None:
    """Record in the ledger that a document's sheet or records were exported, and in which form."""
    facts: dict[str, str | int] = {"sha256": document.sha256, "form": form}
    audit_event = AuditEvent(
        document.organisation_id, Act.DOCUMENT_EXPORTED, event_id, now, speaker.person.id, document.id, facts
    )
    async with open_() as tx:
        await present_manager(tx, speaker)
        await tx.ledger.append(audit_event)


def _rows(
    document: Document,
    requests: Sequence[Request],
    signatures: Sequence[Signature],
    people: Mapping[UUID, Person | None],
    labels: SheetLabels,
) -> Iterator[Sequence[Value]]:
    by_id = {request.id: request for request in requests}
    signed = {signature.request_id: signature for signature in signatures}
    for number, request in enumerate(requests, 1):
        first = first_of(by_id, request)
        instead_of = people[first.person_id] if first else None
        yield (
            number,
            *_who(people[request.person_id]),
            instead_of.name if instead_of else None,
            labels.states[Standing.of(document, request)],
            request.sent_at,
            request.delivered_at,
            request.opened_at,
            request.settled_at,
            request.decline_reason,
            str(signed[request.id].id) if request.id in signed else None,
        )


def _who(person: Person | None) -> tuple[Value, ...]:
    if person is None:
        return (None,) * 4
    return person.personnel_number, person.name, person.position, person.department
