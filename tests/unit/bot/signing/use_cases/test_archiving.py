"""Time stamps over finished files: no file waits for an authority, and what is added is added once."""

import asyncio
import hashlib
from datetime import timedelta
from io import BytesIO

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from benchmarks.proof.time_pki import time_pki
from bot.ledger.entries import Act
from bot.outgoing import Service
from bot.signing.archiving.archive_files import ArchiveFiles, FilesPerRun
from bot.signing.archiving.mark_files import CountFiles, MarkFiles
from bot.signing.finishing.finish_documents import FinishDocuments
from bot.signing.models import SealLevel
from bot.signing.sealing.http_timestamps import HttpTimestamps
from bot.signing.sealing.seal import Archive
from bot.signing.sheet.wording import SheetWording
from bot.signing.verification.find_finished import FindFinished
from bot.texts.words import Texts

LEVEL = SealLevel.B_LTA


@pytest.fixture
def pki(tmp_path, harness):
    with time_pki(tmp_path, harness.now, harness.now + timedelta(days=700)) as running:
        yield running


@pytest.fixture
def stamping(pki):
    return Archive(HttpTimestamps(pki.url), LEVEL, (pki.root,), Service(seconds=20))


@pytest.fixture
def archive(signing, harness, stamping):
    return ArchiveFiles(harness.open, signing.workers, stamping, FilesPerRun(10))


@pytest.fixture
def finished(signing, harness, stamping):
    """Send, sign and finish a document with the authority."""

    async def make():
        document = (await signing.send(harness.guard)).document
        await signing.sign(document, harness.guard)
        finish = FinishDocuments(
            harness.open, signing.workers, SheetWording(Texts()), signing.link_for, stamping=stamping
        )
        assert await finish(now=harness.now) == 1
        return await stored(harness, document)

    return make


async def stored(harness, document):
    async with harness.read() as tx:
        return await tx.documents.get(document.organisation_id, document.id)


async def test_a_file_is_archived_when_it_is_sealed_and_renewed_in_time(signing, harness, finished, archive, pki):
    document = await finished()
    assert document.seal_level is LEVEL
    first = await signing.content(document)
    assert len((await signing.check(first)).verification.archive_timestamps) == 1
    assert await archive(now=document.archive_at - timedelta(seconds=1)) == 0
    pki.now = document.archive_at
    assert await archive(now=document.archive_at) == 1
    renewed = await stored(harness, document)
    second = await signing.content(renewed)
    assert second.startswith(first)
    assert renewed.archive_at > document.archive_at
    assert len((await signing.check(second)).verification.archive_timestamps) == 2
    (entry,) = await harness.entries(Act.FILE_ARCHIVED)
    hashes = [hashlib.sha256(data).hexdigest() for data in (first, second)]
    assert [entry.facts["was_sha256"], entry.facts["finished_sha256"]] == hashes
    find = FindFinished(harness.read)
    assert [(await find(one)).earlier for one in hashes] == [True, False]
    async with harness.read() as tx:
        compared = await tx.ledger_rows.compare(document.organisation_id)
    assert document.id not in {fault.id for fault in compared.faults}


async def test_no_file_waits_for_an_authority(signing, harness, finished, archive, pki):
    pki.away = True
    document = await finished()
    assert (document.seal_level, document.archive_at) == (SealLevel.B_B, harness.now)
    content = await signing.content(document)
    assert (await signing.check(content)).verification.answer == "unchanged"
    assert await archive(now=harness.now) == 0
    assert (await stored(harness, document)).finished_sha256 == document.finished_sha256
    pki.away = False
    assert await archive(now=harness.now + timedelta(minutes=2)) == 1
    later = await stored(harness, document)
    assert later.seal_level is LEVEL
    stamped = await signing.content(later)
    (seal,) = PdfFileReader(BytesIO(content)).embedded_regular_signatures
    room = slice(int(seal.byte_range[1]), int(seal.byte_range[2]))
    assert content[: room.start] == stamped[: room.start]
    assert stamped[room.stop :].startswith(content[room.stop :])
    found = (await signing.check(stamped)).verification
    assert (found.answer, found.timestamp.at, len(found.archive_timestamps)) == ("unchanged", pki.now, 1)


async def test_two_processes_add_one_stamp(signing, harness, finished, archive, pki):
    pki.away = True
    document = await finished()
    pki.away = False
    done = await asyncio.gather(archive(now=harness.now), archive(now=harness.now))
    assert sum(done) == 1
    content = await signing.content(await stored(harness, document))
    assert len((await signing.check(content)).verification.archive_timestamps) == 1
    assert len(await harness.entries(Act.FILE_ARCHIVED)) == 1


async def test_old_files_are_counted_marked_and_archived(signing, harness, archive):
    document = (await signing.send(harness.guard)).document
    await signing.sign(document, harness.guard)
    await signing.finish()
    count = CountFiles(harness.read)
    assert (await stored(harness, document)).seal_level is SealLevel.B_B
    assert await count(LEVEL, now=harness.now) == (1, 0)
    assert await archive(now=harness.now) == 0
    assert await MarkFiles(harness.open)(LEVEL, now=harness.now) == 1
    assert await count(LEVEL, now=harness.now) == (1, 1)
    assert await archive(now=harness.now) == 1
    assert await count(LEVEL, now=harness.now) == (0, 0)
