"""Managers see which passes end soon, renew them with a tap, and look at what became of one."""

from dishka import FromDishka

from bot.checkpoint.checks.pass_history import ShowPassHistory
from bot.passes.issuing.renew_pass import ListEnding, RenewPass
from handlers.passes.callbacks import PassHistoryPressed, RenewPassPressed
from handlers.passes.managing.renewing_screens import ending_screen, history_screen, renewed_screen
from handlers.turn import Turn


async def on_ending_pressed(turn: Turn, list_ending: FromDishka[ListEnding]) -> None:
    """The passes that end soon are wanted."""
    await turn.show.here(ending_screen(turn.words, await list_ending(turn.speaker, now=turn.now)))


async def on_renew_pressed(turn: Turn, button: RenewPassPressed, renew_pass: FromDishka[RenewPass]) -> None:
    """A pass is renewed."""
    await turn.show.new(
        renewed_screen(turn.words, await renew_pass(turn.speaker, button.pass_id, event_id=turn.event_id, now=turn.now))
    )


async def on_history_pressed(
    turn: Turn, button: PassHistoryPressed, show_pass_history: FromDishka[ShowPassHistory]
) -> None:
    """The history of a pass is wanted."""
    await turn.show.here(history_screen(turn.words, await show_pass_history(turn.speaker, button.pass_id)))
