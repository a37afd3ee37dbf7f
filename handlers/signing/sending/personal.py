"""Personal texts: a manager types or sends one, looks at a copy, and finds everyone's own later."""

from datetime import datetime

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.signing.personal_texts.find_copy import FindCopy
from bot.signing.personal_texts.preview_copy import PreviewCopy
from bot.signing.personal_texts.receive_text import ReceiveText
from bot.signing.sealing.seal_again import SealAgain
from bot.staff.access import require_manager
from bot.staff.models import Speaker
from bot.texts import Words
from handlers.show import Show
from handlers.signing.boards.callbacks import CopyPressed, SealAgainPressed
from handlers.signing.requests.screens import file_screen
from handlers.signing.sending.draft import begin, recall
from handlers.signing.sending.personal_screens import preview_screen, text_wanted_screen
from handlers.signing.sending.screens import step_screen
from handlers.signing.states import Sending


async def on_personal_text_pressed(
    _: CallbackQuery, state: FSMContext, speaker: Speaker, words: Words, show: Show
) -> None:
    """A personal text is to be sent: which fields there are."""
    require_manager(speaker)
    if await state.get_state() != Sending.file.state:
        await state.set_state(Sending.file)
    await show.here(text_wanted_screen(words))


async def on_text_typed(
    message: Message,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    receive_text: ReceiveText,
) -> None:
    """The text was typed where a document's file is waited for."""
    answers = await begin(state, await receive_text(speaker, message.text or "", now=now))
    await show.new(step_screen(words, answers))


async def on_preview_pressed(
    _: CallbackQuery,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    preview_copy: PreviewCopy,
) -> None:
    """How a copy looks is wanted before sending."""
    preview = await preview_copy(speaker, (await recall(state)).draft(), now=now)
    await show.new(preview_screen(words, preview))


async def on_copy_pressed(
    _: CallbackQuery, callback_data: CopyPressed, speaker: Speaker, words: Words, show: Show, find_copy: FindCopy
) -> None:
    """One person's own copy is wanted: the finished one, if it is."""
    document = await find_copy(speaker, callback_data.about_id)
    await show.new(file_screen(words, document, finished=document.finished_sha256 is not None))


async def on_seal_again_pressed(
    _: CallbackQuery, callback_data: SealAgainPressed, speaker: Speaker, words: Words, show: Show, seal_again: SealAgain
) -> None:
    """The finished file is to be tried at once."""
    await seal_again(speaker, callback_data.document_id)
    await show.toast(words.plain("signing-sealing-again"), alert=True)
