"""A manager looks at the documents that were sent, reminds, voids, and has a file sealed again."""

from aiogram import Router
from dishka import FromDishka

from bot.signing.boards.boards import ListDocuments, ShowBoard, ShowPlaces
from bot.signing.boards.documents_of import ListDocumentsOf
from bot.signing.boards.refresh_boards import LeaveBoard, PlaceBoard
from bot.signing.boards.remind_now import RemindNow
from bot.signing.documents.void_document import VoidDocument
from bot.signing.requests.request_details import require_standing
from bot.signing.sealing.seal_again import SealAgain
from handlers.dialogue.searched_page import search_here
from handlers.signing.boards.callbacks import (
    BoardMorePressed,
    BoardPressed,
    DocumentsOfPressed,
    DocumentsPressed,
    PlacesPressed,
    RemindPressed,
    SealAgainPressed,
    VoidConfirmed,
    VoidPressed,
)
from handlers.signing.boards.documents_screens import documents_of_screen, documents_screen
from handlers.signing.boards.live import leave_board_here, show_board_here
from handlers.signing.boards.more_screens import more_screen, void_screen, voided_screen
from handlers.signing.boards.screens import places_screen
from handlers.turn import Turn


async def on_documents_pressed(
    turn: Turn, button: DocumentsPressed, list_them: FromDishka[ListDocuments], leave: FromDishka[LeaveBoard]
) -> None:
    """Show the organisation's documents."""
    await leave_board_here(turn, leave)
    page = await list_them(turn.speaker, button.offset, own_only=button.own_only, which=button.which)
    await turn.show.here(documents_screen(turn.words, page))


async def on_documents_of_pressed(turn: Turn, button: DocumentsOfPressed, find: FromDishka[ListDocumentsOf]) -> None:
    """Show one person's requests."""
    page = await find(turn.speaker, button.person_id, button.offset)
    await turn.show.here(documents_of_screen(turn.words, page))


async def on_board_pressed(
    turn: Turn, button: BoardPressed, show: FromDishka[ShowBoard], place: FromDishka[PlaceBoard]
) -> None:
    """Show a document's board."""
    board = await show(turn.speaker, button.document_id)
    await show_board_here(turn, board, place)


async def on_board_more_pressed(
    turn: Turn, button: BoardMorePressed, show: FromDishka[ShowBoard], leave: FromDishka[LeaveBoard]
) -> None:
    """Show what else can be done with a document."""
    await leave_board_here(turn, leave)
    await turn.show.here(more_screen(turn.words, await show(turn.speaker, button.document_id)))


async def on_places_pressed(
    turn: Turn, button: PlacesPressed, show_places: FromDishka[ShowPlaces], leave_board: FromDishka[LeaveBoard]
) -> None:
    """Show where each recipient stands."""
    await leave_board_here(turn, leave_board)
    words = await search_here(turn, button, searched=button.searched)
    page = await show_places(turn.speaker, button.document_id, button.offset, waiting=button.waiting, words=words)
    await turn.show.here(places_screen(turn.words, page))


async def on_remind_pressed(turn: Turn, button: RemindPressed, remind_now: FromDishka[RemindNow]) -> None:
    """Remind everyone who has not answered."""
    reminded = await remind_now(turn.speaker, button.document_id, now=turn.now)
    await turn.show.toast(turn.words.plain("signing-reminded", number=reminded.number), alert=True)


async def on_seal_again_pressed(turn: Turn, button: SealAgainPressed, seal_again: FromDishka[SealAgain]) -> None:
    """Try at once to make the finished file."""
    await seal_again(turn.speaker, button.document_id)
    await turn.show.toast(turn.words.plain("signing-sealing-again"), alert=True)


async def on_void_pressed(turn: Turn, button: VoidPressed, show_board: FromDishka[ShowBoard]) -> None:
    """Ask for confirmation before a document is voided."""
    board = await show_board(turn.speaker, button.document_id)
    require_standing(board.document)
    await turn.show.here(void_screen(turn.words, board))


async def on_void_confirmed(turn: Turn, button: VoidConfirmed, void_document: FromDishka[VoidDocument]) -> None:
    """Void a document."""
    document = await void_document(turn.speaker, button.document_id, event_id=turn.event_id, now=turn.now)
    await turn.show.here(voided_screen(turn.words, document))


def router() -> Router:
    """Build the router of boards."""
    own = Router(name="boards")
    own.callback_query.register(on_documents_pressed, DocumentsPressed.filter())
    own.callback_query.register(on_documents_of_pressed, DocumentsOfPressed.filter())
    own.callback_query.register(on_board_pressed, BoardPressed.filter())
    own.callback_query.register(on_board_more_pressed, BoardMorePressed.filter())
    own.callback_query.register(on_places_pressed, PlacesPressed.filter())
    own.callback_query.register(on_remind_pressed, RemindPressed.filter())
    own.callback_query.register(on_seal_again_pressed, SealAgainPressed.filter())
    own.callback_query.register(on_void_pressed, VoidPressed.filter())
    own.callback_query.register(on_void_confirmed, VoidConfirmed.filter())
    return own
