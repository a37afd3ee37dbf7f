"""A manager moves the deadline of a document that was sent."""

from uuid import UUID

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import StatesGroup
from dishka import FromDishka

from bot.signing.boards.boards import ShowBoard
from bot.signing.documents.deadlines import read_deadline
from bot.signing.documents.extend_deadline import ExtendDeadline, Extended, QuietDeadline
from bot.signing.requests.request_details import require_standing
from bot.staff.organisation.working_hours import working_time
from handlers.callbacks import moment_of
from handlers.dialogue.awaited import Awaited, Awaiting
from handlers.filters import NOT_A_COMMAND
from handlers.screen import Screen
from handlers.signing.boards.callbacks import ExtendedTo, ExtendPressed, ExtensionMeant
from handlers.signing.boards.extending_screens import extended_screen, extending_screen, extending_to_day_off_screen
from handlers.turn import Turn

_EXTENDING = "extending"


class ExtendingDeadline(StatesGroup):
    """A manager moves the deadline of a document that was sent."""

    day = Awaiting(Awaited.TEXT)


async def on_extend_pressed(turn: Turn, button: ExtendPressed, show_board: FromDishka[ShowBoard]) -> None:
    """Ask for the new day."""
    board = await show_board(turn.speaker, button.document_id)
    require_standing(board.document)
    await turn.state.update_data({_EXTENDING: str(board.document.id)})
    await turn.state.set_state(ExtendingDeadline.day)
    await turn.show.here(extending_screen(turn.words, board.document, turn.now))


async def on_extended_to(turn: Turn, button: ExtendedTo, extend_deadline: FromDishka[ExtendDeadline]) -> None:
    """Move the deadline to the chosen day."""
    await turn.show.here(await _extend(turn, button.document_id, button.day, extend_deadline))


async def on_extension_meant(turn: Turn, button: ExtensionMeant, extend_deadline: FromDishka[ExtendDeadline]) -> None:
    """Move the deadline to the chosen moment, on a day off or not."""
    extended = await extend_deadline(
        turn.speaker,
        button.document_id,
        moment_of(button.minute),
        event_id=turn.event_id,
        now=turn.now,
        even_on_day_off=True,
    )
    await turn.show.here(await _extended(turn, extended))


async def on_new_day_typed(turn: Turn, extend_deadline: FromDishka[ExtendDeadline]) -> None:
    """Move the deadline to the typed day."""
    document_id = UUID((await turn.state.get_data())[_EXTENDING])
    await turn.show.new(await _extend(turn, document_id, turn.message.text or "", extend_deadline))


async def _extend(turn: Turn, document_id: UUID, typed: str, extend_deadline: ExtendDeadline) -> Screen:
    deadline_at = read_deadline(typed, working_time(turn.speaker.organisation), turn.now)
    extended = await extend_deadline(turn.speaker, document_id, deadline_at, event_id=turn.event_id, now=turn.now)
    return await _extended(turn, extended)


async def _extended(turn: Turn, extended: Extended | QuietDeadline) -> Screen:
    if isinstance(extended, QuietDeadline):
        return extending_to_day_off_screen(turn.words, extended)
    await turn.state.set_state(None)
    return extended_screen(turn.words, extended)


def router() -> Router:
    """Build the router of moving deadlines."""
    own = Router(name="extending deadlines")
    own.callback_query.register(on_extend_pressed, ExtendPressed.filter())
    own.callback_query.register(on_extended_to, ExtendedTo.filter())
    own.callback_query.register(on_extension_meant, ExtensionMeant.filter())
    own.message.register(on_new_day_typed, StateFilter(ExtendingDeadline.day), F.text, NOT_A_COMMAND)
    return own
