"""One worker process, in a pebble pool of its own.

A process that is killed while it writes leaves half a message in its pipe. Each process therefore has its own pebble
pool, and after a failure the pool is replaced together with its pipes. See ``docs/decisions/0006``.
"""

import asyncio
import multiprocessing
import time
from collections.abc import Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

from pebble import ProcessExpired, ProcessPool

from bot.workers.errors import WorkerDied, WorkersUnavailableError, WorkFailed, WorkTimedOut
from bot.workers.process import Call, prepare

_TASKS_PER_PROCESS = 500
_ATTEMPTS = 2
_READY_WITHIN_SECONDS = 60.0
_LOOKS_EVERY_SECONDS = 1.0


class Worker:
    """A process that runs one task at a time; it starts with the first task and is replaced when one fails."""

    def __init__(self, memory_mib: int, niceness: int, modules: Sequence[str] = ()) -> None:
        self._setup = (memory_mib, niceness, modules)
        self._tasks_left = 0
        self._pool: ProcessPool | None = None
        self._running: Future[object] | None = None
        self._stopping: set[asyncio.Task[None]] = set()
        self._closed = False

    async def run(self, call: Call, seconds: float) -> object:
        """Return what the call returns, or raise what it raises; WorkFailed, WorkersUnavailableError."""
        try:
            for _ in range(_ATTEMPTS):
                try:
                    return await self._attempt(call, seconds)
                except BrokenProcessPool:
                    self._replace()  # killed before it took the task, which is therefore still to be done
            raise WorkerDied
        finally:
            call.forget()

    async def close(self) -> None:
        """End the process; the task it works on raises WorkersUnavailableError, and so does every later one."""
        self._closed = True
        if self._running is not None:
            self._running.cancel()
        self._replace()
        await asyncio.gather(*self._stopping)

    async def _attempt(self, call: Call, seconds: float) -> object:
        try:
            if not self._tasks_left:
                self._replace()
            if self._pool is None and not self._closed:
                await self._start()
            self._tasks_left -= 1
            return await self._result(call, seconds)
        except (WorkFailed, WorkersUnavailableError, asyncio.CancelledError):
            self._replace()
            raise

    async def _start(self) -> None:
        """Start a process and wait until it is ready: what it loads at its start is no part of a task's time."""
        self._pool = ProcessPool(1, initializer=prepare, initargs=self._setup, context=_fork_server())
        self._tasks_left = _TASKS_PER_PROCESS
        await asyncio.to_thread(_start, self._pool)
        try:
            await self._result(Call(bool, (), {}), _READY_WITHIN_SECONDS)
        except WorkFailed as failed:
            raise WorkersUnavailableError("a worker process did not start") from failed

    async def _result(self, call: Call, seconds: float) -> object:
        if self._pool is None:  # closed, perhaps while the process started
            raise WorkersUnavailableError("the worker processes are being stopped")
        self._running = _schedule(self._pool, call)
        try:
            return await _result(self._pool, self._running, seconds)
        finally:
            self._running = None

    def _replace(self) -> None:
        """Stop the process and its pipes in the background; the next task starts new ones."""
        pool, self._pool = self._pool, None
        if pool is not None:
            stopping = asyncio.create_task(asyncio.to_thread(_stop, pool))
            self._stopping.add(stopping)
            stopping.add_done_callback(self._stopping.discard)


def _fork_server() -> multiprocessing.context.ForkServerContext:
    """Return the context in which processes are forked from a small clean one, never from the bot with its threads."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["bot.workers.process"])
    return context


def _start(pool: ProcessPool) -> None:
    try:
        started = pool.active  # asking starts it
    except (OSError, RuntimeError) as error:
        raise WorkersUnavailableError("a worker process cannot be started") from error
    if not started:
        raise WorkersUnavailableError("a worker process did not start")


def _stop(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves it untyped
    pool.join()


def _schedule(pool: ProcessPool, call: Call) -> Future[object]:
    try:
        return pool.schedule(call)
    except RuntimeError as error:  # the idle process was killed, and pebble has given its pool up
        raise BrokenProcessPool from error


async def _result(pool: ProcessPool, running: Future[object], seconds: float) -> object:
    """Wait by the monotonic clock: pebble's own time limit follows the wall clock, which may be set.

    Where the idle process was killed while pebble took the task, its pool is given up and the task is never finished.
    """
    waiting, ends = asyncio.wrap_future(running), time.monotonic() + seconds
    try:
        while not waiting.done():
            left = ends - time.monotonic()
            if left <= 0:
                raise WorkTimedOut
            await asyncio.wait((waiting,), timeout=min(left, _LOOKS_EVERY_SECONDS))
            if not waiting.done() and not pool.active:
                raise BrokenProcessPool
        if waiting.cancelled():
            raise WorkersUnavailableError("the worker processes are being stopped")
        return waiting.result()
    except ProcessExpired as error:
        raise WorkerDied from error
    finally:
        waiting.cancel()
