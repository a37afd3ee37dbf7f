"""Judges the qualified signatures in a file that a registered person sent."""

from dataclasses import dataclass
from datetime import datetime

from bot.qualified.in_workers import NamedFile, judge_file, needs_document
from bot.qualified.judgement import Judgement
from bot.qualified.trust.ports import ReadTrust
from bot.workers.pool import Priority, Work, WorkerPool


@dataclass(frozen=True, slots=True)
class JudgeSignatures:
    """For anybody: the lists that are loaded are public. Nothing of the file is stored."""

    read: ReadTrust
    workers: WorkerPool

    async def __call__(self, given: NamedFile, document: NamedFile | None, *, now: datetime) -> tuple[Judgement, ...]:
        """Judge every signature in the file; see `bot.qualified.judging.judge` for what it refuses."""
        async with self.read() as tx:
            lists = await tx.trusted_lists.all()
        return await self.workers.run(Work.DOCUMENT, Priority.PERSON, judge_file, given, document, lists, now)

    async def needs_document(self, data: bytes) -> bool:
        """Return whether a file is a signature that belongs to a document beside it."""
        return await self.workers.run(Work.DOCUMENT, Priority.PERSON, needs_document, data)
