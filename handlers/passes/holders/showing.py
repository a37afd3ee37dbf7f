"""What holders do with their own passes."""

from datetime import datetime

from aiogram.types import CallbackQuery

from bot.checkpoint.checks.report_not_me import ReportNotMe
from bot.ids import EventId
from bot.passes.browse_passes import ListMyPasses
from bot.passes.live_codes.count_down import StartCountdown
from bot.passes.live_codes.show_live_code import ShowLiveCode
from bot.staff.models import Speaker
from bot.texts import Words
from handlers.passes.callbacks import LiveCodePressed, NotMePressed
from handlers.passes.holders.live_code_screens import live_code_screen
from handlers.passes.screens import my_passes_screen, not_me_screen
from handlers.show import Show


async def on_my_passes_pressed(
    _: CallbackQuery, speaker: Speaker, words: Words, show: Show, now: datetime, list_my_passes: ListMyPasses
) -> None:
    """One's own passes are wanted."""
    await show.here(my_passes_screen(words, await list_my_passes(speaker, now=now)))


async def on_live_code_pressed(
    _: CallbackQuery,
    callback_data: LiveCodePressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    show_live_code: ShowLiveCode,
    start_countdown: StartCountdown,
) -> None:
    """A pass is to be shown, or its code refreshed in place."""
    shown = await show_live_code(speaker, callback_data.pass_id, event_id=event_id, now=now)
    message_id = await show.here(live_code_screen(words, shown, now))
    await start_countdown(speaker, shown, message_id, now=now)


async def on_not_me_pressed(
    _: CallbackQuery,
    callback_data: NotMePressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    report_not_me: ReportNotMe,
) -> None:
    """A holder says that it was not they."""
    await report_not_me(speaker, callback_data.check_id, now=now)
    await show.forget_buttons()
    await show.new(not_me_screen(words))
