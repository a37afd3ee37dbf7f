"""Anyone checks a file; a manager whose file is not known yet is asked whether to send it."""

from aiogram import F, Router
from aiogram.filters import CommandStart, MagicData, StateFilter
from aiogram.fsm.state import StatesGroup
from dishka import FromDishka

from bot.checkpoint.checks.record_changed_file import StopChanged
from bot.passes.codes import CodePurpose, Parsed
from bot.qualified.judge_signatures import JudgeSignatures
from bot.signing.documents.receive_file import ReceiveFile
from bot.signing.verification.admit_stranger import AdmitStranger
from bot.signing.verification.check_file import CheckFile, CheckStrangersFile
from bot.signing.verification.find_sheet import FindSheet
from bot.staff.roster.count_listed import CountListed
from handlers.checkpoint.duty.screens import checked_screens
from handlers.dialogue.awaited import Awaited, Awaiting, asks_nothing
from handlers.qualified.judging import has_judged
from handlers.registration.deep_links import CarriesCode
from handlers.signing.documents.draft import begin_with_message
from handlers.signing.documents.screens import offer_screen
from handlers.signing.verification.callbacks import VerifyPressed
from handlers.signing.verification.screens import check_wanted_screen, checked_screen, sheet_screen
from handlers.turn import Turn

PDF = (F.document.mime_type == "application/pdf") | F.document.file_name.lower().endswith(".pdf")


class CheckingDocument(StatesGroup):
    """A person is about to send a file to be checked."""

    file = Awaiting(Awaited.FILE)


async def on_verify_pressed(turn: Turn) -> None:
    """Ask for the file to check."""
    await turn.state.set_state(CheckingDocument.file)
    await turn.show.here(check_wanted_screen(turn.words))


async def on_file_to_check(turn: Turn, check_file: FromDishka[CheckFile], judge: FromDishka[JudgeSignatures]) -> None:
    """Check the file that was asked for; one that is not known here is judged by the signatures in it."""
    checked = await check_file(turn.speaker, await turn.fetch.document(turn.message))
    await turn.state.set_state(None)
    if not checked.says_something and await has_judged(turn, judge):
        return
    await turn.show.new(checked_screen(turn.words, checked))


async def on_pdf_sent(
    turn: Turn,
    check_file: FromDishka[CheckFile],
    judge: FromDishka[JudgeSignatures],
    stop_changed: FromDishka[StopChanged],
    receive_file: FromDishka[ReceiveFile],
    count_listed: FromDishka[CountListed],
) -> None:
    """Check a PDF that was sent without being asked for; ask a manager whose file is not known yet whether to send it.

    A changed document shown to somebody on duty gets a checkpoint's verdict.
    """
    checked = await check_file(turn.speaker, await turn.fetch.document(turn.message))
    stopped = await stop_changed(turn.speaker, checked, event_id=turn.event_id, now=turn.now)
    if not (checked.says_something or turn.speaker.manages) and await has_judged(turn, judge):
        return
    if checked.says_something or not turn.speaker.manages:
        for screen in checked_screens(turn.words, turn.speaker, stopped) or [checked_screen(turn.words, checked)]:
            await turn.show.new(screen)
        return
    answers = await begin_with_message(turn, receive_file, count_listed)
    await turn.state.set_state(None)
    await turn.show.new(offer_screen(turn.words, answers))


async def on_strangers_pdf_sent(
    turn: Turn, admit_stranger: FromDishka[AdmitStranger], check_file: FromDishka[CheckStrangersFile]
) -> None:
    """Check a PDF for somebody who is not registered here."""
    await admit_stranger(turn.user.id, now=turn.now)
    document = turn.message.document
    if document is None:  # the filter lets none through
        return
    checked = await check_file(await turn.fetch.to_disk(document.file_id, document.file_size))
    await turn.show.new(checked_screen(turn.words, checked))


async def on_sheet_scanned(turn: Turn, parsed: Parsed, find_sheet: FromDishka[FindSheet]) -> None:
    """Show the document that the code on a sheet names, to anybody."""
    await turn.show.new(sheet_screen(turn.words, await find_sheet(parsed.id, parsed.organisation_tag)))


def router() -> Router:
    """Build the router of checking files; it comes after all dialogues that wait for a PDF."""
    own = Router(name="checking")
    own.callback_query.register(on_verify_pressed, VerifyPressed.filter())
    own.message.register(on_file_to_check, StateFilter(CheckingDocument.file), F.document)
    own.message.register(on_pdf_sent, PDF, asks_nothing)
    return own


def public_router() -> Router:
    """Build the router of checking for people who are not registered."""
    own = Router(name="public checking")
    own.message.register(on_strangers_pdf_sent, PDF, asks_nothing)
    sheet = CommandStart(deep_link=True), CarriesCode(CodePurpose.SHEET), MagicData(F.parsed.genuine)
    own.message.register(on_sheet_scanned, *sheet)
    return own
