"""Uses a document that was sent as the template of a new one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.signing.documents.audience import Audience, recipients
from bot.signing.documents.recipients import Choice
from bot.signing.models import Document
from bot.signing.ports import ReadSigning
from bot.signing.requests.request_details import load_sendable
from bot.staff.access import present
from bot.staff.models import Speaker


@dataclass(frozen=True, slots=True)
class DocumentTemplate:
    """A document, and those of its recipients who can get another one, in their order."""

    document: Document
    choice: Choice


@dataclass(frozen=True, slots=True)
class UseAsTemplate:
    """For managers."""

    read: ReadSigning

    async def __call__(self, speaker: Speaker, document_id: UUID, *, now: datetime) -> DocumentTemplate:
        """Return the template, without people who have left since or to whom a request was only handed on."""
        async with self.read() as tx:
            speaker = await present(tx, speaker)
            document = await load_sendable(tx, speaker, document_id)
            requests = await tx.requests.of_document(document_id)
            audience = Audience(people=tuple(one.person_id for one in requests if one.instead_of_id is None))
            found = await recipients(tx, speaker.organisation.id, audience, now)
        return DocumentTemplate(document, Choice.of(Audience(people=tuple(one.id for one in found)), found, speaker))
