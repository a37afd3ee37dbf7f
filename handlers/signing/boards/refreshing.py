"""Keeps the messages that show boards up to date."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from functools import partial

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest, TelegramForbiddenError

from bot.signing.boards.boards import Board
from bot.signing.boards.refresh_boards import ClaimBoards, ClaimedBoard, IsBoardShown, MarkBoardFresh
from bot.signing.live_boards import BoardReader
from bot.texts.words import Texts
from handlers.bot_api.limits import BROADCAST, PROGRESS, STILL_WANTED, SupersededError
from handlers.signing.boards.screens import board_screen

log = structlog.get_logger(__name__)


class Edit(Enum):
    """The result of editing one message: done, to be tried again, or the message is gone."""

    DONE = auto()
    LATER = auto()
    GONE = auto()


@dataclass(frozen=True, slots=True)
class RefreshBoards:
    """Periodic job. Boards whose edit fails for a temporary reason are edited again when their claim is over."""

    claim: ClaimBoards
    mark_fresh: MarkBoardFresh
    is_shown: IsBoardShown
    bot: Bot
    texts: Texts

    async def __call__(self, *, now: datetime) -> int:
        """Edit the messages of stale boards; return how many boards there were."""
        BROADCAST.set(True)
        PROGRESS.set(True)
        return await self.claim(self._show, now=now)

    async def _show(self, claimed: ClaimedBoard) -> None:
        edits = await asyncio.gather(*(self._edit(claimed.board, reader) for reader in claimed.readers))
        if Edit.LATER not in edits:
            gone = [reader for reader, edit in zip(claimed.readers, edits, strict=True) if edit is Edit.GONE]
            await self.mark_fresh(claimed, gone)

    async def _edit(self, board: Board, reader: BoardReader) -> Edit:
        screen = board_screen(self.texts.words(reader.language, reader.time_zone), board, reader.organisation)
        chat_id, message_id = reader.telegram_id, reader.message_id
        STILL_WANTED.set(partial(self.is_shown, board.document.id, reader))
        try:
            await self.bot.edit_message_text(
                screen.text, chat_id=chat_id, message_id=message_id, reply_markup=screen.inline
            )
        except (SupersededError, TelegramForbiddenError):
            return Edit.DONE  # the manager opened something else, or blocked the bot and looks at no board
        except TelegramBadRequest as error:
            return Edit.DONE if "message is not modified" in error.message else Edit.GONE
        except TelegramAPIError as error:
            log.info("board not edited yet", reason=type(error).__name__)
            return Edit.LATER
        return Edit.DONE
