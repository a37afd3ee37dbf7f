"""What a manager sees of one document that was sent: its board, and where each recipient stands."""

from bot.signing.boards.boards import PAGE, Board, Place, PlacesPage
from bot.signing.models import Confirmation, Document, Request, RequestState, Standing, Tally
from bot.texts.words import Words
from handlers.screen import Row, Screen, button, clip, keyboard, searched_rows, ticked, turning
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


def board_screen(words: Words, board: Board, organisation: str | None = None) -> Screen:
    """Show a document's board; `organisation` names it to a reader who belongs to another one, too."""
    document, tally, state = board.document, board.tally, _state(board)
    text = words(
        "signing-board-text",
        title=document.title,
        state="series" if state == "finished" and document.is_series else state,
        deadline=document.deadline_at,
        total=tally.total,
        delivered=tally.delivered,
        opened=tally.opened,
        signed=tally.signed,
        declined=tally.declined,
        bar=progress_bar(tally.signed, tally.total),
    )
    named = words("notice-of-organisation", organisation=organisation) if organisation else ""
    qualified = words("signing-board-qualified") if document.confirmation is Confirmation.QUALIFIED else ""
    turn = words("signing-board-turn", name=board.turn) if board.turn else ""
    delayed = words("signing-board-put-off", number=tally.delayed) if tally.delayed else ""
    kiosk = words("signing-at-kiosk", number=tally.at_kiosk) if tally.at_kiosk else ""
    text = named + "\n\n".join(filter(None, [text, qualified, turn, _unreached(words, tally), kiosk, delayed]))
    seal_again = button(words.plain("signing-seal-again"), SealAgainPressed(document_id=document.id))
    return Screen(text, keyboard(*_board_rows(words, board), [seal_again] if tally.delayed else []))


def moved_screen(words: Words, document: Document) -> Screen:
    """Say that a newer message shows the board."""
    show = [button(words.plain("signing-board"), BoardPressed(document_id=document.id))]
    return Screen(words("signing-board-moved", title=document.title), keyboard(show))


def _state(board: Board) -> str:
    document = board.document
    return "voided" if document.voided_at else "finished" if document.finished_at else "open"


def _unreached(words: Words, tally: Tally) -> str:
    """Return how many recipients Telegram does not reach, and how many of them get letters."""
    counts = {"by-email": tally.by_email, "by-sms": tally.by_sms, "unreached": tally.unreached}
    lines = [words(f"signing-board-{name}", number=number) for name, number in counts.items() if number]
    return "\n".join([words("signing-board-blocked"), *lines]) if lines else ""


def progress_bar(done: int, total: int) -> str:
    """Draw a progress bar that is full only when all is done."""
    filled = BAR * done // total if total else 0
    return "▰" * filled + "▱" * (BAR - filled)


def _board_rows(words: Words, board: Board) -> list[Row]:
    """Draw the buttons used most; the others are on `more_screen`, which has nothing for a finished act."""
    document, document_id, state = board.document, board.document.id, _state(board)
    remind = [button(words.plain("signing-remind"), RemindPressed(document_id=document_id))]
    files = [button(words.plain("signing-downloads"), DownloadsPressed(document_id=document_id))]
    refresh = [button(words.plain("signing-refresh"), BoardPressed(document_id=document_id))]
    more = [button(words.plain("signing-more"), BoardMorePressed(document_id=document_id))]
    if state == "open":
        files = remind + files
    elif state == "finished" and not document.is_series:
        finished = DownloadPressed(document_id=document_id, finished=True)
        files = [button(words.plain("signing-finished"), finished), *files]
    return [
        [button(words.plain("signing-places"), PlacesPressed(document_id=document_id))],
        files,
        (more if state == "open" or document.about_request_id is None else []) + refresh,
        [button(words.plain("signing-documents"), DocumentsPressed())],
    ]


def places_screen(words: Words, page: PlacesPage) -> Screen:
    """Show where each recipient stands, and since when."""
    lines = [_place(words, page.document, place) for place in page.places]
    document_id, searched, waits = page.document.id, bool(page.words), page.waiting
    pages = turning(
        words,
        page.offset,
        PAGE,
        page.total,
        lambda to: PlacesPressed(document_id=document_id, offset=to, waiting=waits, searched=searched),
    )
    board = [button(words.plain("back"), BoardPressed(document_id=document_id))]
    everyone = [
        button(
            ticked(words.plain(text_id), on=waits is waiting),
            PlacesPressed(document_id=document_id, waiting=waiting, searched=searched),
        )
        for text_id, waiting in (("signing-places-everyone", False), ("signing-places-waiting", True))
    ]
    head, back = searched_rows(words, page.words, PlacesPressed(document_id=document_id, waiting=waits))
    text = "\n\n".join([words("signing-places-text", title=page.document.title, total=page.total), *head, *lines])
    return Screen(text, keyboard(*_copies(page), pages, everyone, *back, board))


def _copies(page: PlacesPage) -> list[Row]:
    """Draw a button for each personal copy of a series that exists."""
    if not page.document.is_series:
        return []
    drawn = [place for place in page.places if place.request.document_id != page.document.id]
    return [[button(f"📄 {place.name}"[:LABEL], CopyPressed(about_id=place.request.id))] for place in drawn]


def _place(words: Words, document: Document, place: Place) -> str:
    name, request = place.name, place.request
    if place.instead_of:
        name = words.plain("signing-place-instead", name=name, first=place.instead_of)
    given = clip(request.decline_reason or "", REASON)
    reason = words("signing-place-reason", reason=given) if given else ""
    blocked = "" if place.reached else words("signing-place-unreached")
    kiosk = words("signing-place-kiosk") if place.at_kiosk and not request.state.final else ""
    return "\n".join(filter(None, (standing(words, name, document, request), reason, blocked, kiosk)))


def standing(words: Words, name: str, document: Document, request: Request) -> str:
    """Return one line with a name, the state of a request, and since when (HTML)."""
    since = request.settled_at or request.opened_at or request.delivered_at or request.sent_at
    state = Standing.of(document, request).value
    if request.state is RequestState.OPEN:
        state = "opened" if request.opened_at else "delivered" if request.delivered_at else "sent"
    line = words("signing-place", name=name, state=state, since=words.moment(since) if since else "")
    return f"{MARKS[request.state]} {line}"
