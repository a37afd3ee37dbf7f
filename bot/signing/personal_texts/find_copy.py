"""Finds the document of one request: a person's copy of a series, or the document itself."""

from dataclasses import dataclass
from uuid import UUID

from bot.signing.models import Document
from bot.signing.ports import ReadSigning
from bot.staff.access import NotAllowedRefused, present_manager
from bot.staff.models import Speaker


@dataclass(frozen=True, slots=True)
class FindCopy:
    """For managers."""

    read: ReadSigning

    async def __call__(self, speaker: Speaker, request_id: UUID) -> Document:
        """Return the document that this request is about."""
        async with self.read() as tx:
            speaker = await present_manager(tx, speaker)
            request = await tx.requests.get(speaker.organisation.id, request_id)
            if request is None:
                raise NotAllowedRefused
            document = await tx.documents.get(speaker.organisation.id, request.document_id)
        if document is None:
            raise NotAllowedRefused
        return document
