"""Ends the open requests of a document, and notifies their recipients of the reason."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from bot.ids import EventId
from bot.notices.outbox import NewNotice, Notice
from bot.signing.models import Document, EndReason, Request, RequestState
from bot.signing.notices import RequestVoided
from bot.signing.ports import SigningTransaction


async def end_open_requests(
    tx: SigningTransaction,
    document: Document,
    reason: EndReason,
    *,
    event_id: EventId,
    now: datetime,
    stays: Collection[UUID] | None = None,
) -> Sequence[Request]:
    """Move every WAITING and OPEN request to its final state, stop its reminders, and return them as they were.

    Where a new version replaces the document, `stays` are the people who get that.
    """
    ended = await tx.requests.settle_all(document.id, reason.state, now)
    await tx.reminders.stop(request.id for request in ended)
    await tx.outbox.add(_notices(document, ended, reason, stays, event_id, now))
    await tx.documents.mark_board_stale(document.id, now)
    return ended


def _notices(
    document: Document,
    ended: Iterable[Request],
    reason: EndReason,
    stays: Collection[UUID] | None,
    event_id: EventId,
    now: datetime,
) -> Iterator[Notice]:
    """Return the notices for those whose request was open; who was still waiting for their turn gets none."""
    for request in ended:
        if request.state is RequestState.OPEN:
            left_out = (stays is not None and request.person_id not in stays) or None
            content = RequestVoided(document.title, reason, left_out)
            yield NewNotice(document.organisation_id, request.id, content, event_id, now).to(request.person_id)
