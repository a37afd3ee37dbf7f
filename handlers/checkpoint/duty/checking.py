"""On duty: going on, checking what people show, going off."""

from uuid import UUID

from aiogram import Bot, F, Router
from aiogram.dispatcher.event.handler import CallbackType
from aiogram.filters import Command, CommandStart, StateFilter
from aiogram.types import Message
from dishka import FromDishka
from dishka.integrations.aiogram import inject

from bot.checkpoint.checks.check_codes import CheckCode, CheckPicture
from bot.checkpoint.checks.undo_check import FindUndoable, UndoCheck, read_reason
from bot.checkpoint.duty.end_shift import EndShift, FindShift
from bot.checkpoint.duty.off_duty import ShiftReport
from bot.checkpoint.duty.start_shift import OfferShift, StartShift
from bot.passes.codes import CodePurpose
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
from handlers.turn import Turn

CHECK = "undo_check"


async def on_service_qr_opened(turn: Turn, payload: str, offer_shift: FromDishka[OfferShift]) -> None:
    """A service QR was scanned: says for whom and where one would be on duty."""
    await turn.state.set_state(None)
    await turn.show.new(offer_screen(turn.words, turn.speaker, await offer_shift(turn.speaker, payload, now=turn.now)))


async def on_go_on_duty_pressed(turn: Turn, button: GoOnDutyPressed, start_shift: FromDishka[StartShift]) -> None:
    """The person goes on duty."""
    started = await start_shift(
        turn.speaker, button.payload, take_over=button.take_over, event_id=turn.event_id, now=turn.now
    )
    await turn.show.here(started_screen(turn.words, turn.speaker, started))


async def on_shift_pressed(turn: Turn, find_shift: FromDishka[FindShift]) -> None:
    """One's own shift is wanted, in place."""
    await turn.show.here(shift_screen(turn.words, turn.guard, await find_shift(turn.guard, now=turn.now)))


async def on_shift_asked(turn: Turn, find_shift: FromDishka[FindShift]) -> None:
    """One's own shift is wanted by command."""
    await turn.show.new(shift_screen(turn.words, turn.guard, await find_shift(turn.guard, now=turn.now)))


async def on_end_shift_pressed(turn: Turn, button: EndShiftPressed, end_shift: FromDishka[EndShift]) -> None:
    """The person goes off duty and reads how it went."""
    report = await end_shift(turn.guard, button.shift_id, event_id=turn.event_id, now=turn.now)
    await turn.show.forget_buttons()
    await turn.show.new(report_screen(turn.words, turn.guard, report))


async def on_picture(turn: Turn, bot: Bot, check_picture: FromDishka[CheckPicture]) -> None:
    """A picture of codes came; each code is answered, in reply to the very picture of an album."""
    turn.show.replies_to = turn.message.message_id
    picture = await fetch_picture(turn.message, bot)
    for screen in checked_screens(
        turn.words, turn.guard, await check_picture(turn.guard, picture, event_id=turn.event_id, now=turn.now)
    ):
        await turn.show.new(screen)


async def on_typed_code(turn: Turn, check_code: FromDishka[CheckCode]) -> None:
    """A code was typed by hand, or a link pasted."""
    for screen in checked_screens(
        turn.words,
        turn.guard,
        await check_code(turn.guard, turn.message.text or "", event_id=turn.event_id, now=turn.now),
    ):
        await turn.show.new(screen)


async def on_live_code_opened(turn: Turn, payload: str, check_code: FromDishka[CheckCode]) -> None:
    """A pass's code was opened with a camera: checked where the one who opened it is on duty."""
    for screen in checked_screens(
        turn.words, turn.guard, await check_code(turn.guard, payload, event_id=turn.event_id, now=turn.now)
    ):
        await turn.show.new(screen)


async def on_undo_pressed(turn: Turn, button: UndoCheckPressed, find_undoable: FromDishka[FindUndoable]) -> None:
    """A check was made by mistake: asks why."""
    await find_undoable(turn.guard, button.check_id, now=turn.now)
    await turn.state.update_data({CHECK: str(button.check_id)})
    await turn.state.set_state(UndoingCheck.reason)
    await turn.show.new(undo_screen(turn.words))


async def on_undo_reason(turn: Turn, undo_check: FromDishka[UndoCheck]) -> None:
    """The reason was typed: the check is taken back."""
    reason = read_reason(turn.message.text or "")  # one that cannot be used is written anew
    data = await turn.state.get_data()
    await turn.state.set_state(None)  # first: whoever is refused here goes on checking, and typed codes are codes again
    await undo_check(turn.guard, UUID(data[CHECK]), reason, event_id=turn.event_id, now=turn.now)
    await turn.show.new(undone_screen(turn.words))


@inject
async def checks_files(_: Message, turn: Turn, find_shift: FromDishka[FindShift]) -> bool:
    """Filter for pictures sent as files: a manager off duty means them as documents, everyone else as codes."""
    return not turn.speaker.manages or isinstance(await find_shift(turn.speaker, now=turn.now), ShiftReport)


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
