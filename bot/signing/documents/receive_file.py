"""Stores a manager's file at once, so that nothing is lost while they answer the questions."""

from dataclasses import dataclass
from datetime import datetime

from bot.signing.finishing.examining import examine
from bot.signing.models import Carrying, MarkPlace
from bot.signing.personal_texts.parsing import parse_file
from bot.signing.ports import OpenSigning
from bot.signing.sealing.files import PDF, Changing, FileEmptyRefused, PdfFacts, is_pdf
from bot.staff.access import present_manager, require_manager
from bot.staff.models import Speaker
from bot.texts.lines import file_name as clean_name
from bot.workers.pool import WorkerPool

TEXT = "text/plain"


@dataclass(frozen=True, slots=True)
class Received:
    """A stored file; `media_type` is PDF where the bytes are one, else what was claimed.

    A `personal` one is a text of which everyone gets a copy of their own (`bot.signing.personal_texts`), in UTF-8. One
    that is `changing` is not sent: a fixed copy of it can be (`bot.signing.documents.fix_file`). `pages` are a PDF's;
    `marked` of them have room for a mark in their margin, and `places` for a larger one.
    """

    sha256: str
    size: int
    file_name: str
    media_type: str
    personal: bool = False
    carrying: Carrying = Carrying.ATTACHMENT
    changing: tuple[Changing, ...] = ()
    pages: int = 0
    marked: int = 0
    places: tuple[MarkPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class ReceiveFile:
    """For managers. A PDF that nobody could read is refused now; how it will be sealed is tried now."""

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
        facts = PdfFacts(0, Carrying.ATTACHMENT)
        if is_pdf(content) or _claims_pdf(file_name, media_type):
            facts, media_type = await examine(self.workers, content, margin=speaker.organisation.marks_pages), PDF
        text = parse_file(content, file_name)
        if text is not None:
            content, media_type = text.encode(), TEXT
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            sha256 = await tx.blobs.put(speaker.organisation.id, content, now)
        personal = text is not None
        what = (sha256, len(content), file_name, media_type, personal)
        return Received(*what, facts.carrying, facts.changing, facts.pages, facts.marked, facts.places)


def _claims_pdf(file_name: str, media_type: str) -> bool:
    """Return whether a file is named or sent as a PDF: then it must be one."""
    return media_type == PDF or file_name.lower().endswith(".pdf")
