"""What a manager sees of the documents that were sent."""

from collections.abc import Sequence
from uuid import UUID

from bot.signing.boards.boards import PAGE, Board, DocumentsPage, Place, PlacesPage, Which
from bot.signing.documents.add_recipient import Added
from bot.signing.models import Document, Request, RequestState
from bot.signing.notices import DocumentBoard
from bot.signing.tellings import board_content
from bot.staff.ports import Listed
from bot.texts import Words
from handlers.callbacks import MenuPressed
from handlers.screen import Row, Screen, button, clip, keyboard, ticked, turning
from handlers.signing.boards.callbacks import (
    BoardMorePressed,
    BoardPressed,
    CopyPressed,
    DocumentsPressed,
    DownloadPressed,
    DownloadsPressed,
    PlacesPressed,
    RecipientJoined,
    RemindPressed,
    SealAgainPressed,
    VoidConfirmed,
)
from handlers.signing.callbacks import SendDocumentPressed
from handlers.signing.requests.screens import MARKS

LABEL = 60
BAR = 10
REASON = 160
"""A page of the longest reasons, under the longest names, still is one message of 4096 characters."""


def documents_screen(words: Words, page: DocumentsPage) -> Screen:
    """The organisation's documents, each with its count; all or the reader's own, all or only some."""
    rows = [[button(_line(board), BoardPressed(document_id=board.document.id))] for board in page.boards]
    last = [
        [button(words.plain("signing-send"), SendDocumentPressed())],
        [button(words.plain("menu-button"), MenuPressed())],
    ]
    narrowed = page.mine or page.which is not Which.ALL
    text = "signing-documents-none" if narrowed and not page.total else "signing-documents-text"
    pages = turning(words, page.offset, PAGE, page.total, lambda to: _page(page, to))
    heading = words(text) if text == "signing-documents-none" else words(text, total=page.total)
    return Screen(heading, keyboard(*rows, pages, *_filters(words, page), *last))


def _filters(words: Words, page: DocumentsPage) -> list[Row]:
    """Whose, and which: the chosen ones ticked; nothing to choose while nothing was sent."""
    if not page.total and not page.mine and page.which is Which.ALL:
        return []
    whose = [
        button(ticked(words.plain(text_id), on=page.mine is mine), DocumentsPressed(mine=mine, which=page.which))
        for text_id, mine in (("signing-documents-all", False), ("signing-documents-mine", True))
    ]
    which = [
        button(
            ticked(words.plain(f"signing-documents-which-{one}"), on=page.which is one),
            DocumentsPressed(mine=page.mine, which=one),
        )
        for one in Which
    ]
    return [whose, which]


def _line(board: Board) -> str:
    document, tally = board.document, board.tally
    ended = "🚫" if document.voided_at else "✅" if document.finished_at else "✍️"
    return f"{ended} {tally.signed}/{tally.total} · {document.title}"[:LABEL]


def _page(page: DocumentsPage, offset: int) -> DocumentsPressed:
    return DocumentsPressed(offset=offset, mine=page.mine, which=page.which)


def board_screen(words: Words, board: Board) -> Screen:
    """One document's board."""
    return board_of(words, board_content(board.document, board.tally))


def board_of(words: Words, board: DocumentBoard) -> Screen:
    """The board as a notice brings it."""
    text = words(
        "signing-board-text",
        title=board.title,
        state="series" if _state(board) == "finished" and board.is_series else _state(board),
        deadline=board.deadline_at,
        total=board.total,
        delivered=board.delivered,
        opened=board.opened,
        signed=board.signed,
        declined=board.declined,
        bar=progress_bar(board.signed, board.total),
    )
    delayed = words("signing-board-put-off", number=board.retry_later) if board.retry_later else ""
    text = "\n\n".join(filter(None, [text, _unreached(words, board), delayed]))
    again = button(words.plain("signing-seal-again"), SealAgainPressed(document_id=board.document_id))
    return Screen(text, keyboard(*_board_rows(words, board), [again] if board.retry_later else []))


def _state(board: DocumentBoard) -> str:
    return "voided" if board.voided else "finished" if board.finished else "open"


def _unreached(words: Words, board: DocumentBoard) -> str:
    """Tell of those whom Telegram does not reach."""
    counts = {"by-email": board.by_email, "by-sms": board.by_sms, "unreached": board.unreached}
    lines = [words(f"signing-board-{name}", number=number) for name, number in counts.items() if number]
    return "\n".join([words("signing-board-blocked"), *lines]) if lines else ""


def progress_bar(done: int, total: int) -> str:
    """Draw how far it is; full only when all is done."""
    filled = BAR * done // total if total else 0
    return "▰" * filled + "▱" * (BAR - filled)


