"""Issuing a service QR: name, place, pass types, shift, validity, summary, PIN."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.checkpoint.models import Admits
from bot.checkpoint.service_qrs.issue_service_qr import IssueServiceQr
from bot.checkpoint.service_qrs.orders import ServiceQrOrder, read_label
from bot.checkpoint.service_qrs.print_service_qr import PrintServiceQr
from bot.ids import EventId
from bot.passes.types.browse_types import ListTypes, ShowType
from bot.staff.access import require_manager
from bot.staff.models import Speaker
from bot.texts import Words
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
from handlers.checkpoint.service_qrs.screens import service_qr_screen
from handlers.checkpoint.states import IssuingServiceQr
from handlers.filters import is_registered
from handlers.keypad import PinEntered, ask_pin
from handlers.screen import Screen
from handlers.show import Show
from handlers.turn import Turn

NAME, PLACE, ACCEPTS, HOURS, DAYS = "qr_name", "qr_place", "qr_accepts", "qr_hours", "qr_days"
ADMITS = "qr_admits"


async def on_issue_pressed(_: CallbackQuery, state: FSMContext, speaker: Speaker, words: Words, show: Show) -> None:
    """A service QR is to be issued: asks for the checkpoint's name."""
    require_manager(speaker)
    await state.update_data({ACCEPTS: [], ADMITS: str(Admits.STAFF)})
    await state.set_state(IssuingServiceQr.name)
    await show.new(name_screen(words))


async def on_name(message: Message, state: FSMContext, words: Words, show: Show) -> None:
    """The name was typed: asks for the place."""
    await state.update_data({NAME: read_label(message.text)})
    await state.set_state(IssuingServiceQr.place)
    await show.new(place_screen(words))


async def on_place(
    message: Message, state: FSMContext, speaker: Speaker, words: Words, show: Show, list_types: ListTypes
) -> None:
    """The place was typed: asks which passes are accepted."""
    await state.update_data({PLACE: read_label(message.text)})
    await state.set_state(IssuingServiceQr.accepts)
    await show.new(accepts_screen(words, await list_types(speaker), frozenset()))


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
    data = await state.get_data()
    toggled = await show_type(speaker, callback_data.type)
    accepted = frozenset(data.get(ACCEPTS, [])) ^ {str(toggled.name)}
    await state.update_data({ACCEPTS: sorted(accepted)})
    await show.here(accepts_screen(words, await list_types(speaker), accepted))


async def on_accepted_chosen(_: CallbackQuery, state: FSMContext, words: Words, show: Show) -> None:
    """The pass types were chosen: asks for the shift's length."""
    await state.set_state(IssuingServiceQr.hours)
    await show.here(hours_screen(words))


async def on_hours_chosen(
    _: CallbackQuery, callback_data: ShiftHoursChosen, state: FSMContext, words: Words, show: Show
) -> None:
    """The shift's length was chosen: asks for the validity."""
    await state.update_data({HOURS: callback_data.hours})
    await state.set_state(IssuingServiceQr.days)
    await show.here(days_screen(words))


async def on_days_chosen(
    _: CallbackQuery, callback_data: ServiceQrDaysChosen, state: FSMContext, words: Words, show: Show, now: datetime
) -> None:
    """The validity was chosen: sums it all up."""
    await state.update_data({DAYS: callback_data.days})
    order = await _order(state)
    await state.set_state(IssuingServiceQr.summary)
    await show.here(summary_screen(words, order, now))


async def on_admits_toggled(_: CallbackQuery, state: FSMContext, words: Words, show: Show, now: datetime) -> None:
    """Guests are to be admitted, or not after all."""
    admits = Admits.STAFF if (await _order(state)).admits is Admits.GUESTS else Admits.GUESTS
    await state.update_data({ADMITS: str(admits)})
    await show.here(summary_screen(words, await _order(state), now))


async def on_confirmed(_: CallbackQuery, turn: Turn, words: Words, show: Show) -> None:
    """The summary was confirmed: asks for the PIN."""
    await show.forget_buttons()
    await ask_pin(turn, IssuingServiceQr.pin, words("checkpoint-issue-pin"))


async def on_pin(
    _: CallbackQuery,
    pin: str,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    event_id: EventId,
    now: datetime,
    issue_service_qr: IssueServiceQr,
    print_service_qr: PrintServiceQr,
) -> Screen:
    """The PIN was pressed: issues the code."""
    issued = await issue_service_qr(speaker, await _order(state), pin, event_id=event_id, now=now)
    card, png = await print_service_qr.png(speaker, issued.id, now=now)
    return service_qr_screen(words, card, png, now)


async def _order(state: FSMContext) -> ServiceQrOrder:
    data = await state.get_data()
    accepts = frozenset[str](data[ACCEPTS])
    return ServiceQrOrder(
        data[NAME], data[PLACE], data[HOURS], data[DAYS], accepts, Admits(data.get(ADMITS, Admits.STAFF))
    )


def router() -> Router:
    """What a manager answers before a service QR is issued."""
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
