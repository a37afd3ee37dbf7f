"""Draws the copy that the first of the recipients would get, and counts fields that stay empty."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from bot.signing.documents.audience import recipients
from bot.signing.documents.send_document import Draft, NobodyChosenRefused, require_title
from bot.signing.personal_texts.filling import values_of
from bot.signing.personal_texts.in_workers import draw_copies
from bot.signing.personal_texts.parsing import fields_of, parse_text
from bot.signing.personal_texts.text import Field, Setup
from bot.signing.ports import ReadSigning
from bot.staff.access import NotAllowedRefused, present_manager, require_manager
from bot.staff.models import Speaker
from bot.workers.pool import Priority, Work, WorkerPool


@dataclass(frozen=True, slots=True)
class Preview:
    """The copy of one person; `empty` counts, by field of the text, the recipients for whom it stays empty."""

    name: str
    content: bytes
    empty: dict[Field, int]


@dataclass(frozen=True, slots=True)
class PreviewCopy:
    """For managers; nothing is stored."""

    read: ReadSigning
    workers: WorkerPool

    async def __call__(self, speaker: Speaker, draft: Draft, *, now: datetime) -> Preview:
        """Return the first copy; NobodyChosenRefused where there are no recipients."""
        require_manager(speaker)
        if not draft.file.personal:
            raise NotAllowedRefused
        title, organisation = require_title(draft.title), speaker.organisation
        async with self.read() as tx:
            speaker = await present_manager(tx, speaker)
            people = await recipients(tx, organisation.id, draft.audience, now)
            text = (await tx.blobs.get(organisation.id, draft.file.sha256)).decode()
        if not people:
            raise NobodyChosenRefused
        author, until = speaker.person.name, draft.deadline_at
        values = [
            values_of(one, organisation, title=title, author=author, deadline_at=until, now=now) for one in people
        ]
        used = fields_of(parse_text(text))
        empty = Counter(field for each in values for field in Field if field in used and not each[field])
        setup = Setup(title, organisation.language, now)
        (content,) = await self.workers.run(Work.DOCUMENT, Priority.PERSON, draw_copies, text, setup, values[:1])
        return Preview(people[0].name, content, dict(empty))
