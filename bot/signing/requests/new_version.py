"""Leads from a document that was replaced to its newest version, and from a version to those signed before it."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from bot.ids import EventId
from bot.signing.models import Document, Request, RequestState
from bot.signing.notices import VersionChange, VersionReplaced
from bot.signing.notify import notify_about
from bot.signing.ports import SigningTransaction

_NOT_THEIRS = (RequestState.WAITING, RequestState.DELEGATED)


async def newest_version(tx: SigningTransaction, document: Document) -> Document | None:
    """Return the newest version of a document that was replaced; None where it was not."""
    newest = await tx.documents.successor(document.organisation_id, document.board_id)
    following = newest
    while following is not None:
        newest = following
        following = await tx.documents.successor(newest.organisation_id, newest.id)
    return newest


async def request_in(tx: SigningTransaction, document: Document, person_id: UUID) -> tuple[Request, Document] | None:
    """Return what the person was sent of this document, and has not handed on."""
    for request in await tx.requests.of_document(document.id):
        if request.person_id == person_id and request.state not in _NOT_THEIRS:
            return await tx.requests.with_document(document.organisation_id, request.id)
    return None


async def changes_since_signed(
    tx: SigningTransaction, document: Document, people: Collection[UUID]
) -> Mapping[UUID, VersionChange]:
    """Return what is new for those of these people who signed an earlier version: since the last that they signed."""
    changes: dict[UUID, VersionChange] = {}
    replaced = document.replaces_id
    while replaced is not None:
        signed = await tx.signatures.signed_by(replaced, people)
        for person_id, document_id in signed.items():
            old = await tx.documents.get(document.organisation_id, document_id)
            if old is not None:
                changes.setdefault(person_id, _change(old, document))
        before = await tx.documents.get(document.organisation_id, replaced)
        replaced = before.replaces_id if before else None
    return changes


async def notify_left_out(
    tx: SigningTransaction,
    document: Document,
    old: Document,
    stays: Collection[UUID],
    *,
    event_id: EventId,
    now: datetime,
) -> None:
    """Notify those who signed the version before this one and are not among those who get it, what has changed."""
    signed = {one.person_id for one in await tx.signatures.of_document(old.id)}
    changes = await changes_since_signed(tx, document, signed - set(stays) - {document.author_id})
    for person_id, change in changes.items():
        content = VersionReplaced(document.title, change)
        await notify_about(tx, document, content, [person_id], event_id=event_id, now=now)


def _change(old: Document, new: Document) -> VersionChange:
    return VersionChange(old.version, new.version, old.title, old.pages, new.pages, old.size, new.size)
