"""A manager adds recipients to a document that was sent."""

from uuid import UUID

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import StatesGroup
from dishka import FromDishka

from bot.signing.boards.boards import ShowBoard
from bot.signing.documents.add_recipient import AddRecipient
from bot.signing.documents.recipients import FindRecipients
from bot.signing.requests.request_details import require_standing
from handlers.dialogue.awaited import Awaited, Awaiting
from handlers.filters import NOT_A_COMMAND
from handlers.signing.boards.adding_screens import added_screen, adding_screen, joining_screen
from handlers.signing.boards.callbacks import AddPeoplePressed, RecipientJoined
from handlers.turn import Turn

_ADDING = "adding_to"


class AddingPeople(StatesGroup):
    """A manager adds people to a document that was sent."""

    words = Awaiting(Awaited.NAME)


async def on_add_people_pressed(turn: Turn, button: AddPeoplePressed, show_board: FromDishka[ShowBoard]) -> None:
    """Ask for the name of the person to add."""
    board = await show_board(turn.speaker, button.document_id)
    require_standing(board.document)
    await turn.state.update_data({_ADDING: str(board.document.id)})
    await turn.state.set_state(AddingPeople.words)
    await turn.show.here(adding_screen(turn.words, board.document))


async def on_name_typed(turn: Turn, find_recipients: FromDishka[FindRecipients]) -> None:
    """Show the people whom the typed part of a name finds."""
    document_id = UUID((await turn.state.get_data())[_ADDING])
    found, total = await find_recipients(turn.speaker, turn.message.text or "", now=turn.now)
    await turn.show.new(joining_screen(turn.words, document_id, found, total))


async def on_recipient_joined(turn: Turn, button: RecipientJoined, add_recipient: FromDishka[AddRecipient]) -> None:
    """Add a person."""
    document_id = UUID((await turn.state.get_data())[_ADDING])
    added = await add_recipient(turn.speaker, document_id, button.person_id, event_id=turn.event_id, now=turn.now)
    await turn.show.here(added_screen(turn.words, added))


def router() -> Router:
    """Build the router of adding recipients."""
    own = Router(name="adding recipients")
    own.callback_query.register(on_add_people_pressed, AddPeoplePressed.filter())
    own.callback_query.register(on_recipient_joined, RecipientJoined.filter(), AddingPeople.words)
    own.message.register(on_name_typed, StateFilter(AddingPeople.words), F.text, NOT_A_COMMAND)
    return own
