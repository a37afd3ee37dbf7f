"""Voids a document: open requests end; signatures stay valid evidence."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.signing.models import Document, EndReason
from bot.signing.ports import OpenSigning
from bot.signing.requests.end_requests import end_open_requests
from bot.signing.requests.request_details import DocumentEndedRefused, load_document
from bot.staff.access import present
from bot.staff.models import Speaker


@dataclass(frozen=True, slots=True)
class VoidDocument:
    """For managers; recipients who have not answered are notified."""

    open: OpenSigning

    async def __call__(self, speaker: Speaker, document_id: UUID, *, event_id: EventId, now: datetime) -> Document:
        """Void it once and return it; DocumentEndedRefused when it had ended before."""
        async with self.open() as tx:
            speaker = await present(tx, speaker)
            document = await load_document(tx, speaker, document_id)
            if not await tx.documents.void(document_id, now):
                if await tx.ledger.find(event_id, Act.VOIDED):
                    return document
                raise DocumentEndedRefused(title=document.title)
            await end_open_requests(tx, document, EndReason.VOIDED, event_id=event_id, now=now)
            await tx.ledger.append(_audit_event(speaker, document, event_id, now))
            return document


def _audit_event(speaker: Speaker, document: Document, event_id: EventId, now: datetime) -> AuditEvent:
    facts: dict[str, str | int] = {"sha256": document.sha256}
    return AuditEvent(document.organisation_id, Act.VOIDED, event_id, now, speaker.person.id, document.id, facts)
