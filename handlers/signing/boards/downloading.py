"""A manager downloads a document's files, its sheet or all of its evidence."""

from aiogram import F, Router
from dishka import FromDishka

from bot.signing.boards.boards import ShowBoard
from bot.signing.boards.bundle_document import BundleDocument
from bot.signing.boards.export_sheet import DrawSheet, ExportSheet
from bot.signing.boards.refresh_boards import LeaveBoard
from handlers.signing.boards.callbacks import (
    BundlePressed,
    DownloadPressed,
    DownloadsPressed,
    SheetForm,
    SheetPressed,
)
from handlers.signing.boards.downloading_screens import (
    bundle_screens,
    downloads_screen,
    readme,
    sheet_labels,
    sheet_screen,
)
from handlers.signing.boards.live import leave_board_here
from handlers.signing.requests.my_requests_screens import file_screen
from handlers.turn import Turn


async def on_downloads_pressed(
    turn: Turn, button: DownloadsPressed, show: FromDishka[ShowBoard], leave: FromDishka[LeaveBoard]
) -> None:
    """Show what can be downloaded."""
    await leave_board_here(turn, leave)
    await turn.show.here(downloads_screen(turn.words, await show(turn.speaker, button.document_id)))


async def on_download_pressed(turn: Turn, button: DownloadPressed, show_board: FromDishka[ShowBoard]) -> None:
    """Send a document's file."""
    board = await show_board(turn.speaker, button.document_id)
    await turn.show.new(file_screen(turn.words, board.document, finished=button.finished))


async def on_sheet_drawn(turn: Turn, button: SheetPressed, draw_sheet: FromDishka[DrawSheet]) -> None:
    """Send the sheet as a PDF."""
    drawn = await draw_sheet(turn.speaker, button.document_id, event_id=turn.event_id, now=turn.now)
    await turn.show.new(sheet_screen(turn.words, drawn, SheetForm.PDF))


async def on_sheet_exported(
    turn: Turn, button: SheetPressed, show_board: FromDishka[ShowBoard], export_sheet: FromDishka[ExportSheet]
) -> None:
    """Send the sheet as a workbook."""
    board = await show_board(turn.speaker, button.document_id)
    labels = sheet_labels(turn.words, board.document)
    exported = await export_sheet(turn.speaker, button.document_id, labels, event_id=turn.event_id, now=turn.now)
    await turn.show.new(sheet_screen(turn.words, exported, SheetForm.XLSX))


async def on_bundle_pressed(
    turn: Turn, button: BundlePressed, show_board: FromDishka[ShowBoard], bundle_document: FromDishka[BundleDocument]
) -> None:
    """Send everything in one archive, or in several where one would be too large."""
    board = await show_board(turn.speaker, button.document_id)
    text = readme(turn.words, board.document)
    bundled = await bundle_document(turn.speaker, button.document_id, text, event_id=turn.event_id, now=turn.now)
    for screen in bundle_screens(turn.words, bundled):
        await turn.show.new(screen)


def router() -> Router:
    """Build the router of downloads."""
    own = Router(name="downloads")
    own.callback_query.register(on_downloads_pressed, DownloadsPressed.filter())
    own.callback_query.register(on_download_pressed, DownloadPressed.filter())
    own.callback_query.register(on_sheet_drawn, SheetPressed.filter(F.form == SheetForm.PDF))
    own.callback_query.register(on_sheet_exported, SheetPressed.filter(F.form == SheetForm.XLSX))
    own.callback_query.register(on_bundle_pressed, BundlePressed.filter())
    return own
