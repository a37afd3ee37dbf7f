"""Managers see which passes end soon, renew them with a tap, and look at what became of one."""

from datetime import datetime

from aiogram.types import CallbackQuery

from bot.checkpoint.checks.pass_history import ShowPassHistory
from bot.ids import EventId
from bot.passes.issuing.renew_pass import ListEnding, RenewPass
from bot.staff.models import Speaker
from bot.texts import Words
from handlers.passes.callbacks import PassHistoryPressed, RenewPassPressed
from handlers.passes.managing.renewing_screens import ending_screen, history_screen, renewed_screen
from handlers.show import Show


async def on_ending_pressed(
    _: CallbackQuery, speaker: Speaker, words: Words, show: Show, now: datetime, list_ending: ListEnding
) -> None:
    """The passes that end soon are wanted."""
    await show.here(ending_screen(words, await list_ending(speaker, now=now)))


async def on_renew_pressed(
    _: CallbackQuery,
    callback_data: RenewPassPressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    renew_pass: RenewPass,
) -> None:
    """A pass is renewed."""
    await show.new(renewed_screen(words, await renew_pass(speaker, callback_data.pass_id, event_id=event_id, now=now)))


async def on_history_pressed(
    _: CallbackQuery,
    callback_data: PassHistoryPressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    show_pass_history: ShowPassHistory,
) -> None:
    """The history of a pass is wanted."""
    await show.here(history_screen(words, await show_pass_history(speaker, callback_data.pass_id)))
