"""The pool of worker processes: what a task may take, what happens when one fails, and who goes first."""

import asyncio
import gc
import multiprocessing
import os
import signal
import time
import traceback
import weakref
from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from bot.signing.sealing.files import FileEmptyRefused
from bot.staff.roster import RosterTooManyRowsRefused
from bot.workers import worker
from bot.workers.errors import WorkerDied, WorkersUnavailableError, WorkFailed, WorkOutOfMemory, WorkTimedOut
from bot.workers.pool import Limits, Priority, Work, WorkerPool

SECONDS = 1.5
"""What a task has that is timed: a picture. All others have time enough for a busy machine."""
QUICK = Limits(
    {**dict.fromkeys(Work, 60), Work.PICTURE: SECONDS}, stranger_seconds=1, memory_mib=400, stranger_memory_mib=200
)
MIB = 1 << 20
HANGS_IN_C = (sum, range(10**13))
SWELLS = (exec, "kept = []\nwhile True: kept.append(bytearray(1 << 20))")


@asynccontextmanager
async def pool_of(workers=2, limits=QUICK):
    pool = WorkerPool(workers, limits)
    try:
        yield pool
    finally:
        await pool.close()


@pytest.fixture(scope="module")
async def pool():
    async with pool_of() as running:
        yield running


def person(pool, function, *args, **kwargs):
    return pool.run(Work.DOCUMENT, Priority.PERSON, function, *args, **kwargs)


def timed(pool, function, *args):
    return pool.run(Work.PICTURE, Priority.PERSON, function, *args)


def background(pool, function, *args):
    return pool.run(Work.DOCUMENT, Priority.BACKGROUND, function, *args)


def stranger(pool, function, *args):
    return pool.run(Work.DOCUMENT, Priority.STRANGER, function, *args)


async def took(work):
    """Return the seconds that a task took."""
    began = time.monotonic()
    await work
    return time.monotonic() - began


async def ended(pid):
    """Wait until a process is gone."""
    async with asyncio.timeout(5):
        while True:
            try:
                os.kill(pid, 0)
            except ProcessLookupError:
                return
            await asyncio.sleep(0.01)


# ---- results and errors


async def test_a_task_returns_what_its_function_returns(pool):
    assert await person(pool, divmod, 17, 5) == (3, 2)
    assert await person(pool, int, "11", base=2) == 3
    assert await person(pool, os.getpid) != os.getpid()


async def test_a_task_raises_what_its_function_raises_with_the_traceback_of_the_worker(pool):
    with pytest.raises(ZeroDivisionError) as caught:
        await person(pool, divmod, 1, 0)
    assert "process.py" in "".join(traceback.format_exception(caught.value))


async def test_a_refusal_comes_back_with_its_facts(pool):
    refuses = "from bot.staff.roster import RosterTooManyRowsRefused\nraise RosterTooManyRowsRefused(rows=5)"
    with pytest.raises(RosterTooManyRowsRefused) as caught:
        await person(pool, exec, refuses)
    assert caught.value.facts == {"rows": 5}


async def test_an_exception_that_pickle_cannot_carry_comes_back_by_name(pool):
    odd = "class Odd(Exception):\n def __init__(self, one, two): super().__init__(one)\nraise Odd('a sentence', 2)"
    with pytest.raises(RuntimeError, match="Odd: a sentence"):
        await person(pool, exec, odd)


async def test_what_pickle_cannot_carry_there_or_back_is_the_callers_error_and_no_others(pool):
    with pytest.raises((AttributeError, TypeError, ValueError)):
        await person(pool, len, (number for number in range(3)))
    with pytest.raises(TypeError):
        await person(pool, open, os.devnull)
    assert await person(pool, len, "abc") == 3


# ---- limits


