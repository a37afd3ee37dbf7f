"""Asks people: the notice that brings the file, and the reminders that follow, written together."""

from collections.abc import Sequence
from datetime import datetime

from bot.ids import EventId
from bot.signing.models import Document, Request
from bot.signing.notices import RequestSent
from bot.signing.ports import SigningTransaction
from bot.signing.requests.remind_requests import start_reminding
from bot.signing.tellings import notify_asked


async def open_requests(
    tx: SigningTransaction,
    document: Document,
    requests: Sequence[Request],
    *,
    event_id: EventId,
    now: datetime,
    handed_on_by: str | None = None,
) -> None:
    """Bring the file to those whose request has just opened, and begin to remind them."""
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
    await notify_asked(tx, requests, content, event_id=event_id, now=now)
    await start_reminding(tx, document, requests, now)
