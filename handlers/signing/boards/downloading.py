"""A manager takes away a document's sheet or all of its evidence, and looks at one person's documents."""

from datetime import datetime

from aiogram.types import CallbackQuery

from bot.ids import EventId
from bot.signing.boards.boards import ShowBoard
from bot.signing.boards.bundle_document import BundleDocument
from bot.signing.boards.documents_of import ListDocumentsOf
from bot.signing.boards.export_sheet import DrawSheet, ExportSheet
from bot.staff.models import Speaker
from bot.texts import Words
from handlers.show import Show
from handlers.signing.boards.callbacks import (
    BundlePressed,
    DocumentsOfPressed,
    DownloadsPressed,
    SheetForm,
    SheetPressed,
)
from handlers.signing.boards.download_screens import (
    bundle_screens,
    documents_of_screen,
    downloads_screen,
    readme,
    sheet_labels,
    sheet_screen,
)


async def on_downloads_pressed(
    _: CallbackQuery, callback_data: DownloadsPressed, speaker: Speaker, words: Words, show: Show, show_board: ShowBoard
) -> None:
    """Something is to be taken away: asks what."""
    await show.here(downloads_screen(words, await show_board(speaker, callback_data.document_id)))


async def on_sheet_drawn(
    _: CallbackQuery,
    callback_data: SheetPressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    draw_sheet: DrawSheet,
) -> None:
    """The sheet is wanted as a PDF."""
    drawn = await draw_sheet(speaker, callback_data.document_id, event_id=event_id, now=now)
    await show.new(sheet_screen(words, drawn, SheetForm.PDF))


async def on_sheet_exported(
    _: CallbackQuery,
    callback_data: SheetPressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    show_board: ShowBoard,
    export_sheet: ExportSheet,
) -> None:
    """The sheet is wanted as a workbook."""
    board = await show_board(speaker, callback_data.document_id)
    labels = sheet_labels(words, board.document)
    exported = await export_sheet(speaker, callback_data.document_id, labels, event_id=event_id, now=now)
    await show.new(sheet_screen(words, exported, SheetForm.XLSX))


async def on_bundle_pressed(
    _: CallbackQuery,
    callback_data: BundlePressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    show_board: ShowBoard,
    bundle_document: BundleDocument,
) -> None:
    """Everything is wanted."""
    board = await show_board(speaker, callback_data.document_id)
    told = readme(words, board.document)
    bundled = await bundle_document(speaker, callback_data.document_id, told, event_id=event_id, now=now)
    for screen in bundle_screens(words, bundled):
        await show.new(screen)


async def on_documents_of_pressed(
    _: CallbackQuery,
    callback_data: DocumentsOfPressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    list_documents_of: ListDocumentsOf,
) -> None:
    """One person's documents are wanted."""
    page = await list_documents_of(speaker, callback_data.person_id, callback_data.offset)
    await show.here(documents_of_screen(words, page))
