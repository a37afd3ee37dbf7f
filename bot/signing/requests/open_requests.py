"""Asks people: the notice that brings the file, and the reminders that follow, written together."""

from collections.abc import Sequence
from datetime import datetime

from bot.ids import EventId
from bot.notices.outbox import Kind, Telling
from bot.signing.models import Document, Request
from bot.signing.ports import SigningTransaction
from bot.signing.requests.remind_requests import start_reminding
from bot.signing.tellings import facts_of, file_facts


async def open_requests(
    tx: SigningTransaction,
    document: Document,
    requests: Sequence[Request],
    *,
    event_id: EventId,
    now: datetime,
    handed_on_by: str = "",
) -> None:
    """Bring the file to those whose request has just opened, and begin to remind them."""
    author = await tx.people.get(document.organisation_id, document.author_id)
    names = {"author": author.name if author else "", "handed_on_by": handed_on_by}
    facts = facts_of(document) | file_facts(document) | names
    await tx.outbox.add(
        Telling(document.organisation_id, Kind.REQUEST_SENT, request.id, event_id, now, facts).to(request.person_id)
        for request in requests
    )
    await start_reminding(tx, document, requests, now)