@pytest.mark.parametrize(
    ("run", "task", "error"),
    [
        (timed, (time.sleep, 60), WorkTimedOut),
        (timed, HANGS_IN_C, WorkTimedOut),
        (person, (bytearray, 500 * MIB), WorkOutOfMemory),
        (person, SWELLS, WorkOutOfMemory),
        (person, (os._exit, 3), WorkerDied),
        (person, (signal.raise_signal, signal.SIGSEGV), WorkerDied),
        (person, (signal.raise_signal, signal.SIGKILL), WorkerDied),
    ],
    ids=["sleeps", "hangs in C", "wants too much at once", "swells", "exits", "crashes", "is killed"],
)
async def test_a_task_beyond_its_limits_fails_alone_and_its_process_ends(pool, run, task, error):
    other = asyncio.create_task(person(pool, eval, "__import__('time').sleep(1) or __import__('os').getpid()"))
    await asyncio.sleep(0.3)
    pid = await run(pool, os.getpid)
    with pytest.raises(error):
        await asyncio.wait_for(run(pool, *task), 30)
    assert await took(person(pool, len, "abc")) < 5  # a new process may start slowly on a busy machine
    assert await other not in {pid, os.getpid()}
    await ended(pid)


async def test_a_failed_task_is_a_refusal_that_has_its_sentence():
    for error in (WorkTimedOut, WorkOutOfMemory, WorkerDied):
        assert (error.text_id, issubclass(error, WorkFailed)) == ("refused-file-too-hard", True)
    assert FileEmptyRefused.text_id == "refused-file-empty"


async def test_a_clock_that_is_set_neither_ends_a_task_nor_lets_it_go_on(pool, monkeypatch):
    right = time.time
    working = asyncio.create_task(timed(pool, time.sleep, 0.8))
    await asyncio.sleep(0.2)
    monkeypatch.setattr(time, "time", lambda: right() + 3600)
    await working
    hanging = asyncio.create_task(timed(pool, time.sleep, 60))
    await asyncio.sleep(0.2)
    monkeypatch.setattr(time, "time", lambda: right() - 3600)
    began = time.monotonic()
    with pytest.raises(WorkTimedOut):
        await hanging
    assert time.monotonic() - began < SECONDS + 1


async def test_each_kind_of_work_has_its_own_time():
    async with pool_of(limits=Limits({Work.DOCUMENT: 30, Work.PICTURE: 0.3})) as pool:
        await person(pool, time.sleep, 0.6)
        with pytest.raises(WorkTimedOut):
            await timed(pool, time.sleep, 30)


_LIMITED = "from bot.workers.process import processor_limit\nwith processor_limit(1): {}"


async def test_a_task_beyond_its_processor_time_ends_its_process_even_in_c_and_waiting_costs_none(pool):
    with pytest.raises(WorkerDied):
        await person(pool, exec, _LIMITED.format("sum(range(10**13))"))
    await person(pool, exec, _LIMITED.format("__import__('time').sleep(2.5)"))
    await person(pool, exec, "for _ in range(4): " + "sum(range(10**7))")


async def test_a_process_is_replaced_after_many_tasks(monkeypatch):
    monkeypatch.setattr(worker, "_TASKS_PER_PROCESS", 2)
    async with pool_of() as pool:
        processes = Counter([await person(pool, os.getpid) for _ in range(6)])
    assert max(processes.values()) == 2


# ---- killed from outside


@pytest.mark.parametrize("pause", [0, 0.05, 0.5])
async def test_a_process_that_was_killed_while_idle_costs_no_task(pool, pause):
    os.kill(await person(pool, os.getpid), signal.SIGKILL)
    await asyncio.sleep(pause)
    assert await person(pool, len, "abc") == 3


@pytest.mark.parametrize("after", [0.0, 0.01, 0.02, 0.04, 0.08, 0.16])
async def test_a_process_that_is_killed_while_it_answers_leaves_the_pool_usable(pool, after):
    pid = await person(pool, os.getpid)
    answering = asyncio.create_task(person(pool, bytes, 120 * MIB))
    await asyncio.sleep(after)
    os.kill(pid, signal.SIGKILL)
    answer = (await asyncio.gather(answering, return_exceptions=True))[0]
    assert isinstance(answer, WorkerDied) or len(answer) == 120 * MIB
    assert await person(pool, len, "abc") == 3


