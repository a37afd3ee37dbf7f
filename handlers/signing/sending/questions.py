"""Takes an answer about a document to be sent, and asks the next question in its place."""

from aiogram.fsm.context import FSMContext

from bot.texts import Words
from handlers.show import Show
from handlers.signing.sending.draft import Answers, keep
from handlers.signing.sending.screens import step_screen


async def take(answers: Answers, state: FSMContext, words: Words, show: Show) -> None:
    """Remember the answers; show what they leave open."""
    await keep(state, answers)
    await show.here(step_screen(words, answers))
