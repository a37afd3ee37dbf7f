"""What a manager sees of one document that was sent: its board, and where each recipient stands."""

from bot.signing.boards.boards import PAGE, Board, Place, PlacesPage
from bot.signing.models import Request, RequestState
from bot.signing.notices import DocumentBoard
from bot.texts.words import Words
from handlers.screen import Row, Screen, button, clip, keyboard, ticked, turning
from handlers.signing.boards.callbacks import (
    BoardMorePressed,
    BoardPressed,
    DocumentsPressed,
    DownloadPressed,
    DownloadsPressed,
    PlacesPressed,
    RemindPressed,
    SealAgainPressed,
)
from handlers.signing.personal_texts.callbacks import CopyPressed
from handlers.signing.requests.screens import MARKS

LABEL = 60
BAR = 10
REASON = 160
"""A page of the longest reasons, under the longest names, still is one message of 4096 characters."""


def board_screen(words: Words, board: Board) -> Screen:
    """Show a document's board."""
    return board_of(words, DocumentBoard.of(board.document, board.tally))


def board_of(words: Words, board: DocumentBoard) -> Screen:
    """Show a board as its notice holds it."""
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
    delayed = words("signing-board-put-off", number=board.delayed) if board.delayed else ""
    text = "\n\n".join(filter(None, [text, _unreached(words, board), delayed]))
    seal_again = button(words.plain("signing-seal-again"), SealAgainPressed(document_id=board.document_id))
    return Screen(text, keyboard(*_board_rows(words, board), [seal_again] if board.delayed else []))


def _state(board: DocumentBoard) -> str:
    return "voided" if board.voided else "finished" if board.finished else "open"


def _unreached(words: Words, board: DocumentBoard) -> str:
    """Return how many recipients Telegram does not reach, and how many of them get letters."""
    counts = {"by-email": board.by_email, "by-sms": board.by_sms, "unreached": board.unreached}
    lines = [words(f"signing-board-{name}", number=number) for name, number in counts.items() if number]
    return "\n".join([words("signing-board-blocked"), *lines]) if lines else ""


def progress_bar(done: int, total: int) -> str:
    """Draw a progress bar that is full only when all is done."""
    filled = BAR * done // total if total else 0
    return "▰" * filled + "▱" * (BAR - filled)


def _board_rows(words: Words, board: DocumentBoard) -> list[Row]:
    """Draw the buttons used most; the others are on `more_screen`, which has nothing for a finished act."""
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
    """Show where each recipient stands, and since when."""
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
    """Draw a button for each personal copy of a series that exists."""
    if not page.document.is_series:
        return []
    drawn = [place for place in page.places if place.request.document_id != page.document.id]
    return [[button(f"📄 {place.name}"[:LABEL], CopyPressed(about_id=place.request.id))] for place in drawn]


def _place(words: Words, place: Place) -> str:
    name, request = place.name, place.request
    if place.instead_of:
        name = words.plain("signing-place-instead", name=name, first=place.instead_of)
    given = clip(request.decline_reason or "", REASON)
    reason = words("signing-place-reason", reason=given) if given else ""
    blocked = "" if place.reached else words("signing-place-unreached")
    return "\n".join(filter(None, (standing(words, name, request), reason, blocked)))


def standing(words: Words, name: str, request: Request) -> str:
    """Return one line with a name, the state of a request, and since when (HTML)."""
    since = request.settled_at or request.opened_at or request.delivered_at or request.sent_at
    state = request.state.value
    if request.state is RequestState.OPEN:
        state = "opened" if request.opened_at else "delivered" if request.delivered_at else "sent"
    line = words("signing-place", name=name, state=state, since=words.moment(since) if since else "")
    return f"{MARKS[request.state]} {line}"
