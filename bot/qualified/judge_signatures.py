"""Judges the qualified signatures in a file that a registered person sent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from bot.crypto.national.hashing import hash_in_workers
from bot.qualified.in_workers import NamedFile, find_long_digests, judge_about, judge_file, needs_document
from bot.qualified.judgement import LONG, Judgement
from bot.qualified.trust.models import TrustedList
from bot.qualified.trust.ports import ReadTrust
from bot.workers.pool import Priority, Work, WorkerPool

if TYPE_CHECKING:
    from bot.qualified.signatures.digests import Digests

Report = Callable[[float], None]
"""Is told which part is done, from 0 to 1."""


def ignore(done: float) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True)
class JudgeSignatures:
    """For anybody: the lists that are loaded are public. Nothing of the file is stored."""

    read: ReadTrust
    workers: WorkerPool

    async def __call__(
        self, given: NamedFile, document: NamedFile | None, *, now: datetime, report: Report = ignore
    ) -> tuple[Judgement, ...]:
        """Judge every signature in the file; see `bot.qualified.judging.judge` for what it refuses.

        Hashing 20 MB under GOST 34.311 takes half a minute or longer, of which `report` is told.
        """
        lists, digests = await self._lists(), await self._hash_long(given, document, report)
        return await self.workers.run(Work.DOCUMENT, Priority.PERSON, judge_file, given, document, lists, now, digests)

    async def about(
        self, given: NamedFile, document: NamedFile, *, now: datetime, report: Report = ignore
    ) -> tuple[Judgement, ...]:
        """Judge the signatures that are about exactly this document, in whatever form; none may be."""
        lists, digests = await self._lists(), await self._hash_long(given, document, report)
        return await self.workers.run(Work.DOCUMENT, Priority.PERSON, judge_about, given, document, lists, now, digests)

    async def _lists(self) -> list[TrustedList]:
        async with self.read() as tx:
            return await tx.trusted_lists.all()

    async def _hash_long(self, given: NamedFile, document: NamedFile | None, report: Report) -> "Digests":
        """Compute the digests that take long piece by piece, so that others have their turn in between."""
        if max(len(one.data) for one in (given, document) if one) < LONG:
            return {}
        found = await self.workers.run(Work.DOCUMENT, Priority.PERSON, find_long_digests, given, document)
        known, total, before = {}, sum(len(one.content) for one in found), 0
        for one in found:
            known[one.key] = await hash_in_workers(
                self.workers, Priority.PERSON, one.begun, one.content, partial(_tell, report, total, before)
            )
            before += len(one.content)
        return known

    async def needs_document(self, data: bytes) -> bool:
        """Return whether a file is a signature that belongs to a document beside it."""
        return await self.workers.run(Work.DOCUMENT, Priority.PERSON, needs_document, data)


def _tell(report: Report, total: int, before: int, done: int) -> None:
    """Report the bytes done of one hash, after those `before` it, as a part of all."""
    report((before + done) / total)