@pytest.mark.parametrize("after", [0.0, 0.01, 0.02, 0.04, 0.08])
async def test_a_process_that_is_killed_while_it_is_given_a_task_leaves_the_pool_usable(pool, after):
    pid = await person(pool, os.getpid)
    giving = asyncio.create_task(person(pool, len, bytes(60 * MIB)))
    await asyncio.sleep(after)
    os.kill(pid, signal.SIGKILL)
    answer = (await asyncio.gather(giving, return_exceptions=True))[0]
    assert isinstance(answer, WorkerDied) or answer == 60 * MIB
    assert await person(pool, len, "abc") == 3


async def test_every_task_ends_while_processes_are_killed_again_and_again():
    async with pool_of(3) as pool:
        living, outcomes = set[int](), list[object]()

        async def works():
            for _ in range(40):
                try:
                    living.add(await person(pool, eval, "__import__('time').sleep(0.01) or __import__('os').getpid()"))
                    outcomes.append("done")
                except WorkerDied:
                    outcomes.append("died")

        async def kills():
            while True:
                await asyncio.sleep(0.15)
                if living:
                    os.kill(living.pop(), signal.SIGKILL)

        killing = asyncio.create_task(kills())
        async with asyncio.timeout(60):
            await asyncio.gather(*(works() for _ in range(4)))
        killing.cancel()
        await asyncio.gather(killing, return_exceptions=True)
        assert len(outcomes) == 160
        assert outcomes.count("done") > outcomes.count("died") > 0


# ---- who goes first


async def test_strangers_never_take_a_process_of_registered_people(pool):
    ours = await asyncio.gather(*(person(pool, os.getpid) for _ in range(20)))
    theirs = await asyncio.gather(*(stranger(pool, os.getpid) for _ in range(8)))
    assert len(set(theirs)) == 1
    assert set(ours).isdisjoint(theirs)


@pytest.mark.parametrize("task", [HANGS_IN_C, SWELLS, (time.sleep, 60)], ids=["busy", "swelling", "waiting"])
async def test_a_strangers_work_never_delays_a_registered_persons_by_more_than_a_second(pool, task):
    await asyncio.gather(*(person(pool, time.sleep, 0.1) for _ in range(2)))
    strangers = [asyncio.create_task(stranger(pool, *task)) for _ in range(8)]
    await asyncio.sleep(0.2)
    alone = await took(person(pool, sum, range(10**6)))
    together = await asyncio.gather(*(took(person(pool, sum, range(10**6))) for _ in range(4)))
    finishing = await took(background(pool, sum, range(10**6)))
    assert max(alone, finishing, *together) < 1
    assert not all(one.done() for one in strangers)
    for one in strangers:
        one.cancel()
    await asyncio.gather(*strangers, return_exceptions=True)


def test_a_stranger_gets_ten_seconds_by_default():
    assert Limits().stranger_seconds == 10


async def test_a_stranger_gets_less_time_and_memory(pool):
    with pytest.raises(WorkTimedOut):
        await asyncio.wait_for(stranger(pool, time.sleep, 60), 30)
    with pytest.raises(WorkOutOfMemory):
        await stranger(pool, exec, "bytearray(250 << 20)")
    await person(pool, exec, "bytearray(250 << 20)")


