"""Reminds everyone with an open request of a document, when a manager asks for it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.ids import EventId
from bot.signing.models import Document, RequestState
from bot.signing.notices import BY_HAND
from bot.signing.notify import remind_recipients
from bot.signing.ports import OpenSigning
from bot.signing.requests.request_details import load_document, require_standing
from bot.staff.access import present
from bot.staff.models import Speaker


@dataclass(frozen=True, slots=True)
class Reminded:
    """How many people are being reminded."""

    document: Document
    number: int


@dataclass(frozen=True, slots=True)
class RemindNow:
    """For managers, while the document has not ended.

    Nobody is reminded by it more than once an hour, and by the bot itself not again on that day.
    """

    open: OpenSigning

    async def __call__(self, speaker: Speaker, document_id: UUID, *, now: datetime) -> Reminded:
        """Remind them and return how many they are; DocumentEndedRefused."""
        async with self.open() as tx:
            speaker = await present(tx, speaker)
            document = await load_document(tx, speaker, document_id)
            require_standing(document)
            requests = await tx.requests.of_document(document_id)
            opened = [request for request in requests if request.state is RequestState.OPEN]
            declines = await tx.declines.of([request.id for request in opened])
            waiting = [request for request in opened if request.id not in declines]
            event_id = EventId(f"remind:{document_id}:{now:%Y%m%d%H}")
            await remind_recipients(tx, document, waiting, step=BY_HAND, event_id=event_id, now=now)
            await tx.reminders.note_reminded([request.id for request in waiting], now)
        return Reminded(document, len(waiting))
