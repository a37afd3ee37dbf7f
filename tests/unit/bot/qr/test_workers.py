import asyncio
import io
import multiprocessing
import signal
import time
from functools import partial

import pytest
from PIL import Image

from bot.qr import workers
from bot.qr.draw import draw_png
from bot.qr.scan import Scan, ScanStatus
from bot.qr.workers import Scanners


@pytest.fixture
async def scanners():
    before = set(multiprocessing.active_children())
    one = Scanners(workers=1, waiting=4, budget_seconds=1.0)
    yield one
    await one.close()
    assert set(multiprocessing.active_children()) <= before


async def asked(scanners, work):
    """Put a decoder that misbehaves in the place of the reader: the worker must be able to import it."""
    return await scanners.ask(work, Scan(ScanStatus.GAVE_UP), Scan(ScanStatus.UNAVAILABLE))


HANGS, CRASHES, HOARDS = (
    partial(time.sleep, 60),
    partial(signal.raise_signal, signal.SIGKILL),
    partial(bytearray, 2**30),
)


async def test_pictures_are_read_and_reread_in_a_worker(scanners):
    picture = draw_png("hello")
    assert await scanners.scan(picture) == Scan(ScanStatus.READ, ("hello",))
    assert await scanners.rereads(picture, {"hello", "hullo"}) == {"hello"}


async def test_the_loop_runs_on_while_a_picture_is_read(scanners):
    file = io.BytesIO()
    Image.effect_noise((3000, 2000), 80).save(file, "JPEG")
    pause, scanning = 0.0, asyncio.ensure_future(scanners.scan(file.getvalue()))
    while not scanning.done():
        before = time.monotonic()
        await asyncio.sleep(0.005)
        pause = max(pause, time.monotonic() - before)
    assert pause < 0.5


async def test_a_decoder_that_hangs_is_ended_and_the_next_picture_is_read(scanners, monkeypatch):
    monkeypatch.setattr(workers, "_GRACE_SECONDS", 0.5)
    started = time.monotonic()
    assert (await asked(scanners, HANGS)).status is ScanStatus.GAVE_UP
    assert time.monotonic() - started < 10
    assert (await scanners.scan(draw_png("next"))).texts == ("next",)


async def test_a_decoder_that_crashes_takes_only_its_worker_with_it(scanners):
    assert (await asked(scanners, CRASHES)).status is ScanStatus.GAVE_UP
    assert (await scanners.scan(draw_png("next"))).texts == ("next",)


async def test_a_decoder_that_hoards_memory_is_stopped(scanners):
    assert (await asked(scanners, HOARDS)).status is ScanStatus.GAVE_UP


async def test_one_picture_too_many_is_answered_at_once(scanners):
    picture = draw_png("hello")
    answers = await asyncio.gather(*(scanners.scan(picture) for _ in range(7)))
    assert [answer.status for answer in answers].count(ScanStatus.UNAVAILABLE) == 3
    assert (await scanners.scan(picture)).status is ScanStatus.READ


@pytest.mark.parametrize("pause", [0.0, 0.01, 0.5])
async def test_closing_answers_those_who_wait(scanners, pause):
    assert (await scanners.scan(draw_png("first"))).status is ScanStatus.READ
    waiting = [asyncio.ensure_future(asked(scanners, HANGS)) for _ in range(3)]
    await asyncio.sleep(pause)
    await scanners.close()
    for one in waiting:
        assert (await asyncio.wait_for(one, 10)).status is ScanStatus.UNAVAILABLE


async def test_who_stops_waiting_is_let_go(scanners):
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(asked(scanners, HANGS), 0.3)
    assert (await scanners.scan(draw_png("next"))).texts == ("next",)
