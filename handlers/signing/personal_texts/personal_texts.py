"""A manager sends a personal text, previews a copy, and opens one person's copy later."""

from aiogram import F, Router
from aiogram.filters import StateFilter
from dishka import FromDishka

from bot.signing.documents.preview_copy import PreviewCopy
from bot.signing.documents.receive_text import ReceiveText
from bot.signing.personal_texts.find_copy import FindCopy
from bot.staff.access import require_manager
from handlers.filters import NOT_A_COMMAND
from handlers.signing.documents.draft import Sending, begin, recall
from handlers.signing.documents.screens import step_screen
from handlers.signing.personal_texts.callbacks import CopyPressed, PersonalTextPressed, PreviewPressed
from handlers.signing.personal_texts.screens import preview_screen, text_wanted_screen
from handlers.signing.requests.my_requests_screens import file_screen
from handlers.turn import Turn


async def on_personal_text_pressed(turn: Turn) -> None:
    """Ask for the text and list the fields that it may contain."""
    require_manager(turn.speaker)
    if await turn.state.get_state() != Sending.file.state:
        await turn.state.set_state(Sending.file)
    await turn.show.here(text_wanted_screen(turn.words))


async def on_text_typed(turn: Turn, receive_text: FromDishka[ReceiveText]) -> None:
    """Begin a draft with the text typed in place of a file."""
    answers = await begin(turn.state, await receive_text(turn.speaker, turn.message.text or "", now=turn.now))
    await turn.show.new(step_screen(turn.words, answers))


async def on_preview_pressed(turn: Turn, preview_copy: FromDishka[PreviewCopy]) -> None:
    """Show how a copy looks before sending."""
    preview = await preview_copy(turn.speaker, (await recall(turn.state)).draft(), now=turn.now)
    await turn.show.new(preview_screen(turn.words, preview))


async def on_copy_pressed(turn: Turn, button: CopyPressed, find_copy: FromDishka[FindCopy]) -> None:
    """Show one person's own copy, the finished one where there is one."""
    document = await find_copy(turn.speaker, button.about_id)
    await turn.show.new(file_screen(turn.words, document, finished=document.finished_sha256 is not None))


def router() -> Router:
    """Build the router of personal texts."""
    own = Router(name="personal texts")
    own.callback_query.register(on_personal_text_pressed, PersonalTextPressed.filter())
    own.callback_query.register(on_preview_pressed, PreviewPressed.filter())
    own.callback_query.register(on_copy_pressed, CopyPressed.filter())
    own.message.register(on_text_typed, StateFilter(Sending.file), F.text, NOT_A_COMMAND)
    return own
