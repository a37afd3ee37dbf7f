"""Turns of a sequence: who comes next hears of it when the one before has signed, not earlier."""

from collections.abc import Iterable
from datetime import datetime

from bot.ids import EventId
from bot.signing.models import Document, Order, Request
from bot.signing.ports import SigningTransaction
from bot.signing.requests.open_requests import open_requests


async def next_turn(tx: SigningTransaction, document: Document, *, event_id: EventId, now: datetime) -> None:
    """Open the next request of a sequence and bring its person the file; nothing where all were asked together."""
    if document.order is not Order.SEQUENCE:
        return
    request = await tx.requests.open_next(document.id, now)
    if request is not None:
        await open_requests(tx, document, [request], event_id=event_id, now=now)


async def go_on_without(tx: SigningTransaction, ended: Iterable[Request], *, event_id: EventId, now: datetime) -> None:
    """Let the documents go on whose requests were `ended` because their person left: the next turn, and the boards."""
    for document_id, organisation_id in {(each.document_id, each.organisation_id) for each in ended}:
        document = await tx.documents.get(organisation_id, document_id)
        if document is not None:
            await next_turn(tx, document, event_id=event_id, now=now)
            await tx.documents.board_behind(document_id, now)
