"""Periodic jobs: never twice at a time, woken when something was done, stopped with nothing half done."""

import asyncio
import logging
from datetime import UTC, datetime, timedelta

import pytest
import structlog
from structlog.testing import capture_logs

from bot.errors import UnavailableError
from bot.jobs import OFTEN, PERIODIC, Job, Jobs, Periodic

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


def job(use_case, interval=OFTEN, name="work", *, woken=True):
    return Job(Periodic(name, type(use_case), interval, woken), use_case, lambda: NOW)


@pytest.fixture
async def started():
    """Start jobs that are stopped when the test ends."""
    running = []

    def start(*jobs):
        running.append(Jobs(jobs))
        running[-1].start()
        return running[-1]

    yield start
    for each in running:
        await each.stop(5)


async def until(condition, within=5):
    async with asyncio.timeout(within):
        while not condition():  # noqa: ASYNC110 - any condition
            await asyncio.sleep(0.01)


async def test_a_job_woken_while_it_runs_runs_once_more_and_never_beside_itself(started):
    work = Work(0.1)
    jobs = started(job(work))
    for _ in range(3):
        jobs.wake()
        await asyncio.sleep(0.02)
    await until(lambda: work.ended == 2)
    await asyncio.sleep(0.2)
    assert (work.began, work.ended, work.most) == (2, 2, 1)


async def test_a_job_that_left_something_undone_runs_again_at_once():
    left = [True, True, False, True]

    async def work(*, now):
        assert now == NOW
        return left.pop(0)

    await job(work).run()
    assert left == [True]


async def test_jobs_run_by_themselves_again_and_again(started, monkeypatch):
    monkeypatch.setattr("bot.jobs.OFTEN", timedelta(seconds=0.05))
    work = Work(0)
    started(job(work, timedelta(seconds=0.05)))
    await until(lambda: work.ended >= 3)


async def test_jobs_go_on_after_the_system_clock_was_set_back(started, monkeypatch):
    """A clock that was set back by an hour leaves each job waiting for a time more than an hour away."""
    monkeypatch.setattr("bot.jobs.OFTEN", timedelta(seconds=0.05))
    work = Work(0)
    jobs = started(job(work, timedelta(seconds=0.05)))
    await until(lambda: work.ended)
    jobs._scheduler.modify_job("work", next_run_time=datetime.now(UTC) + timedelta(hours=1))
    ended = work.ended
    await until(lambda: work.ended >= ended + 3)


async def test_a_job_that_finishes_no_documents_is_woken_only_when_the_time_has_jumped(started):
    finishing, other = Work(0), Work(0)
    jobs = started(job(finishing), job(other, name="other", woken=False))
    jobs.wake()
    await until(lambda: finishing.ended == 1)
    assert other.began == 0
    jobs.wake_all()
    await until(lambda: other.ended == 1)


async def test_a_failure_is_logged_and_the_job_runs_at_its_next_time(started):
    failures = [ValueError("no"), UnavailableError("the database is away")]
    ended = []

    async def work(*, now):
        if failures:
            raise failures.pop(0)
        ended.append(now)

    jobs = started(job(work))
    with capture_logs() as logged:
        for left in (1, 0):
            jobs.wake()
            await until(lambda left=left: len(failures) == left)
            await asyncio.sleep(0.01)
    jobs.wake()
    await until(lambda: ended == [NOW])
    assert [(one["log_level"], one["event"]) for one in logged] == [("error", "job failed"), ("debug", "job waits")]


async def test_a_job_does_not_log_under_the_update_that_woke_it(started):
    bound = []

    async def work(*, now):
        assert now == NOW
        bound.append(structlog.contextvars.get_contextvars())

    jobs = started(job(work))
    with structlog.contextvars.bound_contextvars(update_id=7):
        jobs.wake()
        await until(lambda: bound)
    assert bound == [{}]


async def test_what_is_under_way_ends_and_what_lasts_too_long_is_cut_off(caplog):
    quick, slow = Work(0.05), Work(60)
    caplog.set_level(logging.ERROR)
    for work in (quick, slow):
        jobs = Jobs([job(work)])
        jobs.start()
        jobs.wake()
        await until(lambda work=work: work.began)
        with capture_logs() as logged:
            await jobs.stop(0.5)
        jobs.wake()
        await asyncio.sleep(0.05)
    assert (quick.began, quick.ended) == (1, 1)
    assert (slow.began, slow.ended) == (1, 0)
    assert [one["event"] for one in logged] == ["job stopped by shutdown"]
    assert not caplog.records


async def test_a_job_that_always_leaves_something_undone_can_be_stopped():
    began = []

    async def work(*, now):
        began.append(now)
        await asyncio.sleep(0.01)
        return True

    jobs = Jobs([job(work)])
    jobs.start()
    jobs.wake()
    await until(lambda: len(began) > 2)
    async with asyncio.timeout(1):
        await jobs.stop(60)


async def test_jobs_that_never_started_can_be_stopped():
    jobs = Jobs([job(Work(0))])
    jobs.wake()
    await jobs.stop(5)


def test_every_job_has_a_name_of_its_own():
    assert len({one.name for one in PERIODIC}) == len(PERIODIC)
