"""The workshop: where strangers' files are read, sheets drawn, files sealed and PINs stretched, off the event loop.

Promises that a file can take no more than its time and memory: each is worked on in a process that may die, and its
death, or its overtime, is `FileTooHardRefused`. Never lets a batch of files to finish keep a person with one file
waiting, and never starts a process before the first file comes.
"""

import asyncio
import logging
import multiprocessing
import os
import resource
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TypeVar

from pebble import ProcessExpired, ProcessPool

from bot.crypto.keys import PIN_COST, PinCost, lock_key, unlock_key
from bot.errors import Fact, Refused
from bot.signing.files import FileTooHardRefused, PdfFacts, check_pdf
from bot.signing.manifest import Dossier
from bot.signing.record import SignedRecord
from bot.signing.seal import AskTime, Seal, finish
from bot.signing.sheet import Sheet, SheetWords, draw_sheet
from bot.signing.verify import Verification, verify

T = TypeVar("T")

_MIB = 1 << 20
_FILES_A_WORKER = 200
_LOADED_ONCE = ["bot.signing.seal.finishing", "bot.signing.sheet.printing", "bot.signing.verify.checking"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take: `workers` files at once, `seconds` and `memory_mib` (address space) for each."""

    workers: int = 2
    seconds: float = 120
    memory_mib: int = 1536


@dataclass(frozen=True, slots=True)
class _Refusal:
    """A refusal on its way between processes: an exception made of keywords does not unpickle."""

    kind: type[Refused]
    facts: dict[str, Fact]


class Workshop:
    """Construct one, share it, `close` it at the end."""

    def __init__(self, limits: Limits = Limits()) -> None:
        self._limits = limits
        self._pool: ProcessPool | None = None
        self._threads = ThreadPoolExecutor(max_workers=os.cpu_count() or 1, thread_name_prefix="pin")
        self._benches = asyncio.Semaphore(max(1, limits.workers - 1))

    async def check_pdf(self, content: bytes) -> PdfFacts:
        """Do `bot.signing.files.check_pdf`."""
        return await self._done(check_pdf, content)

    async def verify(self, content: bytes, authority: bytes | None = None) -> Verification:
        """Do `bot.signing.verify.verify`."""
        return await self._done(verify, content, authority)

    async def draw_sheet(self, sheet: Sheet, words: SheetWords) -> bytes:
        """Do `bot.signing.sheet.draw_sheet`."""
        async with self._benches:
            return await self._done(draw_sheet, sheet, words)

    async def finish(
        self,
        original: bytes,
        sheet: bytes,
        dossier: Dossier,
        records: Sequence[SignedRecord],
        seal: Seal,
        now: datetime,
        tsa: AskTime | None = None,
    ) -> bytes:
        """Do `bot.signing.seal.finish`."""
        async with self._benches:
            return await self._done(finish, original, sheet, dossier, tuple(records), seal, now, tsa)

    async def lock(self, private_der: bytes, pin: str, pepper: bytes, cost: PinCost = PIN_COST) -> bytes:
        """Do `bot.crypto.keys.lock_key`; Argon2id lets go of the interpreter, so a thread is enough."""
        return await self._stretched(partial(lock_key, private_der, pin, pepper, cost))

    async def unlock(self, envelope: bytes, pin: str, pepper: bytes) -> bytes:
        """Do `bot.crypto.keys.unlock_key`."""
        return await self._stretched(partial(unlock_key, envelope, pin, pepper))

    async def close(self) -> None:
        """End every process and thread; files in work are dropped, to be finished another time."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        if self._pool:
            self._pool.stop()  # type: ignore[no-untyped-call]  # pebble is typed in part
            await asyncio.to_thread(self._pool.join)

    async def _stretched(self, derive: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, derive)

    async def _done(self, job: Callable[..., T], *args: object) -> T:
        try:
            future = self._processes().schedule(_try, (job, args), timeout=self._limits.seconds)
            found: T | _Refusal = await asyncio.wrap_future(future)
        except (TimeoutError, ProcessExpired, MemoryError) as error:
            raise FileTooHardRefused from error
        if isinstance(found, _Refusal):
            raise found.kind(**found.facts)
        return found

    def _processes(self) -> ProcessPool:
        """Give the pool, started at the first file, and anew if it has broken down."""
        if self._pool is None or not self._pool.active:
            context = multiprocessing.get_context("forkserver")
            context.set_forkserver_preload(_LOADED_ONCE)
            self._pool = ProcessPool(
                max_workers=self._limits.workers,
                max_tasks=_FILES_A_WORKER,
                initializer=_confine,
                initargs=(self._limits.memory_mib,),
                context=context,
            )
        return self._pool


def _confine(memory_mib: int) -> None:
    """Give up, for this process, memory beyond the limit, any dump of what it holds, and the parsers' log of it."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_mib * _MIB, memory_mib * _MIB))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.disable(logging.CRITICAL)


def _try(job: Callable[..., T], args: tuple[object, ...]) -> T | _Refusal:
    try:
        return job(*args)
    except Refused as refused:
        return _Refusal(type(refused), refused.facts)
