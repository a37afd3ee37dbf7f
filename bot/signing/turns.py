"""Turns of a sequence: who comes next hears of it when the one before has signed, not earlier."""

from datetime import datetime

from bot.ids import Cause
from bot.signing.documents import Document, Order
from bot.signing.ports import SigningTransaction
from bot.signing.tellings import ask


async def next_turn(tx: SigningTransaction, document: Document, *, cause: Cause, now: datetime) -> None:
    """Open the next request of a sequence and bring its person the file; nothing where all were asked together."""
    if document.order is not Order.SEQUENCE:
        return
    request = await tx.requests.open_next(document.id, now)
    if request is not None:
        await ask(tx, document, [request], cause=cause, now=now)
