"""What follows when a document's file could not be made: its board says so, and after some failures its author is told.

The file is tried again later and later, as every failing row of a periodic job is (`bot.due_rows`).
"""

from datetime import datetime
from typing import Final

from bot.due_rows import JobFailure
from bot.ids import EventId
from bot.signing.models import Document
from bot.signing.notices import SealingPutOff
from bot.signing.ports import SigningTransaction
from bot.signing.tellings import notify_about

FINISH_DOCUMENTS: Final = "finish_documents"
MAKE_COPIES: Final = "make_copies"
"""The jobs that make files; a failure of the first is recorded by document, of the second by request."""

TOLD_AFTER: Final = 3
"""Failures after which the author is told: a service that was away for some minutes is nobody's business."""


async def note_put_off(tx: SigningTransaction, document: Document, failure: JobFailure, now: datetime) -> None:
    """Bring the board up to date, and notify the author, once for each board."""
    await tx.documents.board_behind(document.id, now)
    if failure.attempts >= TOLD_AFTER:
        event_id = EventId(f"bell:{document.board_id}:put-off")
        content = SealingPutOff(document.board_id, document.title, failure.error)
        await notify_about(tx, document, content, [document.author_id], event_id=event_id, now=now)
