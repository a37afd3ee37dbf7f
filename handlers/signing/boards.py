"""Managers look after what they sent."""

from datetime import datetime

from aiogram.types import CallbackQuery

from bot.ids import Cause
from bot.signing.board import ListDocuments, ShowBoard, ShowPlaces
from bot.signing.remind_now import RemindNow
from bot.signing.void import VoidDocument
from bot.staff.people import Speaker
from bot.texts import Words
from handlers.buttons import (
    BoardPressed,
    DocumentsPressed,
    DownloadPressed,
    PlacesPressed,
    RemindPressed,
    VoidConfirmed,
    VoidPressed,
)
from handlers.screens.signing_board import (
    board_screen,
    documents_screen,
    places_screen,
    void_screen,
    voided_screen,
)
from handlers.screens.signing_request import file_screen
from handlers.show import Show


async def on_documents_pressed(
    _: CallbackQuery,
    callback_data: DocumentsPressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    list_documents: ListDocuments,
) -> None:
    """The organisation's documents are wanted."""
    await show.here(documents_screen(words, await list_documents(speaker, callback_data.offset)))


async def on_board_pressed(
    _: CallbackQuery, callback_data: BoardPressed, speaker: Speaker, words: Words, show: Show, show_board: ShowBoard
) -> None:
    """One document's board is wanted."""
    await show.here(board_screen(words, await show_board(speaker, callback_data.document_id)))


async def on_places_pressed(
    _: CallbackQuery, callback_data: PlacesPressed, speaker: Speaker, words: Words, show: Show, show_places: ShowPlaces
) -> None:
    """Who is where."""
    await show.here(places_screen(words, await show_places(speaker, callback_data.document_id, callback_data.offset)))


async def on_remind_pressed(
    _: CallbackQuery,
    callback_data: RemindPressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    remind_now: RemindNow,
) -> None:
    """Everyone who has not answered is reminded."""
    reminded = await remind_now(speaker, callback_data.document_id, now=now)
    await show.toast(words.plain("signing-reminded", number=reminded.number), alert=True)


async def on_void_pressed(
    _: CallbackQuery, callback_data: VoidPressed, speaker: Speaker, words: Words, show: Show, show_board: ShowBoard
) -> None:
    """A document is to be voided: asks once more."""
    await show.here(void_screen(words, await show_board(speaker, callback_data.document_id)))


async def on_void_confirmed(
    _: CallbackQuery,
    callback_data: VoidConfirmed,
    speaker: Speaker,
    words: Words,
    show: Show,
    cause: Cause,
    now: datetime,
    void_document: VoidDocument,
) -> None:
    """A document is voided."""
    document = await void_document(speaker, callback_data.document_id, cause=cause, now=now)
    await show.here(voided_screen(words, document))


async def on_download_pressed(
    _: CallbackQuery, callback_data: DownloadPressed, speaker: Speaker, words: Words, show: Show, show_board: ShowBoard
) -> None:
    """A document's file is wanted."""
    board = await show_board(speaker, callback_data.document_id)
    await show.new(file_screen(words, board.document, finished=callback_data.finished))
