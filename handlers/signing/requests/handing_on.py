"""A person hands a request on to a colleague: whom, then once more, then it is done."""

from datetime import datetime
from uuid import UUID

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.errors import StateRefused
from bot.ids import EventId
from bot.signing.requests.colleagues import FindColleagues, ShowColleague
from bot.signing.requests.hand_on_request import HandOnRequest
from bot.signing.requests.request_details import AlreadySettled
from bot.staff.models import Speaker
from bot.texts import Words
from handlers.show import Show
from handlers.signing.boards.callbacks import ColleagueChosen, HandOnConfirmed, HandOnPressed
from handlers.signing.requests.handing_on_screens import (
    colleague_wanted_screen,
    colleagues_screen,
    hand_on_screen,
    handed_on_screen,
    request_key,
)
from handlers.signing.requests.settled import show_settled
from handlers.signing.states import HandingOn

_HANDING = "handing_on"


class HandingOnGoneRefused(StateRefused):
    """The button belongs to another document than the one being handed on now."""


async def on_hand_on_pressed(
    _: CallbackQuery,
    callback_data: HandOnPressed,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    find_colleagues: FindColleagues,
) -> None:
    """A request is to be handed on: from now on typed words look for a colleague."""
    offer = await find_colleagues(speaker, callback_data.request_id, "", now=now)
    if isinstance(offer, AlreadySettled):
        await show_settled(offer, words, show)
        return
    await state.update_data({_HANDING: str(callback_data.request_id)})
    await state.set_state(HandingOn.words)
    await show.new(colleague_wanted_screen(words, offer.asked.document))


async def on_colleague_typed(
    message: Message,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    find_colleagues: FindColleagues,
) -> None:
    """A part of a name was typed."""
    request_id = UUID((await state.get_data())[_HANDING])
    offer = await find_colleagues(speaker, request_id, message.text or "", now=now)
    if isinstance(offer, AlreadySettled):
        await show.new(handed_on_screen(words, offer))
        return
    await show.new(colleagues_screen(words, request_id, offer.colleagues))


async def on_colleague_chosen(
    _: CallbackQuery,
    callback_data: ColleagueChosen,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    show_colleague: ShowColleague,
) -> None:
    """A colleague was found; nothing is done yet."""
    request_id = await _request_of(callback_data.request, state)
    offer = await show_colleague(speaker, request_id, callback_data.person_id, now=now)
    if isinstance(offer, AlreadySettled):
        await show_settled(offer, words, show)
        return
    await show.here(hand_on_screen(words, offer.asked, offer.colleagues[0].person))


async def on_hand_on_confirmed(
    _: CallbackQuery,
    callback_data: HandOnConfirmed,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    hand_on_request: HandOnRequest,
) -> None:
    """Handed on; what is remembered stays, so that a second tap learns what the first has done."""
    request_id = await _request_of(callback_data.request, state)
    answer = await hand_on_request(speaker, request_id, callback_data.person_id, event_id=event_id, now=now)
    await state.set_state(None)
    if isinstance(answer, AlreadySettled):
        await show_settled(answer, words, show)
        return
    await show.here(handed_on_screen(words, answer))


async def _request_of(key: str, state: FSMContext) -> UUID:
    """Return the request being handed on; an older message's button may be about another one, and does nothing."""
    kept = (await state.get_data()).get(_HANDING)
    if not kept or request_key(UUID(kept)) != key:
        raise HandingOnGoneRefused
    return UUID(kept)
