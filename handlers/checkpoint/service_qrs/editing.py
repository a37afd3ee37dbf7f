"""Editing a service QR: a draft of its terms, changed one by one, then saved with the PIN."""

from uuid import UUID

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from dishka import FromDishka

from bot.checkpoint.models import Admits
from bot.checkpoint.service_qrs.accepted_types import FindAccepted, ListAccepted
from bot.checkpoint.service_qrs.browse_service_qrs import ShowServiceQr
from bot.checkpoint.service_qrs.edit_service_qr import EditServiceQr
from bot.checkpoint.service_qrs.orders import ServiceQrTerms, read_label, terms_of
from bot.checkpoint.service_qrs.print_service_qr import PrintServiceQr
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
from handlers.checkpoint.service_qrs.screens import next_admits
from handlers.checkpoint.states import EditingServiceQr, Term
from handlers.filters import is_registered
from handlers.keypad import PinEntered, ask_pin
from handlers.screen import Screen
from handlers.turn import Turn

EDITED, TERMS = "qr_edited", "qr_terms"
STEPS: dict[Term, State] = {
    Term.NAME: EditingServiceQr.name,
    Term.PLACE: EditingServiceQr.place,
    Term.ACCEPTS: EditingServiceQr.accepts,
    Term.HOURS: EditingServiceQr.hours,
}


async def on_edit_pressed(turn: Turn, button: EditServiceQrPressed, show_service_qr: FromDishka[ShowServiceQr]) -> None:
    """Show the terms of a service QR to edit."""
    card = await show_service_qr(turn.speaker, button.service_qr_id, now=turn.now)
    await turn.state.update_data({EDITED: str(card.service_qr.id)})
    await _draft(turn, terms_of(card.service_qr))


async def on_term_pressed(turn: Turn, button: TermPressed, list_accepted: FromDishka[ListAccepted]) -> None:
    """Ask for one of the terms."""
    await turn.state.set_state(STEPS[button.term])
    screens = {
        Term.NAME: name_screen(turn.words),
        Term.PLACE: place_screen(turn.words),
        Term.ACCEPTS: accepts_screen(turn.words, await list_accepted(turn.speaker), (await _terms(turn.state)).accepts),
        Term.HOURS: hours_screen(turn.words),
    }
    await turn.show.here(screens[button.term])


async def on_name(turn: Turn) -> None:
    """Take another name."""
    await _change(turn, name=read_label(turn.message.text))


async def on_place(turn: Turn) -> None:
    """Take another place."""
    await _change(turn, place=read_label(turn.message.text))


async def on_accepted_toggled(
    turn: Turn, button: AcceptedToggled, list_them: FromDishka[ListAccepted], find: FromDishka[FindAccepted]
) -> None:
    """Add or remove a pass type."""
    toggled = await find(turn.speaker, button.type)
    accepted = (await _terms(turn.state)).accepts ^ {str(toggled.name)}
    data = await turn.state.get_data()
    await turn.state.update_data({TERMS: {**data[TERMS], "accepts": sorted(accepted)}})
    await turn.show.here(accepts_screen(turn.words, await list_them(turn.speaker), accepted))


async def on_accepted_chosen(turn: Turn) -> None:
    """Finish the choice of pass types."""
    await _change(turn)


async def on_hours_chosen(turn: Turn, button: ShiftHoursChosen) -> None:
    """Take another length of the shift."""
    await _change(turn, shift_hours=button.hours)


async def on_admits_toggled(turn: Turn) -> None:
    """Choose the next answer to who may go on duty."""
    await _change(turn, admits=str(next_admits((await _terms(turn.state)).admits)))


async def on_confirmed(turn: Turn) -> None:
    """Ask for the PIN."""
    await turn.show.forget_buttons()
    await ask_pin(turn, EditingServiceQr.pin, turn.words("checkpoint-edit-pin"))


async def on_pin(
    turn: Turn, pin: str, edit_service_qr: FromDishka[EditServiceQr], print_service_qr: FromDishka[PrintServiceQr]
) -> Screen:
    """Save the terms."""
    service_qr_id = UUID((await turn.state.get_data())[EDITED])
    await edit_service_qr(
        turn.speaker, service_qr_id, await _terms(turn.state), pin, event_id=turn.event_id, now=turn.now
    )
    card, png = await print_service_qr.png(turn.speaker, service_qr_id, now=turn.now)
    return edited_screen(turn.words, card, png, turn.now)


async def _terms(state: FSMContext) -> ServiceQrTerms:
    kept = (await state.get_data())[TERMS]
    accepts, admits = frozenset(kept["accepts"]), Admits(kept["admits"])
    return ServiceQrTerms(kept["name"], kept["place"], kept["shift_hours"], accepts, admits)


async def _change(turn: Turn, **changed: str | int) -> None:
    data = await turn.state.get_data()
    await turn.state.update_data({TERMS: {**data[TERMS], **changed}})
    await _draft(turn, await _terms(turn.state))


async def _draft(turn: Turn, terms: ServiceQrTerms) -> None:
    kept = {"name": terms.name, "place": terms.place, "shift_hours": terms.shift_hours}
    kept |= {"accepts": sorted(terms.accepts), "admits": str(terms.admits)}
    await turn.state.update_data({TERMS: kept})
    await turn.state.set_state(EditingServiceQr.menu)
    await turn.show.here(editing_screen(turn.words, terms))


def router() -> Router:
    """Build the router of editing a service QR."""
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
