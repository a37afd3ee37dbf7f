"""A file is checked; a manager's unknown one may be meant to be sent."""

from datetime import datetime

from aiogram import Bot
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.checkpoint.checks.record_changed_file import StopChanged
from bot.ids import EventId
from bot.passes.codes import Parsed
from bot.signing.documents.receive_file import ReceiveFile
from bot.signing.sheet.find_sheet import FindSheet
from bot.signing.verification.admit_stranger import AdmitStranger
from bot.signing.verification.check_file import CheckFile
from bot.staff.models import Speaker
from bot.texts import Words
from handlers.checkpoint.duty.screens import checked_screens
from handlers.files import content_of
from handlers.show import Show
from handlers.signing.checking.incoming import received
from handlers.signing.checking.screens import check_wanted_screen, checked_screen, sheet_screen
from handlers.signing.sending.draft import begin
from handlers.signing.sending.screens import offer_screen
from handlers.signing.states import CheckingDocument


async def on_verify_pressed(_: CallbackQuery, state: FSMContext, words: Words, show: Show) -> None:
    """A document is to be checked."""
    await state.set_state(CheckingDocument.file)
    await show.here(check_wanted_screen(words))


async def on_file_to_check(
    message: Message,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    bot: Bot,
    check_file: CheckFile,
) -> None:
    """The file to be checked has come."""
    checked = await check_file(speaker, await content_of(message, bot))
    await state.set_state(None)
    await show.new(checked_screen(words, checked))


async def on_no_file_to_check(_: Message, words: Words, show: Show) -> None:
    """Something else came while the file was waited for."""
    await show.new(check_wanted_screen(words))


async def on_pdf_sent(
    message: Message,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    bot: Bot,
    check_file: CheckFile,
    stop_changed: StopChanged,
    receive_file: ReceiveFile,
) -> None:
    """A PDF came by itself: it is checked, and a manager whose file is not known yet is asked whether to send it.

    A changed document shown to somebody on duty gets a checkpoint's verdict.
    """
    checked = await check_file(speaker, await content_of(message, bot))
    stopped = await stop_changed(speaker, checked, event_id=event_id, now=now)
    if checked.says_something or not speaker.manages:
        for screen in checked_screens(words, speaker, stopped) or [checked_screen(words, checked)]:
            await show.new(screen)
        return
    answers = await begin(state, await received(message, bot, speaker, receive_file, now))
    await state.set_state(None)
    await show.new(offer_screen(words, answers))


async def on_strangers_pdf_sent(
    message: Message,
    words: Words,
    show: Show,
    now: datetime,
    bot: Bot,
    admit_stranger: AdmitStranger,
    check_file: CheckFile,
) -> None:
    """Somebody who is not registered here holds a PDF and wants to know."""
    await admit_stranger(message.chat.id, now=now)
    await show.new(checked_screen(words, await check_file(None, await content_of(message, bot))))


async def on_sheet_scanned(_: Message, parsed: Parsed, words: Words, show: Show, find_sheet: FindSheet) -> None:
    """The code on a sheet was scanned, by anybody."""
    await show.new(sheet_screen(words, await find_sheet(parsed.id, parsed.organisation_tag)))


async def is_genuine(_: Message, parsed: Parsed) -> bool:
    """Filter for codes that this bot has made."""
    return parsed.genuine
