"""Notes that a request's file has reached its person: the courier says so after Telegram took the message."""

from dataclasses import dataclass
from datetime import datetime

from bot.notices.outbox import Kind, Notice
from bot.signing.ports import OpenSigning


@dataclass(frozen=True, slots=True)
class NoteDelivered:
    """Being told twice changes nothing; other notices than the file itself are none of its business."""

    open: OpenSigning

    async def __call__(self, notice: Notice, now: datetime) -> None:
        """Note it, and that the author's board is behind."""
        if notice.kind is not Kind.REQUEST_SENT:
            return
        async with self.open() as tx:
            request = await tx.requests.get(notice.organisation_id, notice.subject_id)
            if request is not None and request.delivered_at is None:
                await tx.requests.delivered(request.id, now)
                await tx.documents.board_behind(request.document_id, now)
