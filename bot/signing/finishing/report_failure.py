"""Shows that a document's file could not be made: on its board, and after some failures in a notice to its author.

The file is tried again with growing delays, as every failing row of a periodic job is (`bot.due_rows`).
"""

from datetime import datetime
from typing import Final

from bot.due_rows import JobFailure
from bot.ids import EventId
from bot.signing.models import Document
from bot.signing.notices import SealingDelayed
from bot.signing.notify import notify_about
from bot.signing.ports import SigningTransaction

FINISH_DOCUMENTS: Final = "finish_documents"
MAKE_COPIES: Final = "make_copies"
"""The jobs that make files; a failure of the first is recorded by document, of the second by request."""

NOTIFIED_AFTER: Final = 3
"""Failures after which the author is notified: short outages of other services need no notice."""


async def report_failure(tx: SigningTransaction, document: Document, failure: JobFailure, now: datetime) -> None:
    """Mark the board as stale, and notify the author, once for each board."""
    await tx.documents.mark_board_stale(document.id, now)
    if failure.attempts >= NOTIFIED_AFTER:
        event_id = EventId(f"job:{document.board_id}:put-off")
        content = SealingDelayed(document.board_id, document.title, failure.error)
        await notify_about(tx, document, content, [document.author_id], event_id=event_id, now=now)
