"""Takes a document that was sent as the pattern of one to be sent: the same questions, answered the same."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.signing.documents.audience import Audience, recipients
from bot.signing.documents.recipients import SHOWN, Choice
from bot.signing.models import Document
from bot.signing.ports import ReadSigning
from bot.signing.requests.request_details import load_sendable
from bot.staff.models import Speaker


@dataclass(frozen=True, slots=True)
class DocumentTemplate:
    """A document, and those of its recipients who can be asked again, in their order."""

    document: Document
    choice: Choice


@dataclass(frozen=True, slots=True)
class UseAsTemplate:
    """For managers."""

    read: ReadSigning

    async def __call__(self, speaker: Speaker, document_id: UUID, *, now: datetime) -> DocumentTemplate:
        """Return the pattern; who has left since is not in it, nor who was handed a request by somebody in it."""
        async with self.read() as tx:
            document = await load_sendable(tx, speaker, document_id)
            requests = await tx.requests.of_document(document_id)
            audience = Audience(people=tuple(one.person_id for one in requests if one.instead_of_id is None))
            found = await recipients(tx, speaker.organisation.id, audience, now)
        names = tuple(person.name for person in found[:SHOWN])
        return DocumentTemplate(document, Choice(Audience(people=tuple(one.id for one in found)), len(found), names))
