"""Finishes documents whose requests are all final: draws the sheet, attaches the records, seals, verifies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePath
from uuid import UUID

import structlog

from bot.due_rows import DueRow, DueRows, JobFailure, error_name
from bot.errors import Refused
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.signing.archiving.in_workers import archive
from bot.signing.finishing.in_workers import finish
from bot.signing.finishing.report_failure import FINISH_DOCUMENTS, report_failure
from bot.signing.marks.marks import Marks
from bot.signing.models import Carrying, Document, MarkPlace, Request, RequestState, SealLevel, Signature
from bot.signing.notices import DocumentFinished
from bot.signing.notify import notify_about
from bot.signing.ports import LinkToSheet, OpenSigning, SigningTransaction
from bot.signing.records.manifest import Dossier
from bot.signing.records.record import Party, SignedRecord, Subject
from bot.signing.sealing.seal import Archive, AskTime, Parts, RevisionUnsoundError, Seal, TimestampUnavailableRefused
from bot.signing.sheet.in_workers import draw_sheet
from bot.signing.sheet.listing import sheet_of
from bot.signing.sheet.sheet import Sheet, SheetWords
from bot.signing.sheet.wording import SheetWording
from bot.staff.models import Organisation
from bot.staff.revocation.revocations import newest_lists
from bot.workers.errors import WorkFailed
from bot.workers.pool import Priority, Work, WorkerPool

log = structlog.get_logger(__name__)

_MOST_IN_A_RUN = 20
"""A file takes seconds: the next run gets a new `now`."""


@dataclass(frozen=True, slots=True)
class Papers:
    """Everything that a finished file is made of."""

    organisation: Organisation
    original: bytes
    carrying: Carrying
    sheet: Sheet
    dossier: Dossier
    records: tuple[SignedRecord, ...]
    containers: Mapping[str, bytes]
    seal: Seal
    signers: tuple[UUID, ...]
    document: Document


@dataclass(frozen=True, slots=True)
class Sealed:
    """A finished file, the level that it reached, and when it needs a document time stamp."""

    content: bytes
    level: SealLevel
    archive_at: datetime | None


@dataclass(frozen=True, slots=True)
class FinishDocuments:
    """Periodic job, run after each signature too. Where two processes finish the same document, one file is kept.

    `stamping` has each finished file stamped, where there is an authority, and lets it outlive its certificates. A file
    does not wait for an authority that does not answer: it is sealed without, says so, and `ArchiveFiles` adds a stamp.
    """

    open: OpenSigning
    workers: WorkerPool
    words: SheetWording
    link_for: LinkToSheet
    stamping: Archive | None = None

    async def __call__(self, *, now: datetime) -> int:
        """Finish every complete document and return how many there were."""
        return await DueRows(
            job=FINISH_DOCUMENTS,
            open=self.open,
            find=lambda tx, most: tx.documents.unfinished(most),
            handle_one=self._finish,
            failed=_failed,
            limit=_MOST_IN_A_RUN,
        ).handle_each(now)

    async def _finish(self, row: DueRow, now: datetime) -> bool:
        async with self.open() as tx:
            document = await tx.documents.get(row.organisation_id, row.id)
            if document is None or document.ended:
                return False
            papers = await self._gather(tx, document, now)
        sealed = await self._seal(papers, now)
        async with self.open() as tx:
            await tx.documents.lock(document.id)
            sha256 = await tx.blobs.put(document.organisation_id, sealed.content, now)
            if await _changed(tx, document, papers):
                return False
            if not await tx.documents.finish(document.id, sha256, now, sealed.level, sealed.archive_at):
                return False
            await _record_finished(tx, document, papers, sha256, now)
        return True

    async def _seal(self, papers: Papers, now: datetime) -> Sealed:
        """Seal the file at the highest level that is possible now."""
        if self.stamping is None:
            return Sealed(await self._seal_with(papers, None, now), SealLevel.B_B, None)
        try:
            content = await self._seal_with(papers, self.stamping.tsa, now)
        except TimestampUnavailableRefused:
            return Sealed(await self._seal_with(papers, None, now), SealLevel.B_B, now)
        if self.stamping.level is SealLevel.B_T:
            return Sealed(content, SealLevel.B_T, None)
        return await self._archived(content, papers.seal, self.stamping, now)

    async def _archived(self, content: bytes, seal: Seal, to: Archive, now: datetime) -> Sealed:
        public = replace(seal, private=b"")
        try:
            archived = await self.workers.run(Work.DOCUMENT, Priority.BACKGROUND, archive, content, public, to, now)
        except (Refused, WorkFailed, RevisionUnsoundError) as error:
            log.warning("file not archived yet", error=error_name(error))
            return Sealed(content, SealLevel.B_T, now)
        return Sealed(archived.content, SealLevel.B_LTA, archived.renew_at)

    async def _seal_with(self, papers: Papers, tsa: AskTime | None, now: datetime) -> bytes:
        words = self.words(papers.organisation.language, len(papers.records), papers.dossier.expected)
        words = self.words.unstamped(words) if self.stamping and not tsa else words
        sheet = await self.workers.run(Work.DOCUMENT, Priority.BACKGROUND, draw_sheet, papers.sheet, words)
        marks = _marks(papers, words)
        made_of = (papers.original, sheet, papers.dossier, papers.records, papers.seal, now, tsa, marks)
        parts = Parts(*made_of, papers.containers)
        return await self.workers.run(Work.DOCUMENT, Priority.BACKGROUND, finish, parts, papers.carrying)

    async def _gather(self, tx: SigningTransaction, document: Document, now: datetime) -> Papers:
        organisation = await tx.organisations.get(document.organisation_id)
        seal = await tx.organisations.seal_key(organisation.id)
        requests = await tx.requests.of_document(document.id)
        signatures = await tx.signatures.of_document(document.id)
        lists = await newest_lists(tx, organisation.id)
        qr = self.link_for(organisation, document.id)
        _, head = await tx.ledger.tip(organisation.id)
        return Papers(
            organisation=organisation,
            original=await tx.blobs.get(organisation.id, document.sha256),
            carrying=document.carrying,
            sheet=await sheet_of(tx, organisation, document, requests, signatures, qr, now),
            dossier=_dossier(organisation, document, requests, head),
            records=tuple(map(SignedRecord.of, signatures)),
            containers=await containers_of(tx, signatures),
            seal=Seal(seal, organisation.seal_certificate, (organisation.ca_certificate,), lists),
            signers=tuple(signature.person_id for signature in signatures),
            document=document,
        )


async def containers_of(tx: SigningTransaction, signatures: Sequence[Signature]) -> Mapping[str, bytes]:
    """Return the files in which the qualified signatures among these came, by SHA-256 (hex)."""
    named = {one.container_sha256: one.organisation_id for one in signatures if one.container_sha256}
    return {sha256: await tx.blobs.get(organisation_id, sha256) for sha256, organisation_id in named.items()}


async def _failed(tx: SigningTransaction, row: DueRow, failure: JobFailure, now: datetime) -> None:
    document = await tx.documents.get(row.organisation_id, row.id)
    if document is not None:
        await report_failure(tx, document, failure, now)


async def _changed(tx: SigningTransaction, document: Document, papers: Papers) -> bool:
    """Return whether a manager has voided the document, or added somebody, while it was being sealed."""
    current, tally = await tx.documents.get(document.organisation_id, document.id), await tx.requests.tally(document.id)
    return current is None or current.voided_at is not None or {tally.total, tally.final} != {papers.dossier.expected}


def _marks(papers: Papers, words: SheetWords) -> Marks | None:
    """Return the marks on the pages; none where nobody signed, or none are wanted."""
    document = papers.document
    if not papers.records or not (document.margin_marks or document.mark is not MarkPlace.NONE):
        return None
    lines = (words.mark, papers.organisation.name, document.fingerprint)
    return Marks(lines, papers.sheet.qr, document.margin_marks, document.mark)


def _dossier(organisation: Organisation, document: Document, requests: Sequence[Request], head: str) -> Dossier:
    counted = [request for request in requests if request.state is not RequestState.DELEGATED]
    declined = sum(request.state is RequestState.DECLINED for request in counted)
    party = Party(organisation.id, organisation.name)
    return Dossier(party, Subject.of(document), expected=len(counted), declined=declined, ledger_head=head)


async def _record_finished(
    tx: SigningTransaction, document: Document, papers: Papers, sha256: str, now: datetime
) -> None:
    event_id = EventId(f"job:{document.id}:finished")
    signed, total = len(papers.records), papers.dossier.expected
    content = DocumentFinished(document.title, sha256, finished_name(document), signed, total)
    # The author of a series is notified once, when all its copies are finished.
    author = [] if document.series_id else [document.author_id]
    people = [*author, *papers.signers]
    await notify_about(tx, document, content, people, event_id=event_id, now=now)
    facts: dict[str, str | int] = {
        "sha256": document.sha256,
        "finished_sha256": sha256,
        "signed": signed,
        "total": total,
    }
    audit_event = AuditEvent(document.organisation_id, Act.DOCUMENT_FINISHED, event_id, now, None, document.id, facts)
    await tx.ledger.append(audit_event)
    await tx.documents.mark_board_stale(document.id, now)


def finished_name(document: Document) -> str:
    """Return the name of the finished file, after that of the original."""
    return f"{PurePath(document.file_name).stem or 'document'}-signed.pdf"
