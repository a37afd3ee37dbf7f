"""Voids a document: what is open ends, what was signed stays evidence."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.errors import StateRefused
from bot.ids import Cause
from bot.ledger.entries import Act, Deed
from bot.signing.asked import load_document
from bot.signing.documents import Document, RequestState
from bot.signing.ending import end_open
from bot.signing.ports import OpenSigning
from bot.staff.people import Speaker


class DocumentEndedRefused(StateRefused):
    """The document is finished or voided already. Facts: title."""


@dataclass(frozen=True, slots=True)
class VoidDocument:
    """Any manager of the organisation may; those who were asked and have not answered are told."""

    open: OpenSigning

    async def __call__(self, speaker: Speaker, document_id: UUID, *, cause: Cause, now: datetime) -> Document:
        """Void it once and answer it; DocumentEndedRefused when it had ended before."""
        async with self.open() as tx:
            document = await load_document(tx, speaker, document_id)
            if not await tx.documents.void(document_id, now):
                if await tx.ledger.find(cause, Act.VOIDED):
                    return document
                raise DocumentEndedRefused(title=document.title)
            await end_open(tx, document, RequestState.VOIDED, RequestState.VOIDED.value, cause=cause, now=now)
            await tx.ledger.append(_deed(speaker, document, cause, now))
            return document


def _deed(speaker: Speaker, document: Document, cause: Cause, now: datetime) -> Deed:
    facts: dict[str, str | int] = {"sha256": document.sha256}
    return Deed(document.organisation_id, Act.VOIDED, cause, now, speaker.person.id, document.id, facts)
