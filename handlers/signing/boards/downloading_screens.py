"""What a manager sees while downloading a document's files, its sheet, or everything in one archive."""

from pathlib import PurePath

from bot.signing.boards.boards import Board
from bot.signing.boards.bundle_document import Bundled
from bot.signing.boards.export_sheet import ExportedSheet, SheetLabels
from bot.signing.models import Document, Standing
from bot.texts.words import Words
from handlers.screen import File, Screen, button, keyboard
from handlers.signing.boards.callbacks import (
    BoardPressed,
    BundlePressed,
    DownloadPressed,
    SheetForm,
    SheetPressed,
)

LABEL = 60
TITLE = 120
COLUMNS = (
    "place",
    "number",
    "name",
    "position",
    "department",
    "instead-of",
    "state",
    "sent",
    "delivered",
    "opened",
    "settled",
    "reason",
    "signature",
)


def downloads_screen(words: Words, board: Board) -> Screen:
    """Show what can be downloaded."""
    document_id = board.document.id
    rows = [
        [button(words.plain("signing-original"), DownloadPressed(document_id=document_id))],
        [button(words.plain("signing-sheet-pdf"), SheetPressed(document_id=document_id, form=SheetForm.PDF))],
        [button(words.plain("signing-sheet-xlsx"), SheetPressed(document_id=document_id, form=SheetForm.XLSX))],
        [button(words.plain("signing-bundle"), BundlePressed(document_id=document_id))],
        [button(words.plain("back"), BoardPressed(document_id=document_id))],
    ]
    return Screen(words("signing-downloads-text", title=board.document.title), keyboard(*rows))


def sheet_labels(words: Words, document: Document) -> SheetLabels:
    """Return the labels of the workbook."""
    return SheetLabels(
        remark=words.plain("signing-sheet-remark", title=document.title, fingerprint=document.sha256),
        columns=tuple(words.plain(f"signing-sheet-column-{column}") for column in COLUMNS),
        states={state: words.plain(f"sheet-state-{state}") for state in Standing},
    )


def sheet_screen(words: Words, exported: ExportedSheet, form: SheetForm) -> Screen:
    """Send the sheet as it stands now."""
    text = words("signing-sheet-shown", title=exported.document.title)
    return Screen(text, media=File(exported.content, f"{_stem(exported.document)}-sheet.{form}"))


def readme(words: Words, document: Document) -> str:
    """Return the text that explains to anyone how to check what is in the bundle."""
    return words.plain("signing-bundle-readme", title=document.title, fingerprint=document.sha256)


def bundle_screens(words: Words, bundled: Bundled) -> list[Screen]:
    """Send the bundle in one message, or one for each of its parts."""
    parts, title, stem = len(bundled.parts), bundled.document.title, _stem(bundled.document)
    return [
        Screen(
            words("signing-bundle-shown", title=title, part=part, parts=parts),
            media=File(content, f"{stem}.zip" if parts == 1 else f"{stem}-{part}-{parts}.zip"),
        )
        for part, content in enumerate(bundled.parts, 1)
    ]


def _stem(document: Document) -> str:
    return PurePath(document.file_name).stem or "document"
