"""Puts a document off whose file could not be made: tried again later and later, and its board says so."""

from datetime import datetime, timedelta

from bot.errors import Refused
from bot.ids import EventId
from bot.signing.models import Document
from bot.signing.notices import SealingPutOff
from bot.signing.ports import SigningTransaction
from bot.signing.tellings import notify_about

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))
"""What is waited after the first failure, the second, and so on; after the last, again and again."""

TOLD_AFTER = 3
"""Failures after which the author is told: a service that was away for some minutes is nobody's business."""


def pause_after(attempts: int) -> timedelta:
    """Return how long to wait after so many failures (at least one)."""
    return PAUSES[min(attempts, len(PAUSES)) - 1]


async def retry_later(tx: SigningTransaction, document: Document, error: Exception, now: datetime) -> None:
    """Note one more failure; the author hears of it once, after the third."""
    attempts, word = document.seal_attempts + 1, word_for(error)
    if not await tx.documents.retry_later(document, word, now + pause_after(attempts)):
        return
    await tx.documents.board_behind(document.id, now)
    if attempts == TOLD_AFTER:
        event_id = EventId(f"bell:{document.board_id}:put-off")
        content = SealingPutOff(document.board_id, document.title, word)
        await notify_about(tx, document, content, [document.author_id], event_id=event_id, now=now)


def word_for(error: Exception) -> str:
    """Name a failure for a log or a person: a refusal's text id, else the error's class; never its words."""
    return error.text_id if isinstance(error, Refused) else type(error).__name__
