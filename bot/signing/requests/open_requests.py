"""Opens requests of a document: for new recipients, and in a sequence for the next one, whose turn it is."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.ids import EventId
from bot.signing.models import Document, Order, Request, RequestState
from bot.signing.notices import RequestSent
from bot.signing.notify import notify_recipients
from bot.signing.ports import SigningTransaction
from bot.signing.requests.new_version import changes_since_signed
from bot.signing.requests.remind_requests import start_reminding


async def open_requests(
    tx: SigningTransaction,
    document: Document,
    requests: Sequence[Request],
    *,
    event_id: EventId,
    now: datetime,
    handed_on_by: str | None = None,
) -> None:
    """Notify the recipients of requests that have just been opened, with the file, and start their reminders."""
    author = await tx.people.get(document.organisation_id, document.author_id)
    content = RequestSent(
        document_id=document.id,
        title=document.title,
        deadline_at=document.deadline_at,
        class_=document.class_,
        handing=document.handing,
        author=author.name if author else "",
        fingerprint=document.fingerprint,
        sha256=document.sha256,
        file_name=document.file_name,
        handed_on_by=handed_on_by,
    )
    changes = await changes_since_signed(tx, document, [request.person_id for request in requests])
    first = [request for request in requests if request.person_id not in changes]
    await notify_recipients(tx, first, content, event_id=event_id, now=now)
    for request in requests:
        if request.person_id in changes:
            told = replace(content, change=changes[request.person_id])
            await notify_recipients(tx, [request], told, event_id=event_id, now=now)
    await start_reminding(tx, document, requests, now)


async def open_next(tx: SigningTransaction, document: Document, *, event_id: EventId, now: datetime) -> None:
    """Open the next request of a sequence; do nothing where all were opened together."""
    if document.order is not Order.SEQUENCE:
        return
    request = await tx.requests.open_next(document.id, now)
    if request is not None:
        await open_requests(tx, document, [request], event_id=event_id, now=now)


async def go_on_without(tx: SigningTransaction, ended: Iterable[Request], *, event_id: EventId, now: datetime) -> None:
    """Open the next requests, and mark the boards stale, where requests `ended` because their person left."""
    for document_id, organisation_id in {(each.document_id, each.organisation_id) for each in ended}:
        document = await tx.documents.get(organisation_id, document_id)
        if document is not None:
            await open_next(tx, document, event_id=event_id, now=now)
            await tx.documents.mark_board_stale(document_id, now)


async def whose_turn(tx: SigningTransaction, document: Document) -> str | None:
    """Return the name of the person who is to answer now; None outside a sequence, and once the document has ended."""
    if document.order is not Order.SEQUENCE or document.ended:
        return None
    for request in await tx.requests.of_document(document.id):
        if request.state is RequestState.OPEN:
            person = await tx.people.get(request.organisation_id, request.person_id)
            return person.name if person else None
    return None
