"""The managers' desk: all that is done with passes beyond one person's."""

from aiogram.types import CallbackQuery

from bot.staff.access import require_manager
from bot.staff.models import Speaker
from bot.texts import Words
from handlers.passes.managing.menu_screens import pass_menu_screen
from handlers.show import Show


async def on_pass_menu_pressed(_: CallbackQuery, speaker: Speaker, words: Words, show: Show) -> None:
    """The desk is wanted."""
    require_manager(speaker)
    await show.here(pass_menu_screen(words))
