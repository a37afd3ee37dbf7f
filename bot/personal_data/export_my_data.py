"""Exports what is kept about a person, for that person: every row, signatures, signed documents, photos."""

import json
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any
from uuid import UUID

from bot.crypto.certificates import pem
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.personal_data.packing import Packing
from bot.personal_data.ports import OpenPersonal, PersonalTransaction, ReadPersonal
from bot.signing.boards.bundle import Entry, safe_name
from bot.signing.finishing.finish_documents import finished_name
from bot.signing.models import Document, Signature
from bot.signing.records.record import SignedRecord, encode, file_name
from bot.staff.access import present_or_former
from bot.staff.models import Speaker
from bot.staff.terms.versions import Terms


@dataclass(frozen=True, slots=True)
class MyData:
    """ZIP files to be sent, and how much is in them all."""

    parts: tuple[IO[bytes], ...]
    rows: int
    documents: int
    photos: int


@dataclass(frozen=True, slots=True)
class _Gathered:
    """Everything that goes into the files; documents and photos as their path and SHA-256."""

    rows: Mapping[str, Sequence[Mapping[str, Any]]]
    signatures: Sequence[Signature]
    terms: Sequence[Terms]
    documents: Mapping[str, str]
    photos: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ExportMyData:
    """Exports a speaker's own data, also after they have left."""

    open: OpenPersonal
    read: ReadPersonal
    packing: Packing

    @asynccontextmanager
    async def __call__(
        self, speaker: Speaker, about: str, *, event_id: EventId, now: datetime
    ) -> AsyncIterator[MyData]:
        """Open the files while they are being sent; `about` (plain text) explains them and is put into each."""
        async with self.open() as tx:
            speaker = await present_or_former(tx, speaker)
            person = speaker.person
            audit_event = AuditEvent(person.organisation_id, Act.DATA_EXPORTED, event_id, now, person.id, person.id, {})
            await tx.ledger.append(audit_event)
        async with self.read() as tx:
            gathered = await _gather(tx, speaker)
        readme = Entry("README.txt", about.replace("\n", "\r\n").encode("utf-8-sig"))
        async with self.packing(readme, self._entries(speaker, gathered), now) as parts:
            rows = sum(map(len, gathered.rows.values()))
            yield MyData(parts, rows, len(gathered.documents), len(gathered.photos))

    async def _entries(self, speaker: Speaker, gathered: _Gathered) -> AsyncIterator[Entry]:
        for entry in _written(speaker, gathered):
            yield entry
        for path, sha256 in {**gathered.photos, **gathered.documents}.items():
            async with self.read() as tx:
                content = await tx.blobs.get(speaker.organisation.id, sha256)
            yield Entry(path, content)


async def _gather(tx: PersonalTransaction, speaker: Speaker) -> _Gathered:
    organisation_id, person_id = speaker.organisation.id, speaker.person.id
    rows = await tx.personal.about(organisation_id, person_id)
    found = [await tx.signatures.of_request(UUID(row["request_id"])) for row in rows.get("signature", ())]
    signatures = [one for one in found if one]
    signed = [await tx.documents.get(organisation_id, one.document_id) for one in signatures]
    faces = {row["sha256"] for row in rows.get("photo", ())}
    faces |= {row["photo_sha256"] for row in rows.get("pass", ()) if row["holder_id"] == str(person_id)} - {None}
    return _Gathered(
        rows,
        signatures,
        await tx.terms.all(organisation_id),
        documents=dict(_file(one) for one in signed if one),
        photos={f"photos/{sha256}.jpg": sha256 for sha256 in sorted(faces)},
    )


def _file(document: Document) -> tuple[str, str]:
    """Return the path and SHA-256 of a document: the finished file, or the original until it is finished."""
    if document.finished_sha256:
        name, sha256 = finished_name(document), document.finished_sha256
    else:
        name, sha256 = document.file_name, document.sha256
    return f"documents/{document.id.hex[:8]} {safe_name(name, 'document')}", sha256


def _written(speaker: Speaker, gathered: _Gathered) -> Iterator[Entry]:
    for table, rows in sorted(gathered.rows.items()):
        yield Entry(f"{table}.json", _json(rows))
    if gathered.terms:
        yield Entry("terms.json", _json(_terms_history(gathered.terms)))
    yield Entry("certificates/mine.pem", pem(speaker.account.certificate))
    yield Entry("certificates/organisation.pem", pem(speaker.organisation.ca_certificate))
    for one in gathered.signatures:
        yield Entry(f"signatures/{file_name(one.id)}", encode(SignedRecord.of(one)))


def _json(values: object) -> bytes:
    return json.dumps(values, ensure_ascii=False, indent=2).encode()


def _terms_history(terms: Sequence[Terms]) -> list[dict[str, object]]:
    """Return every version of the organisation's own terms, so that those the person agreed to can be read."""
    return [
        {"kind": one.kind, "version": one.version, "texts": one.texts, "set_at": one.set_at.isoformat()}
        for one in terms
    ]
