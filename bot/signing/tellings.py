"""Writes the notices of signing, in the transaction that causes them."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from bot.ids import EventId
from bot.notices.content import NoticeContent
from bot.notices.outbox import NewNotice
from bot.signing.models import Document, EndReason, Request, RequestState, Tally
from bot.signing.notices import DocumentBoard, RequestContent, RequestReminder, RequestVoided
from bot.signing.ports import SigningTransaction


def board_content(document: Document, tally: Tally, message_id: int | None = None) -> DocumentBoard:
    """Return what a board shows; with `message_id`, it is shown in place of that message."""
    return DocumentBoard(
        document_id=document.id,
        title=document.title,
        deadline_at=document.deadline_at,
        total=tally.total,
        delivered=tally.delivered,
        opened=tally.opened,
        signed=tally.signed,
        declined=tally.declined,
        final=tally.final,
        retry_later=tally.retry_later,
        by_email=tally.by_email,
        by_sms=tally.by_sms,
        unreached=tally.unreached,
        voided=document.voided_at is not None,
        finished=document.finished_at is not None,
        is_series=document.is_series,
        is_act=document.about_request_id is not None,
        message_id=message_id,
    )


async def remind(
    tx: SigningTransaction,
    document: Document,
    requests: Iterable[Request],
    *,
    step: str,
    event_id: EventId,
    now: datetime,
) -> None:
    """Remind of open requests; `step` says which reminder it is."""
    content = RequestReminder(
        document_id=document.id,
        title=document.title,
        deadline_at=document.deadline_at,
        class_=document.class_,
        handing=document.handing,
        step=step,
    )
    await notify_asked(tx, requests, content, event_id=event_id, now=now)


async def notify_asked(
    tx: SigningTransaction, requests: Iterable[Request], content: RequestContent, *, event_id: EventId, now: datetime
) -> None:
    """Notify the person of each request of it."""
    await tx.outbox.add(
        NewNotice(request.organisation_id, request.id, content, event_id, now).to(request.person_id)
        for request in requests
    )


async def notify_about(
    tx: SigningTransaction,
    document: Document,
    content: NoticeContent,
    people: Iterable[UUID],
    *,
    event_id: EventId,
    now: datetime,
) -> None:
    """Notify people of a document as a whole, each once."""
    notice = NewNotice(document.organisation_id, document.id, content, event_id, now)
    await tx.outbox.add(notice.to(person_id) for person_id in dict.fromkeys(people))


async def notify_ended(
    tx: SigningTransaction,
    document: Document,
    requests: Iterable[Request],
    reason: EndReason,
    *,
    event_id: EventId,
    now: datetime,
) -> None:
    """Notify those whose open request was ended by others, and why; who was not asked yet hears nothing."""
    content = RequestVoided(document.title, reason)
    await tx.outbox.add(
        NewNotice(document.organisation_id, request.id, content, event_id, now).to(request.person_id)
        for request in requests
        if request.state is RequestState.OPEN
    )
