"""What a manager takes away of a document: its sheet, everything in one archive; and one person's documents."""

from pathlib import PurePath

from bot.signing.boards.boards import Board
from bot.signing.boards.bundle_document import Bundled
from bot.signing.boards.documents_of import PAGE, DocumentsOfPage
from bot.signing.boards.export_sheet import ExportedSheet, SheetLabels
from bot.signing.models import Document, RequestState
from bot.texts import Words
from handlers.screen import File, Screen, button, clip, keyboard, turning
from handlers.signing.boards.callbacks import (
    BoardPressed,
    BundlePressed,
    DocumentsOfPressed,
    DownloadPressed,
    SheetForm,
    SheetPressed,
)
from handlers.signing.boards.screens import standing
from handlers.staff.callbacks import PersonPressed

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
    """The ways to take it away."""
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
    """Word the workbook."""
    return SheetLabels(
        remark=words.plain("signing-sheet-remark", title=document.title, fingerprint=document.sha256),
        columns=tuple(words.plain(f"signing-sheet-column-{column}") for column in COLUMNS),
        states={state: words.plain(f"sheet-state-{state}") for state in RequestState},
    )


def sheet_screen(words: Words, exported: ExportedSheet, form: SheetForm) -> Screen:
    """The sheet as it stands."""
    text = words("signing-sheet-shown", title=exported.document.title)
    return Screen(text, media=File(exported.content, f"{_stem(exported.document)}-sheet.{form}"))


def readme(words: Words, document: Document) -> str:
    """The page that tells a stranger how to check what is in the bundle."""
    return words.plain("signing-bundle-readme", title=document.title, fingerprint=document.sha256)


def bundle_screens(words: Words, bundled: Bundled) -> list[Screen]:
    """One message, or one for each part."""
    parts, title, stem = len(bundled.parts), bundled.document.title, _stem(bundled.document)
    return [
        Screen(
            words("signing-bundle-shown", title=title, part=part, parts=parts),
            media=File(content, f"{stem}.zip" if parts == 1 else f"{stem}-{part}-{parts}.zip"),
        )
        for part, content in enumerate(bundled.parts, 1)
    ]


def documents_of_screen(words: Words, page: DocumentsOfPage) -> Screen:
    """What a person was asked, what they have answered and when; each document's board a press away."""
    lines = [standing(words, clip(one.document.title, TITLE), one.request) for one in page.asked]
    rows = [[button(one.document.title[:LABEL], BoardPressed(document_id=one.document.id))] for one in page.asked]
    back = [button(words.plain("back"), PersonPressed(person_id=page.person.id))]
    text = "\n\n".join([words("signing-documents-of", name=page.person.name, total=page.total), *lines])
    person_id = page.person.id
    pages = turning(words, page.offset, PAGE, page.total, lambda to: DocumentsOfPressed(person_id=person_id, offset=to))
    return Screen(text, keyboard(*rows, pages, back))


def _stem(document: Document) -> str:
    return PurePath(document.file_name).stem or "document"
