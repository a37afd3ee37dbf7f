"""Editing a service QR: a draft of its terms, changed one by one, then kept with the PIN."""

from datetime import datetime
from uuid import UUID

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, Message

from bot.checkpoint.models import Admits
from bot.checkpoint.service_qrs.browse_service_qrs import ShowServiceQr
from bot.checkpoint.service_qrs.edit_service_qr import EditServiceQr
from bot.checkpoint.service_qrs.orders import ServiceQrTerms, read_label, terms_of
from bot.checkpoint.service_qrs.print_service_qr import PrintServiceQr
from bot.ids import EventId
from bot.passes.types.browse_types import ListTypes, ShowType
from bot.staff.models import Speaker
from bot.texts import Words
from handlers.checkpoint.callbacks import (
    AcceptedChosen,
    AcceptedToggled,
    AdmitsToggled,
    EditsConfirmed,
    EditServiceQrPressed,
    ShiftHoursChosen,
    TermPressed,
)
from handlers.checkpoint.service_qrs.editing_screens import edited_screen, editing_screen
from handlers.checkpoint.service_qrs.issuing_screens import accepts_screen, hours_screen, name_screen, place_screen
from handlers.checkpoint.states import EditingServiceQr, Term
from handlers.filters import is_registered
from handlers.keypad import PinEntered, ask_pin
from handlers.screen import Screen
from handlers.show import Show
from handlers.turn import Turn

EDITED, TERMS = "qr_edited", "qr_terms"
STEPS: dict[Term, State] = {
    Term.NAME: EditingServiceQr.name,
    Term.PLACE: EditingServiceQr.place,
    Term.ACCEPTS: EditingServiceQr.accepts,
    Term.HOURS: EditingServiceQr.hours,
}


async def on_edit_pressed(
    _: CallbackQuery,
    callback_data: EditServiceQrPressed,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    show_service_qr: ShowServiceQr,
) -> None:
    """The terms of a service QR are to be edited: shows them as they are."""
    card = await show_service_qr(speaker, callback_data.service_qr_id, now=now)
    await state.update_data({EDITED: str(card.service_qr.id)})
    await _draft(state, terms_of(card.service_qr), words, show)


async def on_term_pressed(
    _: CallbackQuery,
    callback_data: TermPressed,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    list_types: ListTypes,
) -> None:
    """One of the terms is to be edited: asks for it as it is asked for at first."""
    await state.set_state(STEPS[callback_data.term])
    screens = {
        Term.NAME: name_screen(words),
        Term.PLACE: place_screen(words),
        Term.ACCEPTS: accepts_screen(words, await list_types(speaker), (await _terms(state)).accepts),
        Term.HOURS: hours_screen(words),
    }
    await show.here(screens[callback_data.term])


async def on_name(message: Message, state: FSMContext, words: Words, show: Show) -> None:
    """Another name was typed."""
    await _change(state, words, show, name=read_label(message.text))


async def on_place(message: Message, state: FSMContext, words: Words, show: Show) -> None:
    """Another place was typed."""
    await _change(state, words, show, place=read_label(message.text))


async def on_accepted_toggled(
    _: CallbackQuery,
    callback_data: AcceptedToggled,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    list_types: ListTypes,
    show_type: ShowType,
) -> None:
    """A pass type was added or taken out."""
    toggled = await show_type(speaker, callback_data.type)
    accepted = (await _terms(state)).accepts ^ {str(toggled.name)}
    data = await state.get_data()
    await state.update_data({TERMS: {**data[TERMS], "accepts": sorted(accepted)}})
    await show.here(accepts_screen(words, await list_types(speaker), accepted))


async def on_accepted_chosen(_: CallbackQuery, state: FSMContext, words: Words, show: Show) -> None:
    """The pass types are chosen."""
    await _change(state, words, show)


async def on_hours_chosen(
    _: CallbackQuery, callback_data: ShiftHoursChosen, state: FSMContext, words: Words, show: Show
) -> None:
    """Another length of the shift was chosen."""
    await _change(state, words, show, shift_hours=callback_data.hours)


async def on_admits_toggled(_: CallbackQuery, state: FSMContext, words: Words, show: Show) -> None:
    """Guests are admitted from now on, or no more."""
    admits = (await _terms(state)).admits
    await _change(state, words, show, admits=str(Admits.STAFF if admits is Admits.GUESTS else Admits.GUESTS))


async def on_confirmed(_: CallbackQuery, turn: Turn, words: Words, show: Show) -> None:
    """The terms are to be kept: asks for the PIN."""
    await show.forget_buttons()
    await ask_pin(turn, EditingServiceQr.pin, words("checkpoint-edit-pin"))


async def on_pin(
    _: CallbackQuery,
    pin: str,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    event_id: EventId,
    now: datetime,
    edit_service_qr: EditServiceQr,
    print_service_qr: PrintServiceQr,
) -> Screen:
    """The PIN was pressed: keeps the terms."""
    service_qr_id = UUID((await state.get_data())[EDITED])
    await edit_service_qr(speaker, service_qr_id, await _terms(state), pin, event_id=event_id, now=now)
    card, png = await print_service_qr.png(speaker, service_qr_id, now=now)
    return edited_screen(words, card, png, now)


async def _terms(state: FSMContext) -> ServiceQrTerms:
    kept = (await state.get_data())[TERMS]
    accepts, admits = frozenset(kept["accepts"]), Admits(kept["admits"])
    return ServiceQrTerms(kept["name"], kept["place"], kept["shift_hours"], accepts, admits)


async def _change(state: FSMContext, words: Words, show: Show, **changed: str | int) -> None:
    data = await state.get_data()
    await state.update_data({TERMS: {**data[TERMS], **changed}})
    await _draft(state, await _terms(state), words, show)


async def _draft(state: FSMContext, terms: ServiceQrTerms, words: Words, show: Show) -> None:
    kept = {"name": terms.name, "place": terms.place, "shift_hours": terms.shift_hours}
    kept |= {"accepts": sorted(terms.accepts), "admits": str(terms.admits)}
    await state.update_data({TERMS: kept})
    await state.set_state(EditingServiceQr.menu)
    await show.here(editing_screen(words, terms))


def router() -> Router:
    """What a manager changes of a service QR whose poster hangs."""
    own = Router(name="checkpoint-editing")
    own.message.filter(is_registered)
    own.callback_query.filter(is_registered)
    typed = ~F.text.startswith("/")
    own.callback_query.register(on_edit_pressed, EditServiceQrPressed.filter())
    own.callback_query.register(on_term_pressed, TermPressed.filter(), EditingServiceQr.menu)
    own.callback_query.register(on_admits_toggled, AdmitsToggled.filter(), EditingServiceQr.menu)
    own.callback_query.register(on_confirmed, EditsConfirmed.filter(), EditingServiceQr.menu)
    own.message.register(on_name, StateFilter(EditingServiceQr.name), typed)
    own.message.register(on_place, StateFilter(EditingServiceQr.place), typed)
    own.callback_query.register(on_accepted_toggled, AcceptedToggled.filter(), EditingServiceQr.accepts)
    own.callback_query.register(on_accepted_chosen, AcceptedChosen.filter(), EditingServiceQr.accepts)
    own.callback_query.register(on_hours_chosen, ShiftHoursChosen.filter(), EditingServiceQr.hours)
    own.callback_query.register(on_pin, PinEntered(EditingServiceQr.pin))
    return own
