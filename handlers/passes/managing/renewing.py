"""Managers list the passes that end soon, renew passes with a tap, and read a pass's history."""

from dishka import FromDishka

from bot.checkpoint.checks.pass_history import ShowPassHistory
from bot.passes.issuing.renew_pass import ListEnding, RenewPass
from handlers.dialogue.searched_page import search_here
from handlers.passes.callbacks import EndingPressed, PassHistoryPressed, RenewPassPressed
from handlers.passes.managing.renewing_screens import ending_screen, history_screen, renewed_screen
from handlers.turn import Turn


async def on_ending_pressed(turn: Turn, button: EndingPressed, list_ending: FromDishka[ListEnding]) -> None:
    """List the passes that end soon."""
    words = await search_here(turn, button, searched=button.searched)
    page = await list_ending(turn.speaker, button.offset, words, now=turn.now)
    await turn.show.here(ending_screen(turn.words, page))


async def on_renew_pressed(turn: Turn, button: RenewPassPressed, renew_pass: FromDishka[RenewPass]) -> None:
    """Renew a pass."""
    await turn.show.new(
        renewed_screen(turn.words, await renew_pass(turn.speaker, button.pass_id, event_id=turn.event_id, now=turn.now))
    )


async def on_history_pressed(turn: Turn, button: PassHistoryPressed, show: FromDishka[ShowPassHistory]) -> None:
    """Show the history of a pass."""
    await turn.show.here(history_screen(turn.words, await show(turn.speaker, button.pass_id)))
