"""Many files are renewed by the periodic job, in runs of the pace that is set, while its process is killed twice."""

import asyncio
import multiprocessing
import os
import signal
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Final
from uuid import uuid4

from pyhanko.pdf_utils.reader import PdfFileReader

from benchmarks.organisation import NOW, SampleOrganisation, database_url, sample_organisation
from benchmarks.proof.future import YEAR
from benchmarks.proof.time_pki import TimePki, time_pki
from benchmarks.signing import make_case
from bot.crypto.authority import Issued
from bot.crypto.encryption import Cipher, MasterKeys, mint_master_key
from bot.ledger.entries import Act
from bot.outgoing import Service
from bot.signing.archiving.archive_files import ArchiveFiles, FilesPerRun
from bot.signing.archiving.late_stamps import with_stamp
from bot.signing.models import Carrying, Class, Confirmation, Document, Order, SealLevel
from bot.signing.sealing.http_timestamps import HttpTimestamps
from bot.signing.sealing.seal import Archive, Parts
from bot.signing.sealing.sealed_pdf import seal_pdf
from bot.signing.sealing.timestamps import CallableTimeStamper
from bot.signing.verification.in_workers import verify
from bot.staff.models import Organisation
from bot.workers.pool import WorkerPool
from storage.engine import open_engine
from storage.transaction import Store

_PACE: Final = FilesPerRun(30)
_KILLED: Final = (1 / 3, 2 / 3)
"""After which parts of the time stamps the process is killed."""
_LATER: Final = timedelta(days=30)
_STAMPS_PER_FILE: Final = 2  # pyHanko asks for one beforehand, to know the authority's certificates
_CHUNK: Final = 100
_VERIFIED: Final = 50
"""Every so many files the last is verified."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the files are, and who stamps them: all that a process needs to renew them."""

    folder: Path
    master_key: str
    url: str
    root: bytes

    @property
    def stamping(self) -> Archive:
        return Archive(HttpTimestamps(self.url), SealLevel.B_LTA, (self.root,), Service(seconds=20))


def renewed(files: int) -> dict[str, float]:
    """Renew so many files and return how many were renewed exactly once."""
    with tempfile.TemporaryDirectory() as name, time_pki(Path(name), NOW, NOW + 2 * YEAR) as pki:
        place = _Place(Path(name), mint_master_key(), pki.url, pki.root)
        organisation = asyncio.run(_prepare(place, files))
        began, pki.now, pki.stamped = time.perf_counter(), NOW + _LATER, 0
        for part in _KILLED:
            _run(place, pki, until=int(part * files * _STAMPS_PER_FILE))
        _run(place, pki, until=None)
        seconds = time.perf_counter() - began
        once = asyncio.run(_renewed_once(place, organisation))
    return {"files": files, "killed": len(_KILLED), "exactly_once": once, "seconds": round(seconds)}


async def _prepare(place: _Place, files: int) -> Organisation:
    """Make an organisation and store documents whose finished files have one time stamp and are due for the next.

    The files differ in that time stamp alone: to seal each would take as long as to renew it.
    """
    async with sample_organisation(place.folder, 1, place.master_key) as sample:
        data = await asyncio.to_thread(_sealed, Issued(sample.organisation.ca_certificate, sample.keys.ca))
        for begin in range(0, files, _CHUNK):
            stamped = await asyncio.to_thread(_stamped, data, place, min(_CHUNK, files - begin))
            async with sample.store.transaction() as tx:
                for content in stamped:
                    await tx.blobs.put(sample.organisation.id, content, NOW)
                    await tx.documents.add(_document(sample, content))
        return sample.organisation


def _sealed(authority: Issued) -> bytes:
    case = make_case(1, 1, authority)
    return seal_pdf(Parts(case.original, case.drawn, case.dossier, case.records, case.seal, NOW), Carrying.PAGES)


def _stamped(data: bytes, place: _Place, files: int) -> list[bytes]:
    (seal,) = PdfFileReader(BytesIO(data)).embedded_regular_signatures
    stamper = CallableTimeStamper(place.stamping.tsa)
    return [asyncio.run(with_stamp(data, seal, stamper)) for _ in range(files)]


def _document(sample: SampleOrganisation, content: bytes) -> Document:
    author, digest = sample.people[0].person.id, sha256(content).hexdigest()
    return Document(
        id=uuid4(),
        organisation_id=sample.organisation.id,
        author_id=author,
        title="Order",
        class_=Class.SIGN,
        version=1,
        file_name="order.pdf",
        media_type="application/pdf",
        sha256=digest,
        size=len(content),
        order=Order.TOGETHER,
        confirmation=Confirmation.PIN,
        deadline_at=NOW,
        created_at=NOW,
        finished_sha256=digest,
        finished_at=NOW,
        seal_level=SealLevel.B_T,
        archive_at=NOW,
    )


def _run(place: _Place, pki: TimePki, until: int | None) -> None:
    """Renew files in a process of its own; kill it once there are so many time stamps, else let it end by itself."""
    process = multiprocessing.get_context("spawn").Process(target=_renew, args=(place,))
    process.start()
    while process.is_alive() and (until is None or pki.stamped < until):
        time.sleep(0.05)
    if until is not None and process.pid is not None:
        os.kill(process.pid, signal.SIGKILL)
    process.join()


def _renew(place: _Place) -> None:
    asyncio.run(_renew_all(place))


async def _renew_all(place: _Place) -> None:
    """Run the periodic job until nothing is due, without the minute between two runs."""
    store, workers = _store(place), WorkerPool()
    job = ArchiveFiles(store.transaction, workers, place.stamping, _PACE)
    try:
        while await job(now=NOW + _LATER):
            pass
    finally:
        await workers.close()
        await store.close()


def _store(place: _Place) -> Store:
    return Store(open_engine(database_url(place.folder)), Cipher(MasterKeys.parse(place.master_key)))


async def _renewed_once(place: _Place, organisation: Organisation) -> int:
    """Count the documents with one entry about their renewal and a file that has one more stamp."""
    store = _store(place)
    try:
        async with store.reading() as tx:
            entries = [one.audit_event async for one in tx.ledger.entries(organisation.id)]
            archived = Counter(one.subject_id for one in entries if one.act is Act.FILE_ARCHIVED)
            once = [one for one, times in archived.items() if times == 1 and one is not None]
            for subject_id in once[::_VERIFIED]:
                document = await tx.documents.get(organisation.id, subject_id)
                content = await tx.blobs.get(organisation.id, document.finished_sha256) if document else b""
                found = await asyncio.to_thread(verify, content, organisation.ca_certificate)
                if (found.answer, len(found.archive_timestamps)) != ("unchanged", 1):
                    raise RuntimeError("a file that was renewed does not verify")
            return len(once)
    finally:
        await store.close()
