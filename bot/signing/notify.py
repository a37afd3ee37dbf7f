"""Writes the notices of signing, in the transaction that causes them."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from bot.ids import EventId
from bot.notices.content import NoticeContent
from bot.notices.outbox import NewNotice
from bot.signing.models import Document, Request
from bot.signing.notices import RequestContent, RequestReminder
from bot.signing.ports import SigningTransaction


async def notify_recipients(
    tx: SigningTransaction, requests: Iterable[Request], content: RequestContent, *, event_id: EventId, now: datetime
) -> None:
    """Notify the recipient of each request."""
    await tx.outbox.add(
        NewNotice(request.organisation_id, request.id, content, event_id, now).to(request.person_id)
        for request in requests
    )


async def remind_recipients(
    tx: SigningTransaction,
    document: Document,
    requests: Iterable[Request],
    *,
    step: str,
    event_id: EventId,
    now: datetime,
) -> None:
    """Remind the recipients of open requests; `step` says which reminder it is."""
    content = RequestReminder(
        document_id=document.id,
        title=document.title,
        deadline_at=document.deadline_at,
        class_=document.class_,
        handing=document.handing,
        step=step,
    )
    await notify_recipients(tx, requests, content, event_id=event_id, now=now)


async def notify_about(
    tx: SigningTransaction,
    document: Document,
    content: NoticeContent,
    people: Iterable[UUID],
    *,
    event_id: EventId,
    now: datetime,
) -> None:
    """Notify people about a document as a whole, each once."""
    notice = NewNotice(document.organisation_id, document.id, content, event_id, now)
    await tx.outbox.add(notice.to(person_id) for person_id in dict.fromkeys(people))
