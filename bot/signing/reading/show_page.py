"""Shows the recipient of a request the pages of its document."""

from dataclasses import dataclass
from uuid import UUID

from bot.signing.ports import ReadSigning
from bot.signing.reading.in_workers import DrawnPage, FileNotShownRefused, draw_page
from bot.signing.requests.request_details import load_request
from bot.staff.access import present
from bot.staff.models import Speaker
from bot.workers.errors import WorkFailed
from bot.workers.pool import Priority, Work, WorkerPool


@dataclass(frozen=True, slots=True)
class ShowPage:
    """For the recipient. A page is drawn anew each time: nothing of a document is kept outside of the database."""

    read: ReadSigning
    workers: WorkerPool

    async def __call__(self, speaker: Speaker, request_id: UUID, number: int) -> DrawnPage:
        """Return a page, counted from 0; NotAllowedRefused, FileNotShownRefused."""
        async with self.read() as tx:
            speaker = await present(tx, speaker)
            document = (await load_request(tx, speaker, request_id)).document
            content = await tx.blobs.get(document.organisation_id, document.sha256)
        try:
            return await self.workers.run(Work.DOCUMENT, Priority.PERSON, draw_page, content, number)
        except WorkFailed:
            raise FileNotShownRefused from None
