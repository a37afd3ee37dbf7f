"""Makes a fixed copy of a PDF that can change by itself, to be sent in its place."""

from dataclasses import dataclass
from datetime import datetime

from bot.signing.documents.receive_file import Received
from bot.signing.finishing.examining import examine
from bot.signing.ports import OpenSigning, ReadSigning
from bot.signing.sealing.files import PDF
from bot.signing.sealing.in_workers import make_fixed_copy
from bot.staff.access import present_manager
from bot.staff.models import Speaker
from bot.workers.pool import Priority, Work, WorkerPool


@dataclass(frozen=True, slots=True)
class FixedCopy:
    """The copy: pictures of the original's pages, under the original's name."""

    file: Received
    content: bytes


@dataclass(frozen=True, slots=True)
class FixFile:
    """For managers. The copy is a file of its own, with a hash of its own."""

    read: ReadSigning
    open: OpenSigning
    workers: WorkerPool

    async def __call__(self, speaker: Speaker, sha256: str, *, file_name: str, now: datetime) -> FixedCopy:
        """Draw and store the copy; PdfLongRefused."""
        async with self.read() as tx:
            speaker = await present_manager(tx, speaker)
            original = await tx.blobs.get(speaker.organisation.id, sha256)
        content = await self.workers.run(Work.DOCUMENT, Priority.PERSON, make_fixed_copy, original)
        facts = await examine(self.workers, content, margin=speaker.organisation.marks_pages)
        async with self.open() as tx:
            await present_manager(tx, speaker)
            stored = await tx.blobs.put(speaker.organisation.id, content, now)
        found = (facts.carrying, (), facts.pages, facts.marked, facts.places)
        received = Received(stored, len(content), file_name, PDF, False, *found)
        return FixedCopy(received, content)
