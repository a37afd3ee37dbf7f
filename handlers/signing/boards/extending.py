"""A manager moves the deadline of a document that was sent."""

from uuid import UUID

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import StatesGroup
from dishka import FromDishka

from bot.signing.boards.boards import ShowBoard
from bot.signing.documents.deadlines import end_of, read_day
from bot.signing.documents.extend_deadline import ExtendDeadline
from handlers.dialogue.awaited import Awaited, Awaiting
from handlers.filters import NOT_A_COMMAND
from handlers.screen import Screen
from handlers.signing.boards.callbacks import ExtendedTo, ExtendPressed
from handlers.signing.boards.extending_screens import extended_screen, extending_screen
from handlers.turn import Turn

_EXTENDING = "extending"


class ExtendingDeadline(StatesGroup):
    """A manager moves the deadline of a document that was sent."""

    day = Awaiting(Awaited.TEXT)


async def on_extend_pressed(turn: Turn, button: ExtendPressed, show_board: FromDishka[ShowBoard]) -> None:
    """Ask for the new day."""
    board = await show_board(turn.speaker, button.document_id)
    await turn.state.update_data({_EXTENDING: str(board.document.id)})
    await turn.state.set_state(ExtendingDeadline.day)
    await turn.show.here(extending_screen(turn.words, board.document, turn.now))


async def on_extended_to(turn: Turn, button: ExtendedTo, extend_deadline: FromDishka[ExtendDeadline]) -> None:
    """Move the deadline to the chosen day."""
    await turn.show.here(await _extend(turn, button.document_id, button.day, extend_deadline))


async def on_new_day_typed(turn: Turn, extend_deadline: FromDishka[ExtendDeadline]) -> None:
    """Move the deadline to the typed day."""
    document_id = UUID((await turn.state.get_data())[_EXTENDING])
    await turn.show.new(await _extend(turn, document_id, turn.message.text or "", extend_deadline))


async def _extend(turn: Turn, document_id: UUID, day: str, extend_deadline: ExtendDeadline) -> Screen:
    zone = turn.speaker.organisation.time_zone
    deadline_at = end_of(read_day(day, zone, turn.now), zone)
    extended = await extend_deadline(turn.speaker, document_id, deadline_at, event_id=turn.event_id, now=turn.now)
    await turn.state.set_state(None)
    return extended_screen(turn.words, extended)


def router() -> Router:
    """Build the router of moving deadlines."""
    own = Router(name="extending deadlines")
    own.callback_query.register(on_extend_pressed, ExtendPressed.filter())
    own.callback_query.register(on_extended_to, ExtendedTo.filter())
    own.message.register(on_new_day_typed, StateFilter(ExtendingDeadline.day), F.text, NOT_A_COMMAND)
    return own
