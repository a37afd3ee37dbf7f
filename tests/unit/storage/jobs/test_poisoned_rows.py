"""One row that always fails holds up none of the others, whatever the job and wherever the row stands."""

import asyncio
from datetime import timedelta

import pytest

from bot.due_rows import delay_after

MINUTE = timedelta(minutes=1)


async def runs_out(case, harness, now):
    """Run the job until it finds nothing more to do at this time; answer in how many runs it did something."""
    runs = 0
    while await case.run(harness, now):
        runs += 1
    return runs


async def failure_of(case):
    async with case.open() as tx:
        (failure,) = await tx.job_failures.of(case.job)
    assert failure.row_id == case.bad
    return failure


@pytest.mark.parametrize("number", [30, pytest.param(1000, marks=[pytest.mark.long, pytest.mark.timeout(900)])])
async def test_every_good_row_is_handled_and_the_bad_one_when_it_is_repaired(harness, case, number, logged):
    case = case(harness, number)
    await case.make()
    await case.spoiled.spoil()
    await runs_out(case, harness, harness.now)
    good = await case.handled()
    assert len(good) == len(set(good)) == number
    assert case.bad not in good

    now = harness.now
    for attempts in range(1, 6):
        failure = await failure_of(case)
        assert (failure.attempts, failure.first_failed_at) == (attempts, harness.now)
        assert failure.next_try_at == now + delay_after(attempts)
        await case.run(harness, failure.next_try_at - timedelta(seconds=1))
        assert await failure_of(case) == failure
        now = failure.next_try_at
        if attempts < 5:
            await case.run(harness, now)

    assert {(one["event"], one["job"], one["row_id"]) for one in logged} == {("row failed", case.job, str(case.bad))}
    await case.spoiled.repair()
    await case.run(harness, now)
    handled = await case.handled()
    assert len(handled) == number + 1
    assert set(handled) == {*good, case.bad}
    async with case.open() as tx:
        assert await tx.job_failures.of(case.job) == []


async def test_two_processes_handle_each_good_row_once(harness, neighbour, case):
    case = case(harness, 30)
    await case.make()
    await case.spoiled.spoil()
    await asyncio.gather(*(runs_out(case, process, harness.now) for process in (harness, neighbour)))
    good = await case.handled()
    assert len(good) == len(set(good)) == 30
    assert (await failure_of(case)).attempts == 1
