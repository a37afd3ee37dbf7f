"""Bells: never twice at a time, and stopped in their own time."""

import asyncio
from datetime import UTC, datetime

from bot.wiring.bells import Bell, Bells

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


class Work:
    """Takes a moment; counts how often it began, ended, and ran beside itself."""

    def __init__(self, seconds):
        self.seconds, self.began, self.ended, self.most = seconds, 0, 0, 0

    async def __call__(self, *, now):
        assert now == NOW
        self.began += 1
        self.most = max(self.most, self.began - self.ended)
        await asyncio.sleep(self.seconds)
        self.ended += 1


def bells(work, every=3600.0):
    return Bells([Bell("work", work, lambda: NOW)], every)


async def test_a_ring_that_comes_meanwhile_is_remembered_and_never_runs_beside():
    work = Work(0.02)
    rung = bells(work)
    for _ in range(3):
        rung.nudge()
        await asyncio.sleep(0.001)
    await rung.stop(5)
    assert (work.began, work.ended, work.most) == (2, 2, 1)


async def test_what_has_left_something_undone_is_rung_again_at_once():
    left = [True, True, False, True]

    async def work(*, now):
        assert now == NOW
        return left.pop(0)

    await Bell("work", work, lambda: NOW).ring()
    assert left == [True]


async def test_bells_ring_by_themselves():
    work = Work(0)
    rung = bells(work, every=0.05)
    rung.start()
    await asyncio.sleep(0.5)
    await rung.stop(5)
    assert work.ended >= 2


async def test_what_is_under_way_ends_and_what_lasts_too_long_is_cut_off():
    quick, slow = Work(0.05), Work(60)
    for work in (quick, slow):
        rung = bells(work)
        rung.nudge()
        await asyncio.sleep(0.01)
        await rung.stop(0.5)
        rung.nudge()
    assert (quick.began, quick.ended) == (1, 1)
    assert (slow.began, slow.ended) == (1, 0)
