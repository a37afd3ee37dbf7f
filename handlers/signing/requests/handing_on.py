"""A person hands a request on to a colleague: chooses whom, confirms, and it is done."""

from uuid import UUID

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import StatesGroup
from dishka import FromDishka

from bot.errors import StateRefused
from bot.signing.requests.colleagues import FindColleagues, ShowColleague
from bot.signing.requests.hand_on_request import HandOnRequest
from bot.signing.requests.request_details import AlreadySettled
from handlers.dialogue.awaited import Awaited, Awaiting
from handlers.filters import NOT_A_COMMAND
from handlers.signing.requests.callbacks import ColleagueChosen, HandOnConfirmed, HandOnPressed
from handlers.signing.requests.handing_on_screens import (
    colleague_wanted_screen,
    colleagues_screen,
    hand_on_screen,
    handed_on_screen,
    request_key,
)
from handlers.signing.requests.signing import show_settled
from handlers.turn import Turn

_HANDING = "handing_on"


class HandingOn(StatesGroup):
    """A person hands a request on to a colleague."""

    words = Awaiting(Awaited.NAME)


class HandingOnGoneRefused(StateRefused):
    """The button belongs to another request than the one being handed on now."""


async def on_hand_on_pressed(turn: Turn, button: HandOnPressed, find_colleagues: FromDishka[FindColleagues]) -> None:
    """Ask for the colleague's name."""
    offer = await find_colleagues(turn.speaker, button.request_id, "", now=turn.now)
    if isinstance(offer, AlreadySettled):
        await show_settled(turn, offer)
        return
    await turn.state.update_data({_HANDING: str(button.request_id)})
    await turn.state.set_state(HandingOn.words)
    await turn.show.new(colleague_wanted_screen(turn.words, offer.details.document))


async def on_colleague_typed(turn: Turn, find_colleagues: FromDishka[FindColleagues]) -> None:
    """Show the colleagues whom the typed part of a name finds."""
    request_id = UUID((await turn.state.get_data())[_HANDING])
    offer = await find_colleagues(turn.speaker, request_id, turn.message.text or "", now=turn.now)
    if isinstance(offer, AlreadySettled):
        await turn.show.new(handed_on_screen(turn.words, offer))
        return
    await turn.show.new(colleagues_screen(turn.words, request_id, offer.colleagues))


async def on_colleague_chosen(turn: Turn, button: ColleagueChosen, show_colleague: FromDishka[ShowColleague]) -> None:
    """Ask for confirmation."""
    request_id = await _request_of(button.request, turn.state)
    offer = await show_colleague(turn.speaker, request_id, button.person_id, now=turn.now)
    if isinstance(offer, AlreadySettled):
        await show_settled(turn, offer)
        return
    await turn.show.here(hand_on_screen(turn.words, offer.details, offer.colleagues[0].person))


async def on_hand_on_confirmed(turn: Turn, button: HandOnConfirmed, hand_on_request: FromDishka[HandOnRequest]) -> None:
    """Hand the request on. Its id stays in the FSM data, so that a second tap shows what the first has done."""
    request_id = await _request_of(button.request, turn.state)
    result = await hand_on_request(turn.speaker, request_id, button.person_id, event_id=turn.event_id, now=turn.now)
    await turn.state.set_state(None)
    if isinstance(result, AlreadySettled):
        await show_settled(turn, result)
        return
    await turn.show.here(handed_on_screen(turn.words, result))


async def _request_of(key: str, state: FSMContext) -> UUID:
    """Return the request being handed on; HandingOnGoneRefused where an older message's button is about another one."""
    kept = (await state.get_data()).get(_HANDING)
    if not kept or request_key(UUID(kept)) != key:
        raise HandingOnGoneRefused
    return UUID(kept)


def router() -> Router:
    """Build the router of handing requests on."""
    own = Router(name="handing on")
    own.callback_query.register(on_hand_on_pressed, HandOnPressed.filter())
    own.callback_query.register(on_colleague_chosen, ColleagueChosen.filter())
    own.callback_query.register(on_hand_on_confirmed, HandOnConfirmed.filter())
    own.message.register(on_colleague_typed, StateFilter(HandingOn.words), F.text, NOT_A_COMMAND)
    return own
