"""Replaces a version of a document by the next: what is open of the old one ends, and those asked are told why."""

from datetime import datetime
from uuid import UUID

from bot.ids import Cause, derived_id
from bot.ledger.entries import Act, Deed
from bot.signing.asked import load_sendable
from bot.signing.documents import Document, RequestState
from bot.signing.ending import end_open
from bot.signing.ports import SigningTransaction
from bot.staff.people import Speaker

FIRST = 1


async def replace_version(
    tx: SigningTransaction, speaker: Speaker, document_id: UUID | None, *, cause: Cause, now: datetime
) -> int:
    """End the version before, if there is one, and answer the new one's number; what is finished stays as it is."""
    if document_id is None:
        return FIRST
    old = await load_sendable(tx, speaker, document_id)
    if await tx.documents.void(document_id, now):
        await end_open(tx, old, RequestState.VOIDED, "replaced", cause=cause, now=now)
        await tx.ledger.append(_deed(speaker, old, cause, now))
    return old.version + 1


def _deed(speaker: Speaker, old: Document, cause: Cause, now: datetime) -> Deed:
    facts: dict[str, str | int] = {"sha256": old.sha256, "replaced_by": str(derived_id(cause, "document"))}
    return Deed(old.organisation_id, Act.VOIDED, cause, now, speaker.person.id, old.id, facts)
