"""Ends what is open of a document: the requests, their reminders, and those asked are told how it ended."""

from collections.abc import Sequence
from datetime import datetime

from bot.ids import EventId
from bot.signing.models import Document, Request, RequestState
from bot.signing.ports import SigningTransaction
from bot.signing.tellings import tell_ended


async def end_open(
    tx: SigningTransaction, document: Document, state: RequestState, said: str, *, event_id: EventId, now: datetime
) -> Sequence[Request]:
    """Move every open request to a final state and say so; `said` is the word for how. Return those that were open."""
    ended = await tx.requests.settle_all(document.id, state, now)
    await tx.reminders.stop(request.id for request in ended)
    await tell_ended(tx, document, ended, said, event_id=event_id, now=now)
    await tx.documents.board_behind(document.id, now)
    return ended
