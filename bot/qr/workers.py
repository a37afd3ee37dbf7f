"""Scanning in worker processes that can be ended.

Promises: the event loop never waits for a picture; a hostile one costs at most its worker, for at most the time
limit; no more pictures wait than were agreed. Never: raises because of a picture, or leaves a process behind.
"""

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Callable, Collection
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from typing import Any, Final, TypeVar

from pebble import ProcessExpired, ProcessPool

from bot.qr.scan import BUDGET_SECONDS, Scan, ScanStatus, rereads, scan

_R = TypeVar("_R")
_TASKS_A_WORKER: Final = 500  # then a fresh one takes over: whatever a decoder leaked goes with it
_MOST_BYTES: Final = 512 * 2**20
_YIELDING: Final = 5  # people pressing buttons go before pictures
_GRACE_SECONDS: Final = 5.0  # a scan keeps its own budget; ending the worker is for decoders that hang


class Scanners:
    """A bounded pool of scanning processes, started with the first picture; `close` ends them.

    At most `waiting` pictures are held at once, those being scanned included; one more is UNAVAILABLE at once.
    """

    def __init__(self, *, workers: int = 2, waiting: int = 64, budget_seconds: float = BUDGET_SECONDS) -> None:
        self._workers, self._waiting, self._budget = workers, waiting, budget_seconds
        self._pool: ProcessPool | None = None
        self._starting = asyncio.Lock()
        self._held = 0
        self._asked = set[Future[Any]]()

    async def scan(self, picture: bytes) -> Scan:
        """Read all QR codes in `picture`: GAVE_UP if its worker had to be ended, UNAVAILABLE if none could be asked."""
        work = partial(scan, picture, budget_seconds=self._budget)
        return await self.ask(work, Scan(ScanStatus.GAVE_UP), Scan(ScanStatus.UNAVAILABLE))

    async def rereads(self, picture: bytes, texts: Collection[str]) -> frozenset[str]:
        """Return those of `texts` on which two different readings agree; none where it could not be asked."""
        work = partial(rereads, picture, texts, budget_seconds=self._budget)
        return await self.ask(work, gave_up=frozenset(), failed=frozenset())

    async def close(self) -> None:
        """End the workers at once; what was being scanned is UNAVAILABLE, and a later picture starts new ones."""
        pool, self._pool = self._pool, None
        if pool is not None:
            await asyncio.to_thread(_end, pool)
        for future in tuple(self._asked):  # pebble forgets what it had not yet handed to a worker
            future.cancel()

    async def ask(self, work: Callable[[], _R], gave_up: _R, failed: _R) -> _R:
        """Return what `work` answers in a worker: `gave_up` if that had to be ended, `failed` if none could be asked.

        `work` must be importable there, and its time is a scan's.
        """
        if self._held >= self._waiting:
            return failed
        self._held += 1
        try:
            return await self._run(work)
        except (TimeoutError, ProcessExpired, MemoryError):
            return gave_up
        except asyncio.CancelledError:
            if _cancelled_from_outside():
                raise
            return failed
        except (RuntimeError, OSError):
            await self.close()
            return failed
        finally:
            self._held -= 1

    async def _run(self, work: Callable[[], _R]) -> _R:
        async with self._starting:
            if self._pool is None:
                self._pool = await asyncio.to_thread(_started, self._workers)
        future = self._pool.schedule(work, timeout=self._budget + _GRACE_SECONDS)
        self._asked.add(future)
        try:
            return await asyncio.wrap_future(future)
        finally:
            self._asked.discard(future)


def _started(workers: int) -> ProcessPool:
    """Start a pool whose workers are forked from a small clean process, never from the bot with its threads."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["bot.qr.scan"])
    pool = ProcessPool(workers, _TASKS_A_WORKER, _settle, context=context)
    if not pool.active:
        raise RuntimeError("the scanning processes did not start")
    return pool


def _settle() -> None:
    """Bound a worker's memory, let it yield, and leave Ctrl-C to the bot, which ends it in its own order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(_YIELDING)
    with suppress(ImportError, OSError, ValueError):  # not every system bounds it, and none raises a lower bound
        import resource  # noqa: PLC0415 - there is none on Windows

        resource.setrlimit(resource.RLIMIT_DATA, (_MOST_BYTES, _MOST_BYTES))


def _end(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves it untyped
    pool.join()


def _cancelled_from_outside() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
