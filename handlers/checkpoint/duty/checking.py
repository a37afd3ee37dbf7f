"""On duty: start the shift, check what people show, end the shift."""

from collections.abc import Sequence
from uuid import UUID

from aiogram import F, Router
from aiogram.dispatcher.event.handler import CallbackType
from aiogram.filters import Command, CommandStart, StateFilter
from aiogram.types import Message
from dishka import FromDishka
from dishka.integrations.aiogram import inject

from bot.checkpoint.checks.check_codes import CheckCode, CheckPicture, ServiceQrsShown
from bot.checkpoint.checks.results import Answer
from bot.checkpoint.checks.undo_check import FindUndoable, UndoCheck, read_reason
from bot.checkpoint.documents.check_document import CheckDocument
from bot.checkpoint.duty.end_shift import EndShift, FindShift
from bot.checkpoint.duty.off_duty import ShiftReport
from bot.checkpoint.duty.offer_photographed import OfferPhotographed
from bot.checkpoint.duty.start_shift import OfferShift, StartShift
from bot.passes.codes import CodePurpose
from bot.staff.people.browse_staff import FindSpeakers
from bot.staff.sessions.mini_apps import MiniApps
from bot.texts.words import Texts
from handlers.checkpoint.callbacks import (
    EndShiftPressed,
    GoOnDutyPressed,
    ScannerPressed,
    ShiftPressed,
    UndoCheckPressed,
)
from handlers.checkpoint.duty.photographed import show_offers
from handlers.checkpoint.duty.pictures import fetch_picture, is_moving, is_picture_file, shows_code
from handlers.checkpoint.duty.scanner import on_scanner_pressed, scanner_for, set_menu_button
from handlers.checkpoint.duty.screens import (
    checked_screens,
    moving_screen,
    offer_screen,
    report_screen,
    shift_screen,
    started_screen,
    undo_screen,
    undone_answer_screen,
    undone_screen,
)
from handlers.checkpoint.states import UndoingCheck
from handlers.dialogue.awaited import asks_nothing
from handlers.filters import is_registered
from handlers.registration.deep_links import CarriesCode
from handlers.turn import Turn

CHECK, SHOWN = "undo_check", "undo_shown"


async def on_service_qr_opened(turn: Turn, payload: str, offer_shift: FromDishka[OfferShift]) -> None:
    """Show the organisation and the place of a scanned service QR, and offer the shift."""
    await turn.state.set_state(None)
    await turn.show.new(offer_screen(turn.words, turn.speaker, await offer_shift(turn.speaker, payload, now=turn.now)))


async def on_go_on_duty_pressed(
    turn: Turn,
    button: GoOnDutyPressed,
    start: FromDishka[StartShift],
    checks: FromDishka[CheckDocument],
    mini_apps: FromDishka[MiniApps],
) -> None:
    """Start the shift."""
    started = await start(
        turn.speaker, button.payload, take_over=button.take_over, event_id=turn.event_id, now=turn.now
    )
    documents = checks.serves_at(turn.speaker.organisation, started.service_qr)
    scanner = scanner_for(turn, mini_apps)
    await turn.show.here(started_screen(turn.words, turn.speaker, started, scanner, documents=documents))
    if scanner:
        await set_menu_button(turn, scanner)


async def on_shift_pressed(turn: Turn, find_shift: FromDishka[FindShift], mini_apps: FromDishka[MiniApps]) -> None:
    """Show the speaker's shift in place."""
    found = await find_shift(turn.guard, now=turn.now)
    await turn.show.here(shift_screen(turn.words, turn.guard, found, scanner_for(turn, mini_apps)))


async def on_shift_command(turn: Turn, find_shift: FromDishka[FindShift], mini_apps: FromDishka[MiniApps]) -> None:
    """Show the speaker's shift in a new message."""
    found = await find_shift(turn.guard, now=turn.now)
    await turn.show.new(shift_screen(turn.words, turn.guard, found, scanner_for(turn, mini_apps)))


async def on_end_shift_pressed(
    turn: Turn, button: EndShiftPressed, end_shift: FromDishka[EndShift], mini_apps: FromDishka[MiniApps]
) -> None:
    """End the shift and show its report."""
    report = await end_shift(turn.guard, button.shift_id, event_id=turn.event_id, now=turn.now)
    await turn.show.forget_buttons()
    await turn.show.new(report_screen(turn.words, turn.guard, report))
    if scanner_for(turn, mini_apps):
        await set_menu_button(turn, None)


async def on_picture(
    turn: Turn,
    check_picture: FromDishka[CheckPicture],
    find_speakers: FromDishka[FindSpeakers],
    offer_photographed: FromDishka[OfferPhotographed],
    texts: FromDishka[Texts],
) -> None:
    """Check each code of a picture; reply to that picture, because it may be one of an album.

    A picture of service QR codes alone is answered as if they had been scanned with the camera.
    """
    turn.show.replies_to = turn.message.message_id
    picture = await fetch_picture(turn)
    speakers = await find_speakers(turn.user.id)
    tags = frozenset(each.organisation.tag for each in speakers)
    checked = await check_picture(turn.guard, picture, own_tags=tags, event_id=turn.event_id, now=turn.now)
    if isinstance(checked, ServiceQrsShown):
        await show_offers(turn, checked.payloads, speakers, offer_photographed, texts)
        return
    for screen in checked_screens(turn.words, turn.guard, checked):
        await turn.show.new(screen)


