"""Keeps boards in the chats of managers up to date: which message shows one, and what it is to show now."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from bot.clock import Clock
from bot.due_rows import MOST_IN_A_RUN, DueRows
from bot.signing.boards.boards import Board
from bot.signing.live_boards import BoardReader, StaleBoard
from bot.signing.ports import OpenSigning, ReadSigning
from bot.signing.requests.open_requests import whose_turn
from bot.signing.requests.request_details import load_document
from bot.staff.access import present
from bot.staff.invitations.fallback import FallbackChannels
from bot.staff.models import Speaker

PAUSE: Final = timedelta(milliseconds=800)
"""How long a change waits for others: many make one edit, of which a chat gets less than one a second."""
LEASE: Final = timedelta(seconds=10)
"""How long a process may take to edit the messages of a board before they are edited again."""


@dataclass(frozen=True, slots=True)
class PlaceBoard:
    """Records which message shows a document's board to a manager, so that it is kept up to date."""

    open: OpenSigning

    async def __call__(self, speaker: Speaker, document_id: UUID, message_id: int) -> int | None:
        """Return the manager's earlier message of this board, if it is another one."""
        async with self.open() as tx:
            speaker = await present(tx, speaker)
            document = await load_document(tx, speaker, document_id)
            return await tx.boards.show(document.organisation_id, document.id, speaker.person.id, message_id)


@dataclass(frozen=True, slots=True)
class LeaveBoard:
    """Records that a message shows something else now and is not to be replaced by the board any more."""

    open: OpenSigning

    async def __call__(self, speaker: Speaker, message_id: int) -> None:
        """Record it; does nothing for a message that shows no board."""
        async with self.open() as tx:
            speaker = await present(tx, speaker)
            await tx.boards.leave(speaker.person.id, message_id)


@dataclass(frozen=True, slots=True)
class ClaimedBoard:
    """A board to be shown in these messages; another process takes it over after `until`."""

    board: Board
    readers: tuple[BoardReader, ...]
    until: datetime


@dataclass(frozen=True, slots=True)
class ClaimBoards:
    """Periodic job. It first reads without locking anything, because most runs find nothing to do."""

    open: OpenSigning
    read: ReadSigning
    fallback: FallbackChannels

    async def __call__(self, show: Callable[[ClaimedBoard], Awaitable[None]], *, now: datetime) -> int:
        """Have each board that became stale `PAUSE` ago or earlier shown, by one process; return how many there were.

        Boards are claimed one after another and shown at the same time: one that waits for Telegram holds up no other.
        """
        claiming = asyncio.Lock()

        async def claim_and_show(stale: StaleBoard, now: datetime) -> bool:
            async with claiming:
                claimed = await self._claimed(stale, now + LEASE)
            if claimed is None:
                return False
            try:
                await show(claimed)
            except Exception:
                await self._release(stale)
                raise
            return True

        return await DueRows(
            job="refresh_boards",
            open=self.open,
            read=self.read,
            find=lambda tx, most: tx.documents.stale_boards(now - PAUSE, most),
            handle_one=claim_and_show,
            at_once=MOST_IN_A_RUN,
        ).handle_each(now)

    async def _release(self, stale: StaleBoard) -> None:
        """End the claim of a board that could not be shown: it stays due, so that its failures are counted."""
        async with self.open() as tx:
            await tx.documents.mark_board_stale(stale.id, stale.stale_since)

    async def _claimed(self, stale: StaleBoard, until: datetime) -> ClaimedBoard | None:
        async with self.open() as tx:
            if not await tx.documents.claim_board(stale, until):
                return None
            document = await tx.documents.get(stale.organisation_id, stale.id)
            readers = await tx.boards.readers(stale.id)
            if document is None or not readers:
                await tx.documents.mark_board_fresh(stale.id, until)
                return None
            tally = await tx.requests.tally(stale.id, self.fallback)
            board = Board(document, tally, await whose_turn(tx, document))
            return ClaimedBoard(board, tuple(readers), until)


@dataclass(frozen=True, slots=True)
class IsBoardShown:
    """Asked right before a claimed board is edited: the manager may have opened something else since the claim."""

    read: ReadSigning

    async def __call__(self, document_id: UUID, reader: BoardReader) -> bool:
        """Return whether this message still shows the document's board to this manager."""
        async with self.read() as tx:
            readers = await tx.boards.readers(document_id)
        return (reader.person_id, reader.message_id) in {(one.person_id, one.message_id) for one in readers}


@dataclass(frozen=True, slots=True)
class MarkBoardFresh:
    """Records that the messages of a claimed board were edited, but for those that are `gone`."""

    open: OpenSigning
    clock: Clock

    async def __call__(self, claimed: ClaimedBoard, gone: Iterable[BoardReader]) -> None:
        """Record it; the board stays stale if the claim is over, because a later change may have gone unnoticed."""
        async with self.open() as tx:
            for reader in gone:
                await tx.boards.leave(reader.person_id, reader.message_id)
            if self.clock() < claimed.until:
                await tx.documents.mark_board_fresh(claimed.board.document.id, claimed.until)
