"""What holders do with their own passes."""

from dishka import FromDishka

from bot.checkpoint.checks.report_not_me import ReportNotMe
from bot.passes.browse_passes import ListMyPasses
from bot.passes.live_codes.count_down import StartCountdown
from bot.passes.live_codes.show_live_code import ShowLiveCode
from bot.staff.sessions.mini_apps import MiniApps
from handlers.passes.callbacks import LiveCodePressed, NotMePressed
from handlers.passes.holders.live_code_screens import live_code_screen
from handlers.passes.screens import my_passes_screen, not_me_screen
from handlers.turn import Turn


async def on_my_passes_pressed(turn: Turn, find: FromDishka[ListMyPasses], apps: FromDishka[MiniApps]) -> None:
    """Show the speaker's passes."""
    held = await find(turn.speaker, now=turn.now)
    await turn.show.here(my_passes_screen(turn.words, held, apps.url("pass", turn.speaker.account)))


async def on_live_code_pressed(
    turn: Turn, button: LiveCodePressed, show: FromDishka[ShowLiveCode], start: FromDishka[StartCountdown]
) -> None:
    """Show a pass with a fresh code, or refresh the code in place."""
    shown = await show(turn.speaker, button.pass_id, event_id=turn.event_id, now=turn.now)
    message_id = await turn.show.here(live_code_screen(turn.words, shown, turn.now))
    await start(turn.speaker, shown, message_id, now=turn.now)


async def on_not_me_pressed(turn: Turn, button: NotMePressed, report_not_me: FromDishka[ReportNotMe]) -> None:
    """Report that somebody else showed the pass."""
    await report_not_me(turn.speaker, button.check_id, now=turn.now)
    await turn.show.forget_buttons()
    await turn.show.new(not_me_screen(turn.words))
