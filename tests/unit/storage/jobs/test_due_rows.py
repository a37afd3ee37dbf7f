"""Due rows: when a row that failed is tried again, and what never happens to the others meanwhile."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from bot.due_rows import LONGEST_DELAY, DueRow, DueRows, delay_after
from bot.errors import StateRefused, UnavailableError
from storage.inbox.queues import FailingRows

MINUTE = timedelta(minutes=1)
JOB = "sample_job"


class StaleRefused(StateRefused):
    """A refusal with facts, which nobody should find in the log or the database."""


class Rows:
    """Rows that are due until they are handled; those in `bad` fail."""

    def __init__(self, harness, *names, bad=(), error=None):
        self.error = error or ValueError("+380671112233")
        self.harness, self.handled, self.running, self.most_at_once = harness, [], 0, 0
        self.due = {UUID(int=number): name for number, name in enumerate(names, 1)}
        self.bad = set(bad)
        self.more = {}

    async def find(self, _, most):
        return [DueRow(row_id, self.harness.organisation.id) for row_id in self.due][:most]

    async def handle(self, row, _):
        self.running += 1
        self.most_at_once = max(self.most_at_once, self.running)
        try:
            await asyncio.sleep(0)
            if self.due[row.id] in self.bad:
                raise self.error
        finally:
            self.running -= 1
        self.handled.append(self.due.pop(row.id))
        return True

    async def run(self, now=None):
        rows = DueRows(JOB, self.harness.store.transaction, self.find, self.handle, **self.more)
        return await rows.handle_each(now or self.harness.now)

    async def failures(self):
        async with self.harness.store.reading() as tx:
            return {self.due.get(one.row_id): one for one in await tx.job_failures.of(JOB)}


def test_the_delay_doubles_from_a_minute_to_six_hours_and_stays_there():
    minutes = [delay_after(attempts) / MINUTE for attempts in range(1, 12)]
    assert minutes == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]
    assert delay_after(10**9) == LONGEST_DELAY


async def test_a_run_returns_how_many_rows_were_handled(harness):
    rows = Rows(harness, "a", "b", "c", bad="b")
    assert await rows.run() == 2
    assert rows.handled == ["a", "c"]
    assert await rows.run() == 0


async def test_rows_that_failed_take_no_place_of_those_behind_them(harness):
    rows = Rows(harness, *"abcdefgh", bad="abcde")
    rows.more = {"limit": 2}
    for _ in range(4):
        await rows.run()
    assert rows.handled == ["f", "g", "h"]


async def test_a_thousand_failing_rows_hold_up_no_new_row(harness):
    bad = [f"bad {number}" for number in range(1000)]
    rows = Rows(harness, *bad, bad=bad)
    await rows.run()
    assert len(await rows.failures()) == 1000
    rows.more = {"limit": 1}
    rows.due[UUID(int=5000)] = "good"
    assert await rows.run() == 1
    assert rows.handled == ["good"]


async def test_the_run_ends_when_what_is_needed_is_away_and_no_row_is_blamed(harness):
    rows = Rows(harness, "a", "b", "c", bad="b", error=UnavailableError("PostgreSQL is unavailable"))
    with pytest.raises(UnavailableError):
        await rows.run()
    assert rows.handled == ["a"]
    assert await rows.failures() == {}


async def test_a_record_names_the_error_and_holds_nothing_of_it(harness, logged):
    rows = Rows(harness, "a", bad="a")
    await rows.run()
    rows.error = StaleRefused(phone="+380671112233")
    rows.due[UUID(int=2)] = "b"
    rows.bad = {"b"}
    await rows.run()
    failures = await rows.failures()
    assert failures["a"].error == "ValueError"
    assert failures["b"].error == "refused-stale"
    assert failures["b"].organisation_id == harness.organisation.id
    levels = {one["row_id"]: (one["log_level"], "exc_info" in one) for one in logged}
    assert levels == {str(UUID(int=1)): ("error", True), str(UUID(int=2)): ("warning", False)}


async def test_a_success_removes_the_record_and_the_next_failure_is_the_first_again(harness):
    rows = Rows(harness, "a", bad="a")
    for attempts in (1, 2):
        await rows.run()
        assert (await rows.failures())["a"].attempts == attempts
        harness.now = (await rows.failures())["a"].next_try_at
    rows.bad = set()
    assert await rows.run() == 1
    assert await rows.failures() == {}
    rows.due[UUID(int=1)], rows.bad = "a", {"a"}
    await rows.run()
    failure = (await rows.failures())["a"]
    assert (failure.attempts, failure.first_failed_at) == (1, harness.now)


async def test_a_row_that_is_not_due_any_more_is_forgotten_before_its_next_try(harness):
    rows = Rows(harness, "a", "b", bad="ab")
    await rows.run()
    del rows.due[UUID(int=1)]
    await rows.run()
    assert list(await rows.failures()) == ["b"]


async def test_a_failing_row_behind_more_due_rows_than_one_run_takes_is_not_forgotten(harness):
    rows = Rows(harness, "a", bad="a")
    await rows.run()
    failure = (await rows.failures())["a"]
    rows.due = {UUID(int=number): str(number) for number in range(2, 6)} | rows.due
    rows.more = {"limit": 1}
    assert await rows.run() == 1
    assert await rows.failures() == {"a": failure}


async def test_a_row_can_be_tried_at_once(harness):
    rows = Rows(harness, "a", bad="a")
    await rows.run()
    rows.bad = set()
    async with harness.store.transaction() as tx:
        await tx.job_failures.retry_now([UUID(int=1), uuid4()])
    assert await rows.run() == 1


async def test_a_clock_that_was_set_back_holds_up_no_row(harness):
    rows = Rows(harness, "a", bad="a")
    await rows.run(harness.now + timedelta(days=1))
    rows.bad = set()
    assert await rows.run() == 1


async def test_one_failure_found_by_two_processes_counts_once(harness):
    rows = Rows(harness, "a", bad="a")
    await asyncio.gather(rows.run(), rows.run())
    failure = (await rows.failures())["a"]
    assert failure.attempts == 1
    async with harness.store.transaction() as tx:
        await tx.job_failures.record(replace(failure, error="Older"))
    assert (await rows.failures())["a"] == failure


async def test_what_follows_a_failure_may_fail_too(harness):
    rows = Rows(harness, "a", "b", "c", bad="ab")
    followed = []

    async def failed(tx, row, failure, now):
        followed.append((row.id.int, failure.attempts, now))
        raise KeyError(row.id)

    rows.more = {"failed": failed}
    assert await rows.run() == 1
    assert followed == [(1, 1, harness.now), (2, 1, harness.now)]
    assert set(await rows.failures()) == {"a", "b"}


async def test_rows_are_handled_one_by_one_unless_a_job_says_otherwise(harness):
    rows = Rows(harness, *"abcdef", bad="c")
    await rows.run()
    assert rows.most_at_once == 1
    rows = Rows(harness, *"abcdef", bad="c")
    rows.more = {"at_once": 3}
    assert await rows.run(harness.now + MINUTE) == 5
    assert rows.most_at_once == 3


async def test_a_run_that_is_cancelled_ends_and_blames_no_row(harness):
    rows = Rows(harness, "a", "b", bad="a", error=asyncio.CancelledError())
    with pytest.raises(asyncio.CancelledError):
        await rows.run()
    assert rows.handled == []
    assert await rows.failures() == {}


async def test_failing_rows_are_counted_by_job_and_error(harness):
    assert await harness.store.queues.failing() == []
    rows = Rows(harness, *"abc", bad="abc")
    await rows.run()
    harness.now += MINUTE
    rows.error = KeyError()
    del rows.due[UUID(int=3)]
    rows.due[UUID(int=4)] = "d"
    rows.bad.add("d")
    await rows.run()
    since = harness.now - MINUTE
    assert await harness.store.queues.failing() == [FailingRows(JOB, "KeyError", 3, since, 5, 2)]
