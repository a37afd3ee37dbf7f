"""Ends what is open of a document: the requests, their reminders, and those asked are told how it ended."""

from collections.abc import Sequence
from datetime import datetime

from bot.ids import EventId
from bot.signing.models import Document, EndReason, Request
from bot.signing.ports import SigningTransaction
from bot.signing.tellings import notify_ended


async def end_open(
    tx: SigningTransaction, document: Document, reason: EndReason, *, event_id: EventId, now: datetime
) -> Sequence[Request]:
    """Move every open request to its final state and notify its person; return those that were open."""
    ended = await tx.requests.settle_all(document.id, reason.state, now)
    await tx.reminders.stop(request.id for request in ended)
    await notify_ended(tx, document, ended, reason, event_id=event_id, now=now)
    await tx.documents.board_behind(document.id, now)
    return ended
