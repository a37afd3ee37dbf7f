"""Turns of a sequence: who comes next hears of it when the one before has signed, not earlier."""

from collections.abc import Iterable
from datetime import datetime

from bot.ids import Cause
from bot.signing.asking import ask
from bot.signing.documents import Document, Order, Request
from bot.signing.ports import SigningTransaction


async def next_turn(tx: SigningTransaction, document: Document, *, cause: Cause, now: datetime) -> None:
    """Open the next request of a sequence and bring its person the file; nothing where all were asked together."""
    if document.order is not Order.SEQUENCE:
        return
    request = await tx.requests.open_next(document.id, now)
    if request is not None:
        await ask(tx, document, [request], cause=cause, now=now)


async def go_on_without(tx: SigningTransaction, ended: Iterable[Request], *, cause: Cause, now: datetime) -> None:
    """Let the documents go on whose requests were `ended` because their person left: the next turn, and the boards."""
    for document_id, organisation_id in {(each.document_id, each.organisation_id) for each in ended}:
        document = await tx.documents.get(organisation_id, document_id)
        if document is not None:
            await next_turn(tx, document, cause=cause, now=now)
            await tx.documents.board_behind(document_id, now)
