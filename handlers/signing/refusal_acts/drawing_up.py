"""A manager draws up an act about somebody who did not sign: about whom, before which two witnesses."""

from uuid import UUID

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import StatesGroup
from dishka import FromDishka

from bot.errors import StateRefused
from bot.signing.refusal_acts.draw_up_act import DrawUpAct
from bot.signing.refusal_acts.prepare_act import FindWitnesses, ListRefusals, PrepareAct
from handlers.dialogue.awaited import Awaited, Awaiting
from handlers.dialogue.searched_page import search_here
from handlers.filters import NOT_A_COMMAND
from handlers.signing.refusal_acts.callbacks import ActAboutPressed, ActConfirmed, ActPressed, WitnessChosen
from handlers.signing.refusal_acts.screens import act_drawn_screen, case_screen, refusals_screen, witnesses_screen
from handlers.turn import Turn

_ACT = "act"


class DrawingUpAct(StatesGroup):
    """A manager chooses who is to witness a refusal act."""

    witnesses = Awaiting(Awaited.NAME)


class ActGoneRefused(StateRefused):
    """There is no draft of an act: it was drawn up or dropped, or never begun."""


async def on_act_pressed(turn: Turn, button: ActPressed, list_refusals: FromDishka[ListRefusals]) -> None:
    """Show the people about whom an act can be drawn up."""
    words = await search_here(turn, button, searched=button.searched)
    refusals = await list_refusals(turn.speaker, button.document_id, button.offset, words, now=turn.now)
    await turn.show.here(refusals_screen(turn.words, refusals))


async def on_act_about_pressed(turn: Turn, button: ActAboutPressed, prepare_act: FromDishka[PrepareAct]) -> None:
    """Begin an act about this request: ask for the witnesses' names."""
    case = await prepare_act(turn.speaker, button.about_id, (), now=turn.now)
    await _keep(turn.state, button.about_id, ())
    await turn.show.here(case_screen(turn.words, case))


async def on_witness_typed(turn: Turn, find_witnesses: FromDishka[FindWitnesses]) -> None:
    """Show the people whom the typed part of a name finds and who can be witnesses."""
    request_id, _ = await _recall(turn.state)
    found, total = await find_witnesses(turn.speaker, request_id, turn.message.text or "", now=turn.now)
    await turn.show.new(witnesses_screen(turn.words, request_id, found, total))


async def on_witness_chosen(turn: Turn, button: WitnessChosen, prepare_act: FromDishka[PrepareAct]) -> None:
    """Add a witness; the last two chosen count."""
    request_id, chosen = await _recall(turn.state)
    witnesses = tuple(dict.fromkeys((*chosen, button.person_id)))[-2:]
    case = await prepare_act(turn.speaker, request_id, witnesses, now=turn.now)
    await _keep(turn.state, request_id, witnesses)
    await turn.show.here(case_screen(turn.words, case))


async def on_act_confirmed(turn: Turn, button: ActConfirmed, draw_up_act: FromDishka[DrawUpAct]) -> None:
    """Draw the act up as summed up."""
    request_id, witnesses = await _recall(turn.state)
    if request_id != button.about_id:
        raise ActGoneRefused
    act = await draw_up_act(turn.speaker, request_id, witnesses, event_id=turn.event_id, now=turn.now)
    await turn.state.update_data({_ACT: None})
    await turn.state.set_state(None)
    await turn.show.here(act_drawn_screen(turn.words, act))


async def _keep(state: FSMContext, request_id: UUID, witnesses: tuple[UUID, ...]) -> None:
    await state.update_data({_ACT: [str(request_id), *map(str, witnesses)]})
    await state.set_state(DrawingUpAct.witnesses)


async def _recall(state: FSMContext) -> tuple[UUID, tuple[UUID, ...]]:
    kept = (await state.get_data()).get(_ACT)
    if not kept:
        raise ActGoneRefused
    request_id, *witnesses = map(UUID, kept)
    return request_id, tuple(witnesses)


def router() -> Router:
    """Build the router of drawing up refusal acts."""
    own = Router(name="refusal acts")
    own.callback_query.register(on_act_pressed, ActPressed.filter())
    own.callback_query.register(on_act_about_pressed, ActAboutPressed.filter())
    own.callback_query.register(on_witness_chosen, WitnessChosen.filter())
    own.callback_query.register(on_act_confirmed, ActConfirmed.filter())
    own.message.register(on_witness_typed, StateFilter(DrawingUpAct.witnesses), F.text, NOT_A_COMMAND)
    return own
