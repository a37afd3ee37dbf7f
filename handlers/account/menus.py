"""The menus behind the main one: what is one's own, and what an owner sets."""

from datetime import datetime

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.staff.access import require_owner
from bot.staff.models import Speaker
from bot.texts import Words
from handlers.account.menu_screens import personal_screen
from handlers.account.screens import me_screen
from handlers.account.working_time_screens import settings_screen
from handlers.show import Show


async def on_personal_pressed(_: CallbackQuery, state: FSMContext, words: Words, show: Show) -> None:
    """What everybody has is wanted."""
    await state.set_state(None)
    await show.here(personal_screen(words))


async def on_settings_pressed(
    _: CallbackQuery, state: FSMContext, speaker: Speaker, words: Words, show: Show, now: datetime
) -> None:
    """What is set for the whole organisation is wanted."""
    require_owner(speaker)
    await state.set_state(None)
    await show.here(settings_screen(words, speaker.organisation, now))


async def on_me_pressed(_: CallbackQuery, state: FSMContext, speaker: Speaker, words: Words, show: Show) -> None:
    """One's own affairs are wanted."""
    await state.set_state(None)
    await show.here(me_screen(words, speaker))
