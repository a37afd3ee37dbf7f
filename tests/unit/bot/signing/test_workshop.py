import asyncio
import os
import threading
import time
from functools import partial

import pytest

from bot.crypto.keys import PinCost, WrongPin
from bot.signing import bench as bench_module
from bot.signing.bench import Bench, JobTooHard
from bot.signing.documents.files import FileTooHardRefused, PdfDamagedRefused
from bot.signing.records.manifest import Carrying, Dossier
from bot.signing.verification import Integrity
from bot.signing.workshop import Limits, Workshop

CHEAP = PinCost(memory_kib=64, passes=1, lanes=1)


@pytest.fixture(scope="module")
async def workshop():
    shop = Workshop(Limits(seconds=20))
    yield shop
    await shop.close()


@pytest.fixture
async def hasty():
    shop = Workshop(Limits(seconds=1.5, memory_mib=700))
    yield shop
    await shop.close()


async def test_a_document_goes_through_the_workshop_from_upload_to_verification(workshop, office, pdf, words, now):
    assert (await workshop.check_pdf(pdf)).carrying is Carrying.PAGES
    subject = office.subject(pdf)
    sheet = await workshop.draw_sheet(office.sheet(subject), words)
    dossier = Dossier(office.party, subject, 2, 0)
    finished = await workshop.finish(pdf, sheet, dossier, office.signs(subject), office.seal, now)
    assert finished.startswith(pdf)
    assert (await workshop.verify(finished, office.ca.certificate)).integrity is Integrity.UNCHANGED


async def test_a_refusal_comes_through_with_its_kind(workshop):
    with pytest.raises(PdfDamagedRefused):
        await workshop.check_pdf(b"%PDF-1.7 and no more")


async def test_a_mistake_of_the_caller_comes_through_as_one(workshop, office, pdf, draw, now):
    dossier = Dossier(office.party, office.subject(draw(1)), 2, 0)
    with pytest.raises(ValueError, match="other bytes"):
        await workshop.finish(pdf, b"", dossier, [], office.seal, now)


@pytest.mark.parametrize(
    ("job", "argument"), [(time.sleep, 60), (os._exit, 1), (bytearray, 1 << 40)], ids=["hangs", "dies", "swells"]
)
async def test_a_file_that_hangs_dies_or_swells_is_too_hard_and_the_next_is_not(hasty, pdf, job, argument):
    await hasty.check_pdf(pdf)
    began = time.monotonic()
    with pytest.raises(FileTooHardRefused):
        await hasty._done(job, argument)
    assert time.monotonic() - began < 10
    assert (await hasty.check_pdf(pdf)).pages == 3


def test_a_process_killed_in_the_middle_of_an_answer_leaves_the_bench_usable():
    bench = Bench(memory_mib=900)
    try:
        assert bench.do(len, ("abc",), 20) == 3
        killer = threading.Timer(0.02, bench.kill)
        killer.start()
        with pytest.raises(JobTooHard):
            bench.do(_answers_for_long, (), 20)
        killer.join()
        assert bench.do(len, ("abcd",), 20) == 4
    finally:
        bench.close()


_answers_for_long = partial(sum, range(10**9))


def test_a_bench_replaces_its_process_after_many_jobs(monkeypatch):
    monkeypatch.setattr(bench_module, "_JOBS_A_PROCESS", 2)
    bench = Bench(memory_mib=900)
    try:
        processes = [bench.do(os.getpid, (), 20) for _ in range(4)]
    finally:
        bench.close()
    assert processes[0] == processes[1] != processes[2] == processes[3]


async def test_who_stops_waiting_frees_the_place_at_once(hasty, pdf):
    await asyncio.gather(hasty.check_pdf(pdf), hasty.check_pdf(pdf))
    waiting = [asyncio.create_task(hasty._done(time.sleep, 60)) for _ in range(2)]
    await asyncio.sleep(0.1)
    began = time.monotonic()
    for one in waiting:
        one.cancel()
    assert all(
        isinstance(one, asyncio.CancelledError) for one in await asyncio.gather(*waiting, return_exceptions=True)
    )
    assert time.monotonic() - began < 1.3, "sooner than the hanging jobs would have run out of time"
    assert (await hasty.check_pdf(pdf)).pages == 3


async def test_a_batch_of_hanging_files_keeps_nobody_with_one_file_waiting(hasty, pdf):
    await asyncio.gather(hasty.check_pdf(pdf), hasty.check_pdf(pdf))

    async def occupy():
        async with hasty._batch_places:
            await hasty._done(time.sleep, 60)

    batch = [asyncio.create_task(occupy()) for _ in range(3)]
    await asyncio.sleep(0.1)
    began = time.monotonic()
    await hasty.check_pdf(pdf)
    assert time.monotonic() - began < 1
    for one in batch:
        one.cancel()
    await asyncio.gather(*batch, return_exceptions=True)


async def test_the_loop_runs_on_while_files_are_worked_on(workshop, office, pdf, now):
    await workshop.check_pdf(pdf)
    subject = office.subject(pdf)
    work = asyncio.gather(
        *(workshop.check_pdf(pdf) for _ in range(20)), *(workshop.lock(b"k", "1", bytes(32)) for _ in range(4))
    )
    gaps = []
    while not work.done():
        began = time.monotonic()
        await asyncio.sleep(0)
        gaps.append(time.monotonic() - began)
        await asyncio.sleep(0.001)
    await work
    assert subject.size == len(pdf)
    assert max(gaps) < 0.25


async def test_a_key_is_locked_and_unlocked_off_the_loop(workshop):
    envelope = await workshop.lock(b"key", "482913", bytes(32), CHEAP)
    assert await workshop.unlock(envelope, "482913", bytes(32)) == b"key"
    with pytest.raises(WrongPin):
        await workshop.unlock(envelope, "482914", bytes(32))


async def test_a_workshop_that_was_never_used_closes_at_once():
    await Workshop().close()
