"""Tells whose turn it is where people answer one after another."""

from bot.signing.models import Document, Order, RequestState
from bot.signing.ports import SigningTransaction


async def whose_turn(tx: SigningTransaction, document: Document) -> str | None:
    """Return the name of the person who is to answer now; None outside a sequence, and once the document has ended."""
    if document.order is not Order.SEQUENCE or document.ended:
        return None
    for request in await tx.requests.of_document(document.id):
        if request.state is RequestState.OPEN:
            person = await tx.people.get(request.organisation_id, request.person_id)
            return person.name if person else None
    return None