async def on_moving_sent(turn: Turn, find_shift: FromDishka[FindShift]) -> None:
    """Say what to send instead of a video, a GIF or a sticker."""
    turn.show.replies_to = turn.message.message_id
    await turn.show.new(moving_screen(turn.words, turn.guard, await find_shift(turn.guard, now=turn.now)))


async def on_typed_code(turn: Turn, check_code: FromDishka[CheckCode]) -> None:
    """Check a typed code or a pasted link."""
    for screen in checked_screens(
        turn.words,
        turn.guard,
        await check_code(turn.guard, turn.message.text or "", event_id=turn.event_id, now=turn.now),
    ):
        await turn.show.new(screen)


async def on_live_code_opened(turn: Turn, payload: str, check_code: FromDishka[CheckCode]) -> None:
    """Check a pass's code that was opened with a camera, if the speaker is on duty."""
    for screen in checked_screens(
        turn.words, turn.guard, await check_code(turn.guard, payload, event_id=turn.event_id, now=turn.now)
    ):
        await turn.show.new(screen)


async def on_undo_pressed(turn: Turn, button: UndoCheckPressed, find_undoable: FromDishka[FindUndoable]) -> None:
    """Ask why the check was a mistake; show what another device has undone already."""
    answer = await find_undoable(turn.guard, button.check_id, now=turn.now)
    message = turn.callback.message
    shown = [message.message_id, bool(message.photo)] if isinstance(message, Message) else None
    if answer.check.undone_at is not None:
        await turn.show.toast(turn.words.plain("checkpoint-undone-before"), alert=True)
        await _show_undone(turn, shown, answer)
        return
    await turn.state.update_data({CHECK: str(button.check_id), SHOWN: shown})
    await turn.state.set_state(UndoingCheck.reason)
    await turn.show.new(undo_screen(turn.words))


async def on_undo_reason(turn: Turn, undo_check: FromDishka[UndoCheck]) -> None:
    """Take the reason and undo the check; the result that was shown says so from now on."""
    reason = read_reason(turn.message.text or "")  # one that cannot be used is written anew
    data = await turn.state.get_data()
    await turn.state.set_state(None)  # first: whoever is refused here goes on checking, and typed codes are codes again
    undone = await undo_check(turn.guard, UUID(data[CHECK]), reason, event_id=turn.event_id, now=turn.now)
    await _show_undone(turn, data.get(SHOWN), undone.answer)
    await turn.show.new(undone_screen(turn.words, before=undone.before))


async def _show_undone(turn: Turn, shown: Sequence[int] | None, answer: Answer) -> None:
    """Change the message that shows the result of the check: its id, and whether the text is a photo's caption."""
    if shown is not None:
        message_id, captioned = shown
        await turn.show.rewrite(message_id, undone_answer_screen(turn.words, answer), captioned=bool(captioned))


@inject
async def is_on_duty(_: Message, turn: Turn, find_shift: FromDishka[FindShift]) -> bool:
    """Filter for people on duty."""
    return isinstance(await find_shift(turn.speaker, now=turn.now), ShiftReport)


@inject
async def checks_files(_: Message, turn: Turn, find_shift: FromDishka[FindShift]) -> bool:
    """Filter for pictures sent as files: documents from managers off duty, codes from everyone else."""
    return not turn.speaker.manages or isinstance(await find_shift(turn.speaker, now=turn.now), ShiftReport)


def checks_codes(own: Router, *files: CallbackType) -> None:
    """Register the handlers of people on duty; `files` tells whose files are pictures of codes."""
    opened = CommandStart(deep_link=True)
    own.message.register(on_live_code_opened, opened, CarriesCode(CodePurpose.LIVE_PASS))
    own.message.register(on_live_code_opened, opened, CarriesCode(CodePurpose.PRINTED_PASS))
    own.callback_query.register(on_undo_pressed, UndoCheckPressed.filter())
    own.message.register(on_picture, F.photo)
    own.message.register(on_picture, asks_nothing, F.document, *files, is_picture_file)
    own.message.register(on_moving_sent, asks_nothing, *files, is_moving)
    own.message.register(on_typed_code, F.text, asks_nothing, shows_code)


def router() -> Router:
    """Build the router of people on duty."""
    own = Router(name="checkpoint")
    own.message.filter(is_registered)
    own.callback_query.filter(is_registered)
    own.message.register(on_service_qr_opened, CommandStart(deep_link=True), CarriesCode(CodePurpose.SERVICE_QR))
    own.message.register(on_shift_command, Command("shift"))
    own.callback_query.register(on_go_on_duty_pressed, GoOnDutyPressed.filter())
    own.callback_query.register(on_shift_pressed, ShiftPressed.filter())
    own.callback_query.register(on_end_shift_pressed, EndShiftPressed.filter())
    own.callback_query.register(on_scanner_pressed, ScannerPressed.filter())
    checks_codes(own, checks_files)
    return own


def takes_reasons(own: Router) -> Router:
    """Register the handler of the reason why a check was a mistake; it comes before what fits no question."""
    own.message.register(on_undo_reason, StateFilter(UndoingCheck.reason), F.text, ~F.text.startswith("/"))
    return own


def undoing() -> Router:
    """Build the router of members of staff who undo a check."""
    own = Router(name="checkpoint-undoing")
    own.message.filter(is_registered)
    return takes_reasons(own)


def mistyped_files() -> Router:
    """Build the router of pictures that people on duty send under the name of a document or a list.

    It comes before the routers that know a file by its name.
    """
    own = Router(name="checkpoint-files")
    own.message.filter(is_registered)
    own.message.register(on_picture, asks_nothing, F.document, is_on_duty, is_picture_file)
    return own
