"""Refreshes boards: edits the message of each board that is stale."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.due_rows import DueRow, DueRows
from bot.ids import EventId
from bot.signing.models import Document
from bot.signing.notices import DocumentBoard
from bot.signing.notify import notify_about
from bot.signing.ports import OpenSigning, SigningTransaction

_WAIT_FOR_DELIVERY = timedelta(days=1)
_PAUSE = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class RefreshBoards:
    """Periodic job. A board is edited two seconds after a change, so that many signatures make one edit.

    The first notice of a board is written when the document is sent, and has no `message_id`; every later one has that
    of the first, and edits its message.
    """

    open: OpenSigning

    async def __call__(self, *, now: datetime) -> int:
        """Refresh every stale board and return how many there were."""
        return await DueRows(
            job="refresh_boards",
            open=self.open,
            find=lambda tx, most: tx.documents.stale_boards(now - _PAUSE, most),
            handle_one=self._refresh,
        ).handle_each(now)

    async def _refresh(self, row: DueRow, now: datetime) -> bool:
        async with self.open() as tx:
            document = await tx.documents.get(row.organisation_id, row.id)
            stale_since = await tx.documents.board_stale_since(row.id)
            if document is None or stale_since is None or stale_since > now - _PAUSE:
                return False
            message_id = await tx.outbox.last_message(document.author_id, document.id, [DocumentBoard.kind])
            if message_id is None:
                await _wait(tx, document, stale_since, now)
                return False
            if not await tx.documents.mark_board_fresh(document.id, stale_since):
                return False
            await _notify(tx, document, message_id, stale_since, now)
        return True


async def _wait(tx: SigningTransaction, document: Document, stale_since: datetime, now: datetime) -> None:
    """Wait until the board's first notice is delivered; an author who blocked the bot has no message to edit."""
    was_stale = await tx.documents.mark_board_fresh(document.id, stale_since)
    if was_stale and now - document.created_at < _WAIT_FOR_DELIVERY:
        await tx.documents.mark_board_stale(document.id, now)


async def _notify(
    tx: SigningTransaction, listed: Document, message_id: int, stale_since: datetime, now: datetime
) -> None:
    event_id = EventId(f"job:{listed.id}:board:{stale_since.isoformat()}")
    document = await tx.documents.get(listed.organisation_id, listed.id) or listed
    board = DocumentBoard.of(document, await tx.requests.tally(document.id), message_id)
    await notify_about(tx, document, board, [document.author_id], event_id=event_id, now=now)
