"""The log of checks in managers' hands: a day drawn, and the whole as a file."""

from datetime import date, datetime

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.checkpoint.log.chart_checks import ChartChecks
from bot.checkpoint.log.export_checks import PERIODS, ExportChecks
from bot.ids import EventId
from bot.staff.access import require_manager
from bot.staff.invitations.forget_message import FORGOTTEN_AFTER, ForgetMessage
from bot.staff.models import Speaker
from bot.texts import Words
from handlers.checkpoint.callbacks import (
    EVERY_CHECKPOINT,
    DayPressed,
    ExportChecksPressed,
    ExportPeriodChosen,
    TodayPressed,
)
from handlers.checkpoint.log.screens import day_screen, log_labels, log_screen, period_screen
from handlers.filters import is_registered
from handlers.show import Show


async def on_today_pressed(
    _: CallbackQuery, speaker: Speaker, words: Words, show: Show, now: datetime, chart_checks: ChartChecks
) -> None:
    """Today's checks at a glance are wanted."""
    day, png = await chart_checks(speaker, words, wanted=None, service_qr_id=None, now=now)
    await show.here(day_screen(words, day, png))


async def on_day_pressed(
    _: CallbackQuery,
    callback_data: DayPressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    chart_checks: ChartChecks,
) -> None:
    """Another day is wanted, or one checkpoint's."""
    chosen = callback_data.service_qr_id
    one = None if chosen == EVERY_CHECKPOINT else chosen
    wanted = date.fromordinal(callback_data.day)
    day, png = await chart_checks(speaker, words, wanted=wanted, service_qr_id=one, now=now)
    await show.here(day_screen(words, day, png))


async def on_export_pressed(_: CallbackQuery, speaker: Speaker, words: Words, show: Show) -> None:
    """The log is wanted as a file: asks of which days."""
    require_manager(speaker)
    await show.here(period_screen(words))


async def on_period_chosen(
    _: CallbackQuery,
    callback_data: ExportPeriodChosen,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    export_checks: ExportChecks,
    forget_message: ForgetMessage,
) -> None:
    """The period was chosen: the file comes, and goes away by itself."""
    exported = await export_checks(speaker, log_labels(words), callback_data.days, event_id=event_id, now=now)
    message = await show.new(log_screen(words, exported, now + FORGOTTEN_AFTER))
    await forget_message(speaker, message.message_id, event_id=event_id, now=now)


def router() -> Router:
    """What managers look up in the log of checks."""
    own = Router(name="checkpoint-log")
    own.callback_query.filter(is_registered)
    own.callback_query.register(on_today_pressed, TodayPressed.filter())
    own.callback_query.register(on_day_pressed, DayPressed.filter())
    own.callback_query.register(on_export_pressed, ExportChecksPressed.filter())
    own.callback_query.register(on_period_chosen, ExportPeriodChosen.filter(F.days.in_(PERIODS)))
    return own
