"""Pictures are read in worker processes; whatever a picture does to its process, there is an answer."""

import signal
import time

import pytest

from bot.qr.draw import draw_png
from bot.qr.scan import Scan, ScanStatus
from bot.qr.scanner import CodeScanner
from bot.workers.pool import Limits, Work, WorkerPool

TROUBLES = {"hangs": (time.sleep, 60), "crashes": (signal.raise_signal, signal.SIGSEGV), "swells": (bytearray, 2**40)}


class Troubled:
    """Worker processes in which a decoder misbehaves."""

    def __init__(self, workers, trouble):
        self.workers, self.trouble = workers, TROUBLES[trouble]

    async def run(self, kind, priority, *_, **__):
        return await self.workers.run(kind, priority, *self.trouble)


@pytest.fixture(scope="module")
async def hasty():
    pool = WorkerPool(limits=Limits({Work.PICTURE: 1.5}))
    yield pool
    await pool.close()


async def test_pictures_are_read_and_reread_in_a_worker(workers):
    scanner, picture = CodeScanner(workers), draw_png("hello")
    assert await scanner.scan(picture) == Scan(ScanStatus.READ, ("hello",))
    assert await scanner.rereads(picture, {"hello", "hullo"}) == {"hello"}


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_a_picture_that_ends_its_process_is_given_up_and_the_next_is_read(workers, hasty, trouble):
    scanner = CodeScanner(Troubled(hasty, trouble))
    assert (await scanner.scan(b"picture")).status is ScanStatus.GAVE_UP
    assert await scanner.rereads(b"picture", {"text"}) == frozenset()
    assert (await CodeScanner(workers).scan(draw_png("next"))).texts == ("next",)


async def test_an_unavailable_reader_is_reported():
    closed = WorkerPool()
    await closed.close()
    scanner = CodeScanner(closed)
    assert (await scanner.scan(b"picture")).status is ScanStatus.UNAVAILABLE
    assert await scanner.rereads(b"picture", {"text"}) == frozenset()
