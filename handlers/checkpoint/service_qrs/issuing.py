"""Issuing a service QR: name, place, pass types, shift, validity, summary, PIN."""

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from dishka import FromDishka

from bot.checkpoint.models import Admits
from bot.checkpoint.service_qrs.accepted_types import FindAccepted, ListAccepted
from bot.checkpoint.service_qrs.issue_service_qr import IssueServiceQr
from bot.checkpoint.service_qrs.orders import ServiceQrOrder, read_label
from bot.checkpoint.service_qrs.print_service_qr import PrintServiceQr
from bot.staff.access import require_manager
from handlers.checkpoint.callbacks import (
    AcceptedChosen,
    AcceptedToggled,
    AdmitsToggled,
    IssueServiceQrPressed,
    ServiceQrConfirmed,
    ServiceQrDaysChosen,
    ShiftHoursChosen,
)
from handlers.checkpoint.service_qrs.issuing_screens import (
    accepts_screen,
    days_screen,
    hours_screen,
    name_screen,
    place_screen,
    summary_screen,
)
from handlers.checkpoint.service_qrs.screens import next_admits, service_qr_screen
from handlers.checkpoint.states import IssuingServiceQr
from handlers.filters import is_registered
from handlers.keypad import PinEntered, ask_pin
from handlers.screen import Screen
from handlers.turn import Turn

NAME, PLACE, ACCEPTS, HOURS, DAYS = "qr_name", "qr_place", "qr_accepts", "qr_hours", "qr_days"
ADMITS = "qr_admits"


async def on_issue_pressed(turn: Turn) -> None:
    """Ask for the name of a new checkpoint."""
    require_manager(turn.speaker)
    await turn.state.update_data({ACCEPTS: [], ADMITS: str(Admits.GUARDS)})
    await turn.state.set_state(IssuingServiceQr.name)
    await turn.show.new(name_screen(turn.words))


async def on_name(turn: Turn) -> None:
    """Take the name and ask for the place."""
    await turn.state.update_data({NAME: read_label(turn.message.text)})
    await turn.state.set_state(IssuingServiceQr.place)
    await turn.show.new(place_screen(turn.words))


async def on_place(turn: Turn, list_accepted: FromDishka[ListAccepted]) -> None:
    """Take the place and ask which passes are accepted."""
    await turn.state.update_data({PLACE: read_label(turn.message.text)})
    await turn.state.set_state(IssuingServiceQr.accepts)
    await turn.show.new(accepts_screen(turn.words, await list_accepted(turn.speaker), frozenset()))


async def on_accepted_toggled(
    turn: Turn, button: AcceptedToggled, list_them: FromDishka[ListAccepted], find: FromDishka[FindAccepted]
) -> None:
    """Add or remove a pass type."""
    data = await turn.state.get_data()
    toggled = await find(turn.speaker, button.type)
    accepted = frozenset(data.get(ACCEPTS, [])) ^ {str(toggled.name)}
    await turn.state.update_data({ACCEPTS: sorted(accepted)})
    await turn.show.here(accepts_screen(turn.words, await list_them(turn.speaker), accepted))


async def on_accepted_chosen(turn: Turn) -> None:
    """Finish the choice of pass types and ask for the shift's length."""
    await turn.state.set_state(IssuingServiceQr.hours)
    await turn.show.here(hours_screen(turn.words))


async def on_hours_chosen(turn: Turn, button: ShiftHoursChosen) -> None:
    """Take the shift's length and ask for the validity."""
    await turn.state.update_data({HOURS: button.hours})
    await turn.state.set_state(IssuingServiceQr.days)
    await turn.show.here(days_screen(turn.words))


async def on_days_chosen(turn: Turn, button: ServiceQrDaysChosen) -> None:
    """Take the validity and show the summary."""
    await turn.state.update_data({DAYS: button.days})
    order = await _order(turn.state)
    await turn.state.set_state(IssuingServiceQr.summary)
    await turn.show.here(summary_screen(turn.words, order, turn.now))


async def on_admits_toggled(turn: Turn) -> None:
    """Choose the next answer to who may go on duty."""
    admits = next_admits((await _order(turn.state)).admits)
    await turn.state.update_data({ADMITS: str(admits)})
    await turn.show.here(summary_screen(turn.words, await _order(turn.state), turn.now))


async def on_confirmed(turn: Turn) -> None:
    """Ask for the PIN."""
    await turn.show.forget_buttons()
    await ask_pin(turn, IssuingServiceQr.pin, turn.words("checkpoint-issue-pin"))


async def on_pin(
    turn: Turn, pin: str, issue_service_qr: FromDishka[IssueServiceQr], print_service_qr: FromDishka[PrintServiceQr]
) -> Screen:
    """Issue the service QR."""
    issued = await issue_service_qr(turn.speaker, await _order(turn.state), pin, event_id=turn.event_id, now=turn.now)
    card, png = await print_service_qr.png(turn.speaker, issued.id, now=turn.now)
    return service_qr_screen(turn.words, card, png, turn.now)


async def _order(state: FSMContext) -> ServiceQrOrder:
    data = await state.get_data()
    accepts = frozenset[str](data[ACCEPTS])
    return ServiceQrOrder(data[NAME], data[PLACE], data[HOURS], data[DAYS], accepts, Admits(data[ADMITS]))


def router() -> Router:
    """Build the router of issuing a service QR."""
    own = Router(name="checkpoint-issuing")
    own.message.filter(is_registered)
    own.callback_query.filter(is_registered)
    typed = ~F.text.startswith("/")
    own.callback_query.register(on_issue_pressed, IssueServiceQrPressed.filter())
    own.message.register(on_name, StateFilter(IssuingServiceQr.name), typed)
    own.message.register(on_place, StateFilter(IssuingServiceQr.place), typed)
    own.callback_query.register(on_accepted_toggled, AcceptedToggled.filter(), IssuingServiceQr.accepts)
    own.callback_query.register(on_accepted_chosen, AcceptedChosen.filter(), IssuingServiceQr.accepts)
    own.callback_query.register(on_hours_chosen, ShiftHoursChosen.filter(), IssuingServiceQr.hours)
    own.callback_query.register(on_days_chosen, ServiceQrDaysChosen.filter(), IssuingServiceQr.days)
    own.callback_query.register(on_admits_toggled, AdmitsToggled.filter(), IssuingServiceQr.summary)
    own.callback_query.register(on_confirmed, ServiceQrConfirmed.filter(), IssuingServiceQr.summary)
    own.callback_query.register(on_pin, PinEntered(IssuingServiceQr.pin))
    return own
