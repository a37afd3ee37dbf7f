"""What a manager sees of the documents of the organisation, and of one person's requests."""

from bot.signing.boards.boards import PAGE, Board, DocumentsPage, Which
from bot.signing.boards.documents_of import PAGE as REQUESTS
from bot.signing.boards.documents_of import DocumentsOfPage
from bot.texts.words import Words
from handlers.callbacks import MenuPressed
from handlers.screen import Row, Screen, button, clip, keyboard, ticked, turning
from handlers.signing.boards.callbacks import BoardPressed, DocumentsOfPressed, DocumentsPressed
from handlers.signing.boards.screens import standing
from handlers.signing.documents.callbacks import SendDocumentPressed
from handlers.staff.callbacks import PersonPressed

LABEL = 60
TITLE = 120


def documents_screen(words: Words, page: DocumentsPage) -> Screen:
    """Show a page of the organisation's documents, each with its count of signatures, and the filters."""
    rows = [[button(_line(board), BoardPressed(document_id=board.document.id))] for board in page.boards]
    last = [
        [button(words.plain("signing-send"), SendDocumentPressed())],
        [button(words.plain("menu-button"), MenuPressed())],
    ]
    narrowed = page.own_only or page.which is not Which.ALL
    text = "signing-documents-none" if narrowed and not page.total else "signing-documents-text"
    pages = turning(words, page.offset, PAGE, page.total, lambda to: _page(page, to))
    heading = words(text) if text == "signing-documents-none" else words(text, total=page.total)
    return Screen(heading, keyboard(*rows, pages, *_filters(words, page), *last))


def _filters(words: Words, page: DocumentsPage) -> list[Row]:
    """Draw the filters by author and by state, the chosen ones ticked; none while nothing was sent."""
    if not page.total and not page.own_only and page.which is Which.ALL:
        return []
    whose = [
        button(
            ticked(words.plain(text_id), on=page.own_only is own_only),
            DocumentsPressed(own_only=own_only, which=page.which),
        )
        for text_id, own_only in (("signing-documents-all", False), ("signing-documents-mine", True))
    ]
    which = [
        button(
            ticked(words.plain(f"signing-documents-which-{one}"), on=page.which is one),
            DocumentsPressed(own_only=page.own_only, which=one),
        )
        for one in Which
    ]
    return [whose, which]


def _line(board: Board) -> str:
    document, tally = board.document, board.tally
    ended = "🚫" if document.voided_at else "✅" if document.finished_at else "✍️"
    return f"{ended} {tally.signed}/{tally.total} · {document.title}"[:LABEL]


def _page(page: DocumentsPage, offset: int) -> DocumentsPressed:
    return DocumentsPressed(offset=offset, own_only=page.own_only, which=page.which)


def documents_of_screen(words: Words, page: DocumentsOfPage) -> Screen:
    """Show a page of one person's requests and their states, with a button to each document's board."""
    lines = [standing(words, clip(one.document.title, TITLE), one.document, one.request) for one in page.requests]
    rows = [[button(one.document.title[:LABEL], BoardPressed(document_id=one.document.id))] for one in page.requests]
    back = [button(words.plain("back"), PersonPressed(person_id=page.person.id))]
    text = "\n\n".join([words("signing-documents-of", name=page.person.name, total=page.total), *lines])
    person_id = page.person.id
    pages = turning(
        words, page.offset, REQUESTS, page.total, lambda to: DocumentsOfPressed(person_id=person_id, offset=to)
    )
    return Screen(text, keyboard(*rows, pages, back))
