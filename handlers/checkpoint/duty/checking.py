"""On duty: going on, checking what people show, going off."""

from datetime import datetime
from uuid import UUID

from aiogram import Bot, F, Router
from aiogram.dispatcher.event.handler import CallbackType
from aiogram.filters import Command, CommandStart, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.checkpoint.checks.check_codes import CheckCode, CheckPicture
from bot.checkpoint.checks.undo_check import FindUndoable, UndoCheck, read_reason
from bot.checkpoint.duty.end_shift import EndShift, FindShift
from bot.checkpoint.duty.guests import Guard
from bot.checkpoint.duty.off_duty import ShiftReport
from bot.checkpoint.duty.start_shift import OfferShift, StartShift
from bot.ids import EventId
from bot.passes.codes import CodePurpose
from bot.staff.models import Speaker
from bot.texts import Words
from handlers.checkpoint.callbacks import EndShiftPressed, GoOnDutyPressed, ShiftPressed, UndoCheckPressed
from handlers.checkpoint.duty.pictures import fetch_picture, is_picture_file, shows_code
from handlers.checkpoint.duty.screens import (
    checked_screens,
    offer_screen,
    report_screen,
    shift_screen,
    started_screen,
    undo_screen,
    undone_screen,
)
from handlers.checkpoint.states import UndoingCheck
from handlers.filters import is_registered
from handlers.registration.deep_links import CarriesCode
from handlers.show import Show

CHECK = "undo_check"


async def on_service_qr_opened(
    _: Message,
    payload: str,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    offer_shift: OfferShift,
) -> None:
    """A service QR was scanned: says for whom and where one would be on duty."""
    await state.set_state(None)
    await show.new(offer_screen(words, speaker, await offer_shift(speaker, payload, now=now)))


async def on_go_on_duty_pressed(
    _: CallbackQuery,
    callback_data: GoOnDutyPressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    start_shift: StartShift,
) -> None:
    """The person goes on duty."""
    started = await start_shift(
        speaker, callback_data.payload, take_over=callback_data.take_over, event_id=event_id, now=now
    )
    await show.here(started_screen(words, speaker, started))


async def on_shift_pressed(
    _: CallbackQuery, speaker: Guard, words: Words, show: Show, now: datetime, find_shift: FindShift
) -> None:
    """One's own shift is wanted, in place."""
    await show.here(shift_screen(words, speaker, await find_shift(speaker, now=now)))


async def on_shift_asked(
    _: Message, speaker: Guard, words: Words, show: Show, now: datetime, find_shift: FindShift
) -> None:
    """One's own shift is wanted by command."""
    await show.new(shift_screen(words, speaker, await find_shift(speaker, now=now)))


async def on_end_shift_pressed(
    _: CallbackQuery,
    callback_data: EndShiftPressed,
    speaker: Guard,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    end_shift: EndShift,
) -> None:
    """The person goes off duty and reads how it went."""
    report = await end_shift(speaker, callback_data.shift_id, event_id=event_id, now=now)
    await show.forget_buttons()
    await show.new(report_screen(words, speaker, report))


async def on_picture(
    message: Message,
    bot: Bot,
    speaker: Guard,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    check_picture: CheckPicture,
) -> None:
    """A picture of codes came; each code is answered, in reply to the very picture of an album."""
    show.replies_to = message.message_id
    picture = await fetch_picture(message, bot)
    for screen in checked_screens(words, speaker, await check_picture(speaker, picture, event_id=event_id, now=now)):
        await show.new(screen)


async def on_typed_code(
    message: Message,
    speaker: Guard,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    check_code: CheckCode,
) -> None:
    """A code was typed by hand, or a link pasted."""
    for screen in checked_screens(
        words, speaker, await check_code(speaker, message.text or "", event_id=event_id, now=now)
    ):
        await show.new(screen)


async def on_live_code_opened(
    _: Message,
    payload: str,
    speaker: Guard,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    check_code: CheckCode,
) -> None:
    """A pass's code was opened with a camera: checked where the one who opened it is on duty."""
    for screen in checked_screens(words, speaker, await check_code(speaker, payload, event_id=event_id, now=now)):
        await show.new(screen)


async def on_undo_pressed(
    _: CallbackQuery,
    callback_data: UndoCheckPressed,
    state: FSMContext,
    speaker: Guard,
    words: Words,
    show: Show,
    now: datetime,
    find_undoable: FindUndoable,
) -> None:
    """A check was made by mistake: asks why."""
    await find_undoable(speaker, callback_data.check_id, now=now)
    await state.update_data({CHECK: str(callback_data.check_id)})
    await state.set_state(UndoingCheck.reason)
    await show.new(undo_screen(words))


async def on_undo_reason(
    message: Message,
    state: FSMContext,
    speaker: Guard,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    undo_check: UndoCheck,
) -> None:
    """The reason was typed: the check is taken back."""
    reason = read_reason(message.text or "")  # one that cannot be used is written anew
    data = await state.get_data()
    await state.set_state(None)  # first: whoever is refused here goes on checking, and typed codes are codes again
    await undo_check(speaker, UUID(data[CHECK]), reason, event_id=event_id, now=now)
    await show.new(undone_screen(words))


async def checks_files(_: Message, speaker: Speaker, find_shift: FindShift, now: datetime) -> bool:
    """Filter for pictures sent as files: a manager off duty means them as documents, everyone else as codes."""
    return not speaker.manages or isinstance(await find_shift(speaker, now=now), ShiftReport)


def checks_codes(own: Router, *files: CallbackType) -> None:
    """Register what whoever is on duty does with codes; `files` says which files are pictures of them."""
    opened = CommandStart(deep_link=True)
    own.message.register(on_live_code_opened, opened, CarriesCode(CodePurpose.LIVE_PASS))
    own.message.register(on_live_code_opened, opened, CarriesCode(CodePurpose.PRINTED_PASS))
    own.callback_query.register(on_undo_pressed, UndoCheckPressed.filter())
    own.message.register(on_undo_reason, StateFilter(UndoingCheck.reason), F.text, ~F.text.startswith("/"))
    own.message.register(on_picture, F.photo)
    own.message.register(on_picture, StateFilter(None), *files)
    own.message.register(on_typed_code, F.text, StateFilter(None), shows_code)


def router() -> Router:
    """What those on duty do."""
    own = Router(name="checkpoint")
    own.message.filter(is_registered)
    own.callback_query.filter(is_registered)
    own.message.register(on_service_qr_opened, CommandStart(deep_link=True), CarriesCode(CodePurpose.SERVICE_QR))
    own.message.register(on_shift_asked, Command("shift"))
    own.callback_query.register(on_go_on_duty_pressed, GoOnDutyPressed.filter())
    own.callback_query.register(on_shift_pressed, ShiftPressed.filter())
    own.callback_query.register(on_end_shift_pressed, EndShiftPressed.filter())
    checks_codes(own, is_picture_file, checks_files)
    return own
