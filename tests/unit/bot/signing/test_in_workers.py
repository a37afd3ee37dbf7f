"""Functions of signing in worker processes: arguments and results can be pickled."""

import asyncio
import time

import pytest

from bot.signing.boards.bundle import Entry, pack
from bot.signing.finishing.in_workers import finish, fits_pages
from bot.signing.models import Carrying
from bot.signing.personal_texts.in_workers import draw_copies
from bot.signing.personal_texts.text import Field, Setup
from bot.signing.records.manifest import Dossier
from bot.signing.sealing.files import PdfDamagedRefused
from bot.signing.sealing.in_workers import check_pdf
from bot.signing.sealing.seal import Parts
from bot.signing.sheet.in_workers import draw_sheet
from bot.signing.verification.findings import Integrity
from bot.signing.verification.in_workers import verify
from bot.workers.pool import Priority, Work


@pytest.fixture
def run(workers):
    async def run_in_worker(function, *args):
        return await workers.run(Work.DOCUMENT, Priority.PERSON, function, *args)

    return run_in_worker


async def test_a_document_goes_through_the_workers_from_upload_to_verification(run, office, pdf, words, now):
    assert (await run(check_pdf, pdf)).carrying is Carrying.PAGES
    subject = office.subject(pdf)
    sheet = await run(draw_sheet, office.sheet(subject), words)
    dossier = Dossier(office.party, subject, 2, 0)
    assert await run(fits_pages, pdf)
    parts = Parts(pdf, sheet, dossier, office.signs(subject), office.seal, now)
    finished = await run(finish, parts, Carrying.PAGES)
    assert finished.startswith(pdf)
    assert (await run(verify, finished, office.ca.certificate)).integrity is Integrity.UNCHANGED


async def test_copies_are_drawn_and_bundles_packed(run, now):
    values = [dict.fromkeys(Field, name) for name in ("Ганна", "Борис")]
    copies = await run(draw_copies, "{name} ознайомлений.", Setup("Наказ", "uk", now), values)
    assert [copy[:5] for copy in copies] == [b"%PDF-"] * 2
    (bundle,) = await run(pack, [Entry("README.txt", b"how")], [Entry("a.pdf", copies[0])], {"a": 1}, now)
    assert bundle.startswith(b"PK")


async def test_a_refusal_keeps_its_class(run):
    with pytest.raises(PdfDamagedRefused):
        await run(check_pdf, b"%PDF-1.7 and no more")


async def test_a_mistake_of_the_caller_is_a_value_error(run, office, pdf, draw, now):
    dossier = Dossier(office.party, office.subject(draw(1)), 2, 0)
    with pytest.raises(ValueError, match="other bytes"):
        await run(finish, Parts(pdf, b"", dossier, [], office.seal, now), Carrying.PAGES)


async def test_the_event_loop_is_not_blocked_while_files_are_processed(run, pdf):
    await run(check_pdf, pdf)
    work = asyncio.gather(*(run(check_pdf, pdf) for _ in range(20)))
    gaps = []
    while not work.done():
        began = time.monotonic()
        await asyncio.sleep(0)
        gaps.append(time.monotonic() - began)
        await asyncio.sleep(0.001)
    await work
    assert max(gaps) < 0.25
