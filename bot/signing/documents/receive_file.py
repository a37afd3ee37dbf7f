"""Stores a manager's file at once, so that nothing is lost while they answer the questions."""

from dataclasses import dataclass
from datetime import datetime

from bot.signing.personal_texts.parsing import parse_file
from bot.signing.ports import OpenSigning
from bot.signing.sealing.files import FileEmptyRefused, is_pdf
from bot.signing.sealing.in_workers import check_pdf
from bot.staff.access import require_manager
from bot.staff.models import Speaker
from bot.texts.lines import file_name as clean_name
from bot.workers.pool import Priority, Work, WorkerPool

PDF = "application/pdf"
TEXT = "text/plain"


@dataclass(frozen=True, slots=True)
class Received:
    """A stored file; `media_type` is PDF where the bytes are one, else what was claimed.

    A `personal` one is a text of which everyone gets a copy of their own (`bot.signing.personal_texts`), in UTF-8.
    """

    sha256: str
    size: int
    file_name: str
    media_type: str
    personal: bool = False


@dataclass(frozen=True, slots=True)
class ReceiveFile:
    """For managers. A PDF that cannot be sealed is refused now, not after everyone has signed."""

    open: OpenSigning
    workers: WorkerPool

    async def __call__(
        self, speaker: Speaker, content: bytes, *, file_name: str, media_type: str, now: datetime
    ) -> Received:
        """Store the file; refused when empty, damaged or encrypted. The same bytes are stored once."""
        require_manager(speaker)
        file_name = clean_name(file_name)
        if not content:
            raise FileEmptyRefused
        if is_pdf(content) or _claims_pdf(file_name, media_type):
            await self.workers.run(Work.DOCUMENT, Priority.PERSON, check_pdf, content)
            media_type = PDF
        text = parse_file(content, file_name)
        if text is not None:
            content, media_type = text.encode(), TEXT
        async with self.open() as tx:
            sha256 = await tx.blobs.put(speaker.organisation.id, content, now)
        return Received(sha256, len(content), file_name, media_type, personal=text is not None)


def _claims_pdf(file_name: str, media_type: str) -> bool:
    """Return whether a file is named or sent as a PDF: then it must be one."""
    return media_type == PDF or file_name.lower().endswith(".pdf")
