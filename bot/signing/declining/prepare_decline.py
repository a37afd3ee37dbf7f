"""Sums up what declining a request would do, before the person confirms it."""

from dataclasses import dataclass
from uuid import UUID

from bot.signing.declining.decline_request import require_reason
from bot.signing.models import Document, Order, RequestState
from bot.signing.ports import ReadSigning, SigningTransaction
from bot.signing.requests.request_details import AlreadySettled, RequestDetails, already_settled, load_request
from bot.staff.access import present
from bot.staff.models import Speaker


@dataclass(frozen=True, slots=True)
class DeclineSummary:
    """What would be declined, and why; in a sequence, `left_out` people would never get the document."""

    details: RequestDetails
    reason: str
    left_out: int


@dataclass(frozen=True, slots=True)
class PrepareDecline:
    """For the recipient."""

    read: ReadSigning

    async def __call__(self, speaker: Speaker, request_id: UUID, reason: str) -> DeclineSummary | AlreadySettled:
        """Return the summary; ReasonEmptyRefused, ReasonLongRefused."""
        reason = require_reason(reason)
        async with self.read() as tx:
            speaker = await present(tx, speaker)
            details = await load_request(tx, speaker, request_id)
            if not details.waits:
                return await already_settled(tx, details)
            return DeclineSummary(details, reason, await count_left_out(tx, details.document))


async def count_left_out(tx: SigningTransaction, document: Document) -> int:
    """Return how many people would never get a document if somebody declined it now: none outside a sequence."""
    if document.order is not Order.SEQUENCE:
        return 0
    return sum(one.state is RequestState.WAITING for one in await tx.requests.of_document(document.id))
