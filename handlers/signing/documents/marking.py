"""A manager chooses where the finished file has a visible mark."""

from dataclasses import replace

from aiogram import Router

from handlers.signing.documents.callbacks import MarkChosen, MarkPressed
from handlers.signing.documents.draft import keep, recall
from handlers.signing.documents.screens import mark_screen, step_screen
from handlers.turn import Turn


async def on_mark_pressed(turn: Turn) -> None:
    """Show the free places."""
    await turn.show.here(mark_screen(turn.words, await recall(turn.state)))


async def on_mark_chosen(turn: Turn, button: MarkChosen) -> None:
    """Take the place, and show the summary again."""
    answers = replace(await recall(turn.state), mark=button.place.value)
    await keep(turn.state, answers)
    await turn.show.here(step_screen(turn.words, answers))


def router() -> Router:
    """Build the router of visible marks."""
    own = Router(name="marking")
    own.callback_query.register(on_mark_pressed, MarkPressed.filter())
    own.callback_query.register(on_mark_chosen, MarkChosen.filter())
    return own
