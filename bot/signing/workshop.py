"""The workshop: where strangers' files are read, sheets drawn, files sealed and PINs stretched, off the event loop.

Promises that a file can take no more than its time and memory: each is worked on in a process that may die, and its
death, or its overtime, is `FileTooHardRefused`. Never lets a batch of files to finish keep a person with one file
waiting, and never starts a process before the first file comes.
"""

import asyncio
import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, TypeVar, cast

from bot.crypto.keys import PIN_COST, PinCost, lock_key, unlock_key
from bot.signing.bench import Bench, JobTooHard
from bot.signing.boards.bundle import Entry, pack
from bot.signing.documents.files import FileTooHardRefused, PdfFacts, check_pdf
from bot.signing.personal_texts import Paragraph, Setup, Values, draw_copies, draw_text
from bot.signing.records.manifest import Dossier
from bot.signing.records.record import SignedRecord
from bot.signing.sealing import AskTime, Seal, finish
from bot.signing.sheet import Sheet, SheetWords, draw_sheet
from bot.signing.verification import Verification, verify
from bot.staff.roster import Roster, read_roster

T = TypeVar("T")

ROSTER_SECONDS = 300.0
"""What a staff list may take: 100,000 rows are half a minute's work, and the machine may be busy with others'."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take: `workers` files at once, `seconds` and `memory_mib` (address space) for each."""

    workers: int = 2
    seconds: float = 120
    memory_mib: int = 1536


class Workshop:
    """Construct one, share it, `close` it at the end; `tsa` stamps every finished file, where there is one."""

    def __init__(self, limits: Limits = Limits(), tsa: AskTime | None = None) -> None:
        self._tsa = tsa
        self._limits = limits
        self._benches = [Bench(limits.memory_mib) for _ in range(limits.workers)]
        self._free = list(self._benches)
        self._places = asyncio.Semaphore(limits.workers)
        self._batch_places = asyncio.Semaphore(max(1, limits.workers - 1))
        self._waiters = ThreadPoolExecutor(max_workers=limits.workers, thread_name_prefix="bench")
        self._stretchers = ThreadPoolExecutor(max_workers=os.cpu_count() or 1, thread_name_prefix="pin")

    async def check_pdf(self, content: bytes) -> PdfFacts:
        """Do `bot.signing.documents.files.check_pdf`."""
        return await self._done(check_pdf, content)

    async def verify(self, content: bytes, authority: bytes | None = None) -> Verification:
        """Do `bot.signing.verification.verify`."""
        return await self._done(verify, content, authority)

    async def read_roster(self, content: bytes, name: str, region: str) -> Roster:
        """Do `bot.staff.roster.read_roster`."""
        return await self._done(_read_roster, content, name, region, seconds=ROSTER_SECONDS)

    async def draw_sheet(self, sheet: Sheet, words: SheetWords) -> bytes:
        """Do `bot.signing.sheet.draw_sheet`."""
        async with self._batch_places:
            return await self._done(draw_sheet, sheet, words)

    async def draw_copies(self, text: str, setup: Setup, values: Sequence[Values]) -> list[bytes]:
        """Do `bot.signing.personal_texts.draw_copies`."""
        async with self._batch_places:
            return await self._done(draw_copies, text, setup, values)

    async def draw_text(self, paragraphs: Sequence[Paragraph], setup: Setup) -> bytes:
        """Do `bot.signing.personal_texts.draw_text`."""
        return await self._done(draw_text, tuple(paragraphs), setup)

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
        """Do `bot.signing.sealing.finish`; without a `tsa` of its own, with the workshop's."""
        async with self._batch_places:
            return await self._done(finish, original, sheet, dossier, tuple(records), seal, now, tsa or self._tsa)

    async def pack(
        self, always: Sequence[Entry], entries: Sequence[Entry], about: Mapping[str, Any], now: datetime
    ) -> list[bytes]:
        """Do `bot.signing.boards.bundle.pack`."""
        async with self._batch_places:
            return await self._done(pack, tuple(always), tuple(entries), dict(about), now)

    async def stamp(self, data: bytes) -> bytes:
        """Do `bot.signing.sealing.stamping.stamp` with the workshop's authority; TypeError where it has none."""
        if self._tsa is None:
            raise TypeError("no time-stamping authority is set")
        return await self._done(_stamp, data, self._tsa)

    async def lock(self, private_der: bytes, pin: str, pepper: bytes, cost: PinCost = PIN_COST) -> bytes:
        """Do `bot.crypto.keys.lock_key`; Argon2id lets go of the interpreter, so a thread is enough."""
        return await self._stretched(partial(lock_key, private_der, pin, pepper, cost))

    async def unlock(self, envelope: bytes, pin: str, pepper: bytes) -> bytes:
        """Do `bot.crypto.keys.unlock_key`."""
        return await self._stretched(partial(unlock_key, envelope, pin, pepper))

    async def close(self) -> None:
        """End every process and thread; files in work are dropped, to be finished another time."""
        self._stretchers.shutdown(wait=False, cancel_futures=True)
        self._waiters.shutdown(wait=False, cancel_futures=True)
        for bench in self._benches:
            await asyncio.to_thread(bench.close)

    async def _stretched(self, derive: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._stretchers, derive)

    async def _done(self, job: Callable[..., T], *args: object, seconds: float | None = None) -> T:
        async with self._places:
            bench = self._free.pop()
            try:
                return cast("T", await self._waited(partial(bench.do, job, args, seconds or self._limits.seconds)))
            except JobTooHard as error:
                raise FileTooHardRefused from error
            except asyncio.CancelledError:
                bench.kill()
                raise
            finally:
                self._free.append(bench)

    async def _waited(self, doing: Callable[[], object]) -> object:
        return await asyncio.get_running_loop().run_in_executor(self._waiters, doing)


def _stamp(data: bytes, tsa: AskTime) -> bytes:
    from bot.signing.sealing.stamping import stamp  # noqa: PLC0415 - pyHanko is heavy: only a bench loads it

    return stamp(data, tsa)


def _read_roster(content: bytes, name: str, region: str) -> Roster:
    return read_roster(content, name, region=region)
