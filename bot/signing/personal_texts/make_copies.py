"""Makes the personal copies of a series: draws each person's PDF, and opens their request for it.

A request of a series waits until its copy is drawn; then the copy becomes a document of its own, with its own bytes,
and the request is for that document. A crash leaves complete copies and requests that still wait.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePath
from typing import Final
from uuid import UUID

from bot.due_rows import DueRow, DueRows, JobFailure
from bot.ids import EventId, derived_id
from bot.ledger.entries import Act, AuditEvent
from bot.signing.finishing.report_failure import MAKE_COPIES, report_failure
from bot.signing.models import Carrying, Document, Request, RequestState
from bot.signing.personal_texts.filling import values_of
from bot.signing.personal_texts.in_workers import draw_copies
from bot.signing.personal_texts.text import Setup, Values
from bot.signing.ports import OpenSigning, SigningTransaction
from bot.signing.requests.open_requests import open_requests
from bot.signing.sealing.files import PDF
from bot.staff.models import Person
from bot.workers.pool import Priority, Work, WorkerPool

_MOST_IN_A_RUN: Final = 200
"""Copies drawn in one run; the next run gets a new `now`."""
_LONGEST_NAME: Final = 100


@dataclass(frozen=True, slots=True)
class _CopyJob:
    """A copy to be drawn: of which series, for which request and person, with which values."""

    series: Document
    request: Request
    person: Person
    text: str
    setup: Setup
    values: Values


@dataclass(frozen=True, slots=True)
class MakeCopies:
    """Periodic job. Where two processes make the same copy, one is kept."""

    open: OpenSigning
    workers: WorkerPool

    async def __call__(self, *, now: datetime) -> int:
        """Make the copies that are missing and return how many there were."""
        return await DueRows(
            job=MAKE_COPIES,
            open=self.open,
            find=lambda tx, most: tx.requests.uncopied(most),
            handle_one=self._copy,
            failed=_failed,
            limit=_MOST_IN_A_RUN,
        ).handle_each(now)

    async def _copy(self, row: DueRow, now: datetime) -> bool:
        async with self.open() as tx:
            copy = await _load(tx, row, now)
        if copy is None:
            return False
        drawing = (copy.text, copy.setup, [copy.values])
        (content,) = await self.workers.run(Work.DOCUMENT, Priority.BACKGROUND, draw_copies, *drawing)
        async with self.open() as tx:
            return await _add_copy(tx, copy, content, now)


async def _failed(tx: SigningTransaction, row: DueRow, failure: JobFailure, now: datetime) -> None:
    request = await tx.requests.get(row.organisation_id, row.id)
    series = await tx.documents.get(row.organisation_id, request.document_id) if request else None
    if series is not None:
        await report_failure(tx, series, failure, now)


async def _load(tx: SigningTransaction, row: DueRow, now: datetime) -> _CopyJob | None:
    request = await tx.requests.get(row.organisation_id, row.id)
    if request is None or request.state is not RequestState.WAITING:
        return None
    series = await tx.documents.get(row.organisation_id, request.document_id)
    person = await tx.people.get(row.organisation_id, request.person_id)
    if series is None or person is None:
        return None
    organisation = await tx.organisations.get(row.organisation_id)
    author = await tx.people.get(row.organisation_id, series.author_id)
    written_by, until = author.name if author else "", series.deadline_at
    values = values_of(person, organisation, title=series.title, author=written_by, deadline_at=until, now=now)
    text = (await tx.blobs.get(row.organisation_id, series.sha256)).decode()
    return _CopyJob(series, request, person, text, Setup(series.title, organisation.language, now), values)


async def _add_copy(tx: SigningTransaction, drawn: _CopyJob, content: bytes, now: datetime) -> bool:
    series_id, request = drawn.series.id, drawn.request
    # Locks the series' row, so that voiding it waits and then finds every copy.
    await tx.documents.mark_board_stale(series_id, now)
    series = await tx.documents.get(request.organisation_id, series_id)
    event_id = EventId(f"job:{request.id}:copy")
    copy_id = derived_id(event_id, "document")
    if series is None or series.voided_at is not None:
        return False
    if not await tx.requests.give_copy(request.id, series_id, copy_id, now):
        return False
    sha256 = await tx.blobs.put(series.organisation_id, content, now)
    copy = _document(series, drawn.person, copy_id, sha256, len(content), now)
    await tx.documents.add(copy)
    await tx.ledger.append(_audit_event(copy, event_id, now))
    given = replace(request, document_id=copy_id, state=RequestState.OPEN, sent_at=now)
    await open_requests(tx, copy, [given], event_id=event_id, now=now)
    return True


def _document(series: Document, person: Person, copy_id: UUID, sha256: str, size: int, now: datetime) -> Document:
    name = f"{PurePath(series.file_name).stem} - {person.name}".replace("/", "-")[:_LONGEST_NAME]
    return replace(
        series,
        id=copy_id,
        file_name=f"{name}.pdf",
        media_type=PDF,
        sha256=sha256,
        size=size,
        created_at=now,
        carrying=Carrying.PAGES,
    )


def _audit_event(copy: Document, event_id: EventId, now: datetime) -> AuditEvent:
    facts: dict[str, str | int] = {
        "sha256": copy.sha256,
        "class": copy.class_.value,
        "version": copy.version,
        "series_id": str(copy.series_id),
        "recipients": 1,
    }
    return AuditEvent(copy.organisation_id, Act.DOCUMENT_SENT, event_id, now, copy.author_id, copy.id, facts)
