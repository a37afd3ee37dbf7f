"""Packs everything of a document into one bundle: files, records, certificates, how to check them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from bot.crypto.certificates import pem
from bot.errors import StateRefused
from bot.ids import EventId
from bot.signing.boards.bundle import MEBIBYTE, Entry, pack, safe_name
from bot.signing.boards.export_sheet import record_export
from bot.signing.finishing.finish_documents import containers_of, finished_name
from bot.signing.models import Document, Request, Signature
from bot.signing.ports import LinkToSheet, OpenSigning, ReadSigning, SigningTransaction
from bot.signing.records.plain import to_plain
from bot.signing.records.record import SignedRecord, Subject, container_name, parse_record
from bot.signing.requests.request_details import load_document
from bot.signing.sheet.in_workers import draw_sheet
from bot.signing.sheet.listing import sheet_of
from bot.signing.sheet.sheet import Sheet
from bot.signing.sheet.wording import SheetWording
from bot.staff.access import present
from bot.staff.models import Speaker
from bot.workers.pool import Priority, Work, WorkerPool

_MOST_TOGETHER = 150 * MEBIBYTE
"""Limit of originals and finished files in one bundle: packing holds them in memory several times."""


@dataclass(frozen=True, slots=True)
class Bundled:
    """The bundle: one ZIP file, or several where one would be too large to be sent."""

    document: Document
    parts: tuple[bytes, ...]


class BundleTooLargeRefused(StateRefused):
    """The files together are too large. Facts: megabytes (the limit)."""


@dataclass(frozen=True, slots=True)
class _Papers:
    document: Document
    requests: Sequence[Request]
    signatures: Sequence[Signature]
    sheet: Sheet
    files: Sequence[Entry]
    containers: Mapping[str, bytes]
    ledger_head: str


@dataclass(frozen=True, slots=True)
class BundleDocument:
    """For managers. Recorded in the ledger, because the records contain phone numbers and Telegram ids."""

    read: ReadSigning
    open: OpenSigning
    workers: WorkerPool
    words: SheetWording
    link_for: LinkToSheet

    async def __call__(
        self, speaker: Speaker, document_id: UUID, readme: str, *, event_id: EventId, now: datetime
    ) -> Bundled:
        """Return the bundle with `readme` as its README.txt; NotAllowedRefused."""
        async with self.read() as tx:
            speaker = await present(tx, speaker)
            papers = await self._gather(tx, speaker, document_id, now)
        words = self.words.interim(speaker.organisation.language, len(papers.sheet.signed), papers.sheet.total)
        sheet = await self.workers.run(Work.DOCUMENT, Priority.PERSON, draw_sheet, papers.sheet, words)
        always = [Entry("README.txt", readme.replace("\n", "\r\n").encode("utf-8-sig")), *_certificates(speaker)]
        entries = [Entry("sheet.pdf", sheet), *papers.files, *_records(papers.signatures, papers.containers)]
        about = _about(speaker, papers, now)
        parts = await self.workers.run(Work.DOCUMENT, Priority.PERSON, pack, always, entries, about, now)
        await record_export(self.open, speaker, papers.document, "zip", event_id=event_id, now=now)
        return Bundled(papers.document, tuple(parts))

    async def _gather(self, tx: SigningTransaction, speaker: Speaker, document_id: UUID, now: datetime) -> _Papers:
        organisation = speaker.organisation
        document = await load_document(tx, speaker, document_id)
        requests = await tx.requests.of_document(document_id)
        signatures = await tx.signatures.of_document(document_id)
        qr = self.link_for(organisation, document_id)
        _, head = await tx.ledger.tip(organisation.id)
        return _Papers(
            document,
            requests,
            signatures,
            sheet=await sheet_of(tx, organisation, document, requests, signatures, qr, now),
            files=await _files(tx, document, requests),
            containers=await containers_of(tx, signatures),
            ledger_head=head,
        )


def _certificates(speaker: Speaker) -> Iterator[Entry]:
    yield Entry("certificates/organisation.pem", pem(speaker.organisation.ca_certificate))
    yield Entry("certificates/seal.pem", pem(speaker.organisation.seal_certificate))


async def _files(tx: SigningTransaction, document: Document, requests: Sequence[Request]) -> list[Entry]:
    """Return the originals and the finished files: of one document, or of every copy of a series."""
    ids = dict.fromkeys([document.id, *(request.document_id for request in requests)])
    found = [await tx.documents.get(document.organisation_id, document_id) for document_id in ids]
    documents = [one for one in found if one is not None]
    if sum(2 * one.size for one in documents) > _MOST_TOGETHER:
        raise BundleTooLargeRefused(megabytes=_MOST_TOGETHER // MEBIBYTE)
    files: dict[str, bytes] = {}
    for one in documents:
        mark = "" if one.id == document.id else f"{one.id.hex[:8]} "
        original = f"original/{mark}{safe_name(one.file_name, 'document')}"
        files[original] = await tx.blobs.get(one.organisation_id, one.sha256)
        if one.finished_sha256:
            finished = f"finished/{mark}{safe_name(finished_name(one), 'document-signed.pdf')}"
            files[finished] = await tx.blobs.get(one.organisation_id, one.finished_sha256)
    return [Entry(path, content) for path, content in files.items()]


def _records(signatures: Sequence[Signature], containers: Mapping[str, bytes]) -> Iterator[Entry]:
    """Yield three files for each signature, as OpenSSL takes them: signed bytes, signature, certificate.

    A passkey signs other bytes: these are a file too, and so is the client data, which names the record. A qualified
    signature is a file as it came.
    """
    for one in signatures:
        yield Entry(f"records/{one.id}.json", one.record_json)
        yield Entry(f"records/{one.id}.sig", one.signature)
        yield Entry(f"records/{one.id}.pem", pem(one.certificate))
        if assertion := SignedRecord.of(one).assertion:
            yield Entry(f"records/{one.id}.client.json", assertion.client_data_json)
            yield Entry(f"records/{one.id}.passkey", assertion.signed_bytes)
        if said := parse_record(one.record_json).container:
            yield Entry(f"qualified/{container_name(one.id, said.format)}", containers[said.sha256])


def _about(speaker: Speaker, papers: _Papers, now: datetime) -> dict[str, Any]:
    organisation, document = speaker.organisation, papers.document
    return {
        "organisation": {"id": str(organisation.id), "name": organisation.name},
        "document": to_plain(Subject.of(document)),
        "sent_at": to_plain(document.created_at),
        "deadline_at": to_plain(document.deadline_at),
        "finished_at": to_plain(document.finished_at),
        "voided_at": to_plain(document.voided_at),
        "accepted_warning": document.accepted_warning,
        "made_at": to_plain(now),
        "ledger_head": papers.ledger_head,
        "expected": papers.sheet.total,
        "signed": len(papers.signatures),
        "requests": [_request(request) for request in papers.requests],
    }


def _request(request: Request) -> dict[str, Any]:
    told = ("id", "person_id", "place", "sent_at", "delivered_at", "opened_at", "settled_at", "instead_of_id")
    return {"state": request.state.value, **{name: to_plain(getattr(request, name)) for name in told}}
