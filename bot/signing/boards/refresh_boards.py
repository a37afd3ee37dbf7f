"""Keeps the boards alive: shows each author, in the board's own message, what has changed since."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.due_rows import DueRow, DueRows
from bot.ids import EventId
from bot.signing.models import Document
from bot.signing.notices import DocumentBoard
from bot.signing.ports import OpenSigning, SigningTransaction
from bot.signing.tellings import board_content, notify_about

_WAITED_FOR = timedelta(days=1)
_PAUSE = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class RefreshBoards:
    """Periodic job. A board is told two seconds after a change, so that a thousand signatures are not a thousand edits.

    The board's first notice is written when the document is sent, and names no `message_id`; every later
    one names the message that Telegram made of the first, and is shown in its place.
    """

    open: OpenSigning

    async def __call__(self, *, now: datetime) -> int:
        """Bring every board that is behind up to date and return how many there were."""
        return await DueRows(
            job="refresh_boards",
            open=self.open,
            find=lambda tx, most: tx.documents.boards_behind(now - _PAUSE, most),
            handle_one=self._refresh,
        ).handle_each(now)

    async def _refresh(self, row: DueRow, now: datetime) -> bool:
        async with self.open() as tx:
            document = await tx.documents.get(row.organisation_id, row.id)
            noted = await tx.documents.board_noted(row.id)
            if document is None or noted is None or noted > now - _PAUSE:
                return False
            message_id = await tx.outbox.last_message(document.author_id, document.id, [DocumentBoard.kind])
            if message_id is None:
                await _wait(tx, document, noted, now)
                return False
            if not await tx.documents.board_told(document.id, noted):
                return False
            await _tell(tx, document, message_id, noted, now)
        return True


async def _wait(tx: SigningTransaction, document: Document, noted: datetime, now: datetime) -> None:
    """Go to the end of the line until the first board is delivered; who blocked the bot has no board to show."""
    told = await tx.documents.board_told(document.id, noted)
    if told and now - document.created_at < _WAITED_FOR:
        await tx.documents.board_behind(document.id, now)


async def _tell(tx: SigningTransaction, listed: Document, message_id: int, noted: datetime, now: datetime) -> None:
    event_id = EventId(f"bell:{listed.id}:board:{noted.isoformat()}")
    document = await tx.documents.get(listed.organisation_id, listed.id) or listed
    board = board_content(document, await tx.requests.tally(document.id), message_id)
    await notify_about(tx, document, board, [document.author_id], event_id=event_id, now=now)
