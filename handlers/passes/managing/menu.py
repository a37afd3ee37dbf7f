"""The managers' menu of passes."""

from bot.staff.access import require_manager
from handlers.passes.managing.menu_screens import pass_menu_screen
from handlers.turn import Turn


async def on_pass_menu_pressed(turn: Turn) -> None:
    """Show the menu."""
    require_manager(turn.speaker)
    await turn.show.here(pass_menu_screen(turn.words))
