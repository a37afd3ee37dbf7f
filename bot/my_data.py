"""What the house knows about a person, for that person: every row, their signatures, their photos, as one ZIP.

It stands above the rooms, because rows about a person are in each of them.
"""

import asyncio
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from bot.crypto.certificates import pem
from bot.dismissal import WholeTransaction
from bot.ids import Cause
from bot.ledger.entries import Act, Deed
from bot.signing.documents import Signature
from bot.signing.record import SignedRecord, encode, file_name
from bot.staff.people import Speaker
from bot.staff.terms import Terms


class Personal(Protocol):
    """Finds what is kept about a person."""

    async def about(self, organisation_id: UUID, person_id: UUID) -> dict[str, list[dict[str, Any]]]:
        """Answer every row about a person, by table; values are JSON's. The ledger's entries come under `ledger`."""
        ...


class PersonalTransaction(WholeTransaction, Protocol):
    """A transaction over every room that finds what is kept about a person."""

    @property
    def personal(self) -> Personal:
        """What is kept about people."""
        ...


class OpenPersonal(Protocol):
    """Opens a transaction: committed when the block ends, rolled back when it raises."""

    def __call__(self) -> AbstractAsyncContextManager[PersonalTransaction]:
        """Open one."""
        ...


@dataclass(frozen=True, slots=True)
class MyData:
    """A ZIP, how many rows are told in it, and how many photos."""

    content: bytes
    rows: int
    photos: int


@dataclass(frozen=True, slots=True)
class _Gathered:
    """Everything that goes into the file."""

    rows: Mapping[str, Sequence[Mapping[str, Any]]]
    signatures: Sequence[Signature]
    photos: Mapping[str, bytes]
    terms: Sequence[Terms]


@dataclass(frozen=True, slots=True)
class ExportMyData:
    """For everyone, about themselves alone. Files that one signed are listed with their hashes, and not packed."""

    open: OpenPersonal
    read: OpenPersonal

    async def __call__(self, speaker: Speaker, about: str, *, cause: Cause, now: datetime) -> MyData:
        """Answer the file; `about` (plain text) explains it and is the first thing in it."""
        async with self.open() as tx:
            person = speaker.person
            deed = Deed(person.organisation_id, Act.DATA_EXPORTED, cause, now, person.id, person.id, {})
            await tx.ledger.append(deed)
        async with self.read() as tx:
            gathered = await _gather(tx, speaker)
        content = await asyncio.to_thread(_pack, gathered, speaker.account.certificate, about)
        return MyData(content, sum(map(len, gathered.rows.values())), len(gathered.photos))


async def _gather(tx: PersonalTransaction, speaker: Speaker) -> _Gathered:
    organisation_id, person_id = speaker.organisation.id, speaker.person.id
    rows = await tx.personal.about(organisation_id, person_id)
    signatures = [await tx.signatures.of_request(UUID(row["request_id"])) for row in rows.get("signature", ())]
    faces = {row["sha256"] for row in rows.get("photo", ())}
    faces |= {row["photo_sha256"] for row in rows.get("pass", ()) if row["holder_id"] == str(person_id)} - {None}
    photos = {sha256: await tx.blobs.get(organisation_id, sha256) for sha256 in sorted(faces)}
    return _Gathered(rows, [one for one in signatures if one], photos, await tx.terms.all(organisation_id))


def _pack(gathered: _Gathered, certificate: bytes, about: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("README.txt", about)
        for table, rows in sorted(gathered.rows.items()):
            packed.writestr(f"{table}.json", json.dumps(rows, ensure_ascii=False, indent=2))
        if gathered.terms:
            packed.writestr("terms.json", json.dumps(_told(gathered.terms), ensure_ascii=False, indent=2))
        packed.writestr("certificate.pem", pem(certificate))
        for one in gathered.signatures:
            record = SignedRecord(one.record_json, one.signature, one.certificate)
            packed.writestr(f"signatures/{file_name(one.id)}", encode(record))
        for sha256, photo in gathered.photos.items():
            packed.writestr(f"photos/{sha256}.jpg", photo)
    return file.getvalue()


def _told(terms: Sequence[Terms]) -> list[dict[str, object]]:
    """Tell the organisation's own words, so that the versions one agreed to can be read."""
    return [
        {"kind": one.kind, "version": one.version, "texts": one.texts, "set_at": one.set_at.isoformat()}
        for one in terms
    ]
