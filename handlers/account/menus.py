"""The pages behind the main menu: everybody's functions, a person's own page, the organisation's settings."""

from aiogram import Router

from bot.staff.access import require_owner
from handlers.account.callbacks import MePressed
from handlers.account.menu_screens import me_screen, personal_screen
from handlers.account.organisation.working_time_screens import settings_screen
from handlers.callbacks import PersonalPressed, SettingsPressed
from handlers.turn import Turn


async def on_personal_pressed(turn: Turn) -> None:
    """Show a manager what everybody can do."""
    await turn.state.set_state(None)
    await turn.show.here(personal_screen(turn.words))


async def on_settings_pressed(turn: Turn) -> None:
    """Show an owner the settings of the organisation."""
    require_owner(turn.speaker)
    await turn.state.set_state(None)
    await turn.show.here(settings_screen(turn.words, turn.speaker.organisation, turn.now))


async def on_me_pressed(turn: Turn) -> None:
    """Show a person's own page."""
    await turn.state.set_state(None)
    await turn.show.here(me_screen(turn.words, turn.speaker))


def router() -> Router:
    """Build the router of the pages behind the main menu."""
    own = Router(name="menus")
    own.callback_query.register(on_personal_pressed, PersonalPressed.filter())
    own.callback_query.register(on_settings_pressed, SettingsPressed.filter())
    own.callback_query.register(on_me_pressed, MePressed.filter())
    return own
