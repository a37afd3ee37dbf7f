"""An owner says which classes of documents are confirmed with a qualified signature."""

from aiogram import Router
from dishka import FromDishka

from bot.signing.qualified.demand_signatures import DemandSignatures
from bot.staff.access import require_owner
from handlers.account.organisation.callbacks import QualifiedPressed, QualifiedToggled
from handlers.account.organisation.qualified_screens import qualified_screen
from handlers.turn import Turn


async def on_qualified_pressed(turn: Turn) -> None:
    """Show the classes, and which of them demand it."""
    require_owner(turn.speaker)
    await turn.show.here(qualified_screen(turn.words, turn.speaker.organisation))


async def on_qualified_toggled(
    turn: Turn, button: QualifiedToggled, demand_signatures: FromDishka[DemandSignatures]
) -> None:
    """Let a class demand it, or not any more."""
    organisation = await demand_signatures(
        turn.speaker, button.class_, demanded=button.demanded, event_id=turn.event_id, now=turn.now
    )
    await turn.show.here(qualified_screen(turn.words, organisation))


def router() -> Router:
    """Build the router of what demands a qualified signature."""
    own = Router(name="demanding qualified signatures")
    own.callback_query.register(on_qualified_pressed, QualifiedPressed.filter())
    own.callback_query.register(on_qualified_toggled, QualifiedToggled.filter())
    return own