def _board_rows(words: Words, board: DocumentBoard) -> list[Row]:
    """What a watcher presses; all else is behind `more_screen`, which a finished act has nothing for."""
    document_id, state = board.document_id, _state(board)
    remind = [button(words.plain("signing-remind"), RemindPressed(document_id=document_id))]
    files = [button(words.plain("signing-downloads"), DownloadsPressed(document_id=document_id))]
    refresh = [button(words.plain("signing-refresh"), BoardPressed(document_id=document_id))]
    more = [button(words.plain("signing-more"), BoardMorePressed(document_id=document_id))]
    if state == "open":
        files = remind + files
    elif state == "finished" and not board.is_series:
        finished = DownloadPressed(document_id=document_id, finished=True)
        files = [button(words.plain("signing-finished"), finished), *files]
    return [
        [button(words.plain("signing-places"), PlacesPressed(document_id=document_id))],
        files,
        (more if state == "open" or not board.is_act else []) + refresh,
        [button(words.plain("signing-documents"), DocumentsPressed())],
    ]


def places_screen(words: Words, page: PlacesPage) -> Screen:
    """Who is where, and since when."""
    lines = [_place(words, place) for place in page.places]
    document_id = page.document.id
    pages = turning(
        words,
        page.offset,
        PAGE,
        page.total,
        lambda to: PlacesPressed(document_id=document_id, offset=to, waiting=page.waiting),
    )
    board = [button(words.plain("back"), BoardPressed(document_id=document_id))]
    everyone = [
        button(
            ticked(words.plain(text_id), on=page.waiting is waiting),
            PlacesPressed(document_id=document_id, waiting=waiting),
        )
        for text_id, waiting in (("signing-places-everyone", False), ("signing-places-waiting", True))
    ]
    text = "\n\n".join([words("signing-places-text", title=page.document.title, total=page.total), *lines])
    return Screen(text, keyboard(*_copies(page), pages, everyone, board))


def _copies(page: PlacesPage) -> list[Row]:
    """A button for each personal copy of a series that is drawn."""
    if not page.document.is_series:
        return []
    drawn = [place for place in page.places if place.request.document_id != page.document.id]
    return [[button(f"📄 {place.name}"[:LABEL], CopyPressed(about_id=place.request.id))] for place in drawn]


def _place(words: Words, place: Place) -> str:
    name, request = place.name, place.request
    if place.instead_of:
        name = words.plain("signing-place-instead", name=name, first=place.instead_of)
    said = clip(request.decline_reason or "", REASON)
    reason = words("signing-place-reason", reason=said) if said else ""
    blocked = "" if place.reached else words("signing-place-unreached")
    return "\n".join(filter(None, (standing(words, name, request), reason, blocked)))


def standing(words: Words, name: str, request: Request) -> str:
    """One line: who, or what, stands where and since when (HTML)."""
    since = request.settled_at or request.opened_at or request.delivered_at or request.sent_at
    state = request.state.value
    if request.state is RequestState.OPEN:
        state = "opened" if request.opened_at else "delivered" if request.delivered_at else "sent"
    line = words("signing-place", name=name, state=state, since=words.moment(since) if since else "")
    return f"{MARKS[request.state]} {line}"


def void_screen(words: Words, board: Board) -> Screen:
    """Asks once more."""
    document = board.document
    yes = [button(words.plain("signing-void-yes"), VoidConfirmed(document_id=document.id))]
    back = [button(words.plain("back"), BoardPressed(document_id=document.id))]
    text = words("signing-void-text", title=document.title, signed=board.tally.signed, total=board.tally.total)
    return Screen(text, keyboard(yes, back))


def voided_screen(words: Words, document: Document) -> Screen:
    """Voided."""
    back = [button(words.plain("signing-documents"), DocumentsPressed())]
    return Screen(words("signing-voided", title=document.title), keyboard(back))


def adding_screen(words: Words, document: Document) -> Screen:
    """Asks whom to add."""
    back = [button(words.plain("back"), BoardPressed(document_id=document.id))]
    return Screen(words("signing-add-text", title=document.title), keyboard(back))


def joining_screen(words: Words, document_id: UUID, found: Sequence[Listed], total: int) -> Screen:
    """The people whom the typed words found, each a button that adds them."""
    rows = [[button(one.person.name[:LABEL], RecipientJoined(person_id=one.person.id))] for one in found]
    back = [button(words.plain("back"), BoardPressed(document_id=document_id))]
    text = words("signing-found", total=total, shown=len(found)) if found else words("signing-found-nobody")
    return Screen(text, keyboard(*rows, back))


def added_screen(words: Words, added: Added) -> Screen:
    """Added; another name may be typed."""
    board = [button(words.plain("signing-board"), BoardPressed(document_id=added.document.id))]
    return Screen(words("signing-added", name=added.name, title=added.document.title), keyboard(board))
