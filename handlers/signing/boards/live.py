"""Shows a document's board in the one message of a manager's chat that is kept up to date."""

from aiogram.types import Message

from bot.signing.boards.boards import Board
from bot.signing.boards.refresh_boards import LeaveBoard, PlaceBoard
from handlers.signing.boards.screens import board_screen, moved_screen
from handlers.turn import Turn


async def show_board_here(turn: Turn, board: Board, place_board: PlaceBoard) -> None:
    """Show the board in place of the pressed message; an earlier message of the same board becomes a line."""
    organisation = turn.speaker.organisation.name if turn.organisations > 1 else None
    message_id = await turn.show.here(board_screen(turn.words, board, organisation))
    earlier = await place_board(turn.speaker, board.document.id, message_id)
    if earlier is not None:
        await turn.show.there(earlier, moved_screen(turn.words, board.document))


async def leave_board_here(turn: Turn, leave_board: LeaveBoard) -> None:
    """Let the pressed message show something else, before it does."""
    message = turn.callback.message
    if isinstance(message, Message):
        await leave_board(turn.speaker, message.message_id)
