"""Replaces a version of a document by the next: what is open of the old one ends, and those asked are told why."""

from datetime import datetime
from uuid import UUID

from bot.ids import EventId, derived_id
from bot.ledger.entries import Act, AuditEvent
from bot.signing.documents.end_open_requests import end_open
from bot.signing.models import Document, EndReason
from bot.signing.ports import SigningTransaction
from bot.signing.requests.request_details import load_sendable
from bot.staff.models import Speaker

FIRST = 1


async def replace_version(
    tx: SigningTransaction, speaker: Speaker, document_id: UUID | None, *, event_id: EventId, now: datetime
) -> int:
    """End the version before, if there is one, and return the new one's number; what is finished stays as it is."""
    if document_id is None:
        return FIRST
    old = await load_sendable(tx, speaker, document_id)
    if await tx.documents.void(document_id, now):
        await end_open(tx, old, EndReason.REPLACED, event_id=event_id, now=now)
        await tx.ledger.append(_audit_event(speaker, old, event_id, now))
    return old.version + 1


def _audit_event(speaker: Speaker, old: Document, event_id: EventId, now: datetime) -> AuditEvent:
    facts: dict[str, str | int] = {"sha256": old.sha256, "replaced_by": str(derived_id(event_id, "document"))}
    return AuditEvent(old.organisation_id, Act.VOIDED, event_id, now, speaker.person.id, old.id, facts)
