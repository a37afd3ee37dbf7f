"""A manager draws up an act about somebody who did not sign: about whom, before which two witnesses."""

from datetime import datetime
from uuid import UUID

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.errors import StateRefused
from bot.ids import EventId
from bot.signing.documents.recipients import FindRecipients
from bot.signing.refusal_acts.draw_up_act import DrawUpAct
from bot.signing.refusal_acts.prepare_act import ListRefusals, PrepareAct
from bot.staff.models import Speaker
from bot.texts import Words
from handlers.show import Show
from handlers.signing.boards.callbacks import ActAboutPressed, ActConfirmed, ActPressed, WitnessChosen
from handlers.signing.refusal_acts.screens import act_drawn_screen, case_screen, refusals_screen, witnesses_screen
from handlers.signing.states import DrawingUpAct

_ACT = "act"


class ActGoneRefused(StateRefused):
    """There is no act in the making: it was drawn up or dropped, or never begun."""


async def on_act_pressed(
    _: CallbackQuery,
    callback_data: ActPressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    list_refusals: ListRefusals,
) -> None:
    """The people about whom an act can be drawn up are wanted."""
    refusals = await list_refusals(speaker, callback_data.document_id, callback_data.offset, now=now)
    await show.here(refusals_screen(words, refusals))


async def on_act_about_pressed(
    _: CallbackQuery,
    callback_data: ActAboutPressed,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    prepare_act: PrepareAct,
) -> None:
    """About this person: from now on typed words look for witnesses."""
    case = await prepare_act(speaker, callback_data.about_id, (), now=now)
    await _keep(state, callback_data.about_id, ())
    await show.here(case_screen(words, case))


async def on_witness_typed(
    message: Message,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    find_recipients: FindRecipients,
) -> None:
    """A part of a name was typed."""
    request_id, _ = await _recall(state)
    found, total = await find_recipients(speaker, message.text or "", now=now)
    await show.new(witnesses_screen(words, request_id, found, total))


async def on_witness_chosen(
    _: CallbackQuery,
    callback_data: WitnessChosen,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    prepare_act: PrepareAct,
) -> None:
    """A witness is chosen; the last two count."""
    request_id, chosen = await _recall(state)
    witnesses = tuple(dict.fromkeys((*chosen, callback_data.person_id)))[-2:]
    case = await prepare_act(speaker, request_id, witnesses, now=now)
    await _keep(state, request_id, witnesses)
    await show.here(case_screen(words, case))


async def on_act_confirmed(
    _: CallbackQuery,
    callback_data: ActConfirmed,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    draw_up_act: DrawUpAct,
) -> None:
    """The act is drawn up, as summed up."""
    request_id, witnesses = await _recall(state)
    if request_id != callback_data.about_id:
        raise ActGoneRefused
    act = await draw_up_act(speaker, request_id, witnesses, event_id=event_id, now=now)
    await state.update_data({_ACT: None})
    await state.set_state(None)
    await show.here(act_drawn_screen(words, act))


async def _keep(state: FSMContext, request_id: UUID, witnesses: tuple[UUID, ...]) -> None:
    await state.update_data({_ACT: [str(request_id), *map(str, witnesses)]})
    await state.set_state(DrawingUpAct.witnesses)


async def _recall(state: FSMContext) -> tuple[UUID, tuple[UUID, ...]]:
    kept = (await state.get_data()).get(_ACT)
    if not kept:
        raise ActGoneRefused
    request_id, *witnesses = map(UUID, kept)
    return request_id, tuple(witnesses)