async def test_what_the_process_of_strangers_loads_at_its_start_is_no_part_of_a_tasks_time(tmp_path, monkeypatch):
    (tmp_path / "slow_to_load.py").write_text("import time\ntime.sleep(2)\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(worker, "_TASKS_PER_PROCESS", 1)
    pool = WorkerPool(2, QUICK, ("slow_to_load",))
    try:
        for _ in range(2):  # also where a process was replaced because it had done its tasks
            assert await stranger(pool, eval, "'slow_to_load' in __import__('sys').modules")
        assert not await person(pool, eval, "'slow_to_load' in __import__('sys').modules")
    finally:
        await pool.close()


async def test_too_many_strangers_are_told_at_once_and_registered_people_go_on():
    async with pool_of(limits=Limits(stranger_tasks=3)) as pool:
        strangers = [asyncio.create_task(stranger(pool, time.sleep, 60)) for _ in range(3)]
        await asyncio.sleep(0.3)
        began = time.monotonic()
        with pytest.raises(WorkersUnavailableError):
            await stranger(pool, len, "abc")
        assert time.monotonic() - began < 0.1
        assert await person(pool, len, "abc") == 3
        strangers[0].cancel()
        await asyncio.gather(strangers[0], return_exceptions=True)
        last = asyncio.create_task(stranger(pool, len, "abc"))
        for one in strangers[1:]:
            one.cancel()
        assert await last == 3


async def test_background_work_leaves_one_process_to_who_waits_for_an_answer(pool):
    await asyncio.gather(*(person(pool, time.sleep, 0.1) for _ in range(2)))
    batch = [asyncio.create_task(background(pool, time.sleep, 60)) for _ in range(3)]
    await asyncio.sleep(0.1)
    assert await took(person(pool, len, "abc")) < 0.5
    for one in batch:
        one.cancel()
    await asyncio.gather(*batch, return_exceptions=True)


def pressed(pool, kind):
    return pool.run(kind, Priority.PERSON, os.getpid)


async def test_two_slow_files_of_registered_people_delay_no_pin_no_photo_and_no_small_file():
    async with pool_of(limits=replace(QUICK, first_seconds=1)) as pool:
        await asyncio.gather(person(pool, len, ""), person(pool, len, ""), pressed(pool, Work.PIN))
        slow = [asyncio.create_task(person(pool, *HANGS_IN_C)) for _ in range(2)]
        await asyncio.sleep(0.1)
        assert await took(pressed(pool, Work.PIN)) < 1
        assert await took(pressed(pool, Work.PICTURE)) < 1
        assert await took(person(pool, len, "abc")) < 3  # at most after the seconds that any file has at first
        assert await took(pool.run(Work.SPREADSHEET, Priority.PERSON, len, "abc")) < 1
        assert not any(one.done() for one in slow)
        for one in slow:
            one.cancel()
        await asyncio.gather(*slow, return_exceptions=True)


async def test_files_never_run_in_the_process_of_pins_and_pictures(pool):
    busy = [asyncio.create_task(person(pool, time.sleep, 0.5)) for _ in range(4)]
    quick = await asyncio.gather(*(pressed(pool, kind) for kind in (Work.PIN, Work.PICTURE) * 3))
    files = await asyncio.gather(*(person(pool, os.getpid) for _ in range(6)))
    assert len(set(quick)) == 1
    assert set(quick).isdisjoint(files)
    await asyncio.gather(*busy)


async def test_photos_of_an_album_use_idle_processes_of_files(pool):
    sleeps = "__import__('time').sleep(0.3) or __import__('os').getpid()"
    assert len(set(await asyncio.gather(*(timed(pool, eval, sleeps) for _ in range(3))))) == 3


async def test_a_file_that_takes_longer_than_its_first_seconds_is_done_in_its_turn():
    async with pool_of(limits=replace(QUICK, first_seconds=0.3)) as pool:
        both = await asyncio.gather(*(person(pool, eval, "__import__('time').sleep(0.7) or 3") for _ in range(2)))
    assert both == [3, 3]


async def test_background_work_takes_all_processes_but_one():
    async with pool_of(3) as pool:
        sleeps = "__import__('time').sleep(0.7) or __import__('os').getpid()"
        began = time.monotonic()
        processes = await asyncio.gather(*(background(pool, eval, sleeps) for _ in range(4)))
        assert len(set(processes)) == 2
        assert time.monotonic() - began < 2.5


# ---- callers that go, and the end


async def test_when_the_caller_stops_waiting_the_task_is_ended_and_its_place_is_free(pool):
    await asyncio.gather(*(person(pool, time.sleep, 0.1) for _ in range(2)))
    pid = await person(pool, os.getpid)
    hanging = [asyncio.create_task(person(pool, *HANGS_IN_C)) for _ in range(2)]
    await asyncio.sleep(0.1)
    for one in hanging:
        one.cancel()
    gone = await asyncio.gather(*hanging, return_exceptions=True)
    assert all(isinstance(one, asyncio.CancelledError) for one in gone)
    assert await took(person(pool, len, "abc")) < 1
    await ended(pid)


async def test_the_event_loop_runs_on(pool):
    working = asyncio.gather(*(person(pool, sum, range(10**6)) for _ in range(30)))
    pause = 0.0
    while not working.done():
        before = time.monotonic()
        await asyncio.sleep(0.001)
        pause = max(pause, time.monotonic() - before)
    await working
    assert pause < 0.3


@pytest.mark.parametrize("pause", [0.0, 0.01, 0.3])
async def test_closing_ends_what_is_being_done_and_tells_those_who_wait(pause):
    before = set(multiprocessing.active_children())
    async with pool_of() as pool:
        hanging = [asyncio.create_task(person(pool, *HANGS_IN_C)) for _ in range(5)]
        hanging += [asyncio.create_task(stranger(pool, time.sleep, 60)) for _ in range(2)]
        await asyncio.sleep(pause)
        began = time.monotonic()
        await pool.close()
        assert time.monotonic() - began < 3
        for one in hanging:
            with pytest.raises(WorkersUnavailableError):
                await asyncio.wait_for(one, 5)
        with pytest.raises(WorkersUnavailableError):
            await person(pool, len, "abc")
    assert set(multiprocessing.active_children()) <= before


async def test_a_pool_that_was_never_used_starts_nothing_and_closes_at_once():
    before = set(multiprocessing.active_children())
    async with pool_of():
        assert set(multiprocessing.active_children()) <= before


async def test_a_pool_that_cannot_start_a_process_says_so_and_tries_again(monkeypatch):
    async with pool_of() as pool:
        with monkeypatch.context() as broken:
            broken.setattr(multiprocessing.context.ForkServerContext, "Pipe", _no_pipe)
            with pytest.raises(WorkersUnavailableError):
                await person(pool, len, "abc")
        assert await person(pool, len, "abc") == 3


def _no_pipe(*_, **__):
    raise OSError(24, "Too many open files")


# ---- secrets


@pytest.mark.parametrize(
    "code",
    ["import time; time.sleep(60)", "bytearray(1 << 40)", "import os; os._exit(1)", "1 / 0", "import nothing"],
    ids=["times out", "swells", "dies", "fails", "lacks a module"],
)
async def test_what_a_task_is_given_appears_in_no_error_and_no_log(pool, code):
    secret = "a PIN of 274913"
    with capture_logs() as logs, pytest.raises(Exception) as caught:  # noqa: PT011 - whichever it is
        await timed(pool, exec, code, {"pin": secret})
    assert "274913" not in "".join(traceback.format_exception(caught.value))
    assert "274913" not in repr(logs)


async def test_failed_work_is_logged_by_kind_priority_and_reason(pool):
    with capture_logs() as logs, pytest.raises(WorkerDied):
        await pool.run(Work.PICTURE, Priority.STRANGER, os._exit, 1)
    (entry,) = logs
    assert (entry["kind"], entry["priority"], entry["reason"]) == ("picture", "stranger", "WorkerDied")


async def test_the_bot_keeps_nothing_of_what_a_task_was_given(pool):
    given = {1, 2, 3}
    kept = weakref.ref(given)
    assert await person(pool, len, given) == 3
    del given
    gc.collect()
    assert kept() is None
