"""The log of checks for managers: the chart of a day, and the export."""

from datetime import date

from aiogram import F, Router
from dishka import FromDishka

from bot.checkpoint.log.chart_checks import ChartChecks
from bot.checkpoint.log.export_checks import PERIODS, ExportChecks
from bot.staff.access import require_manager
from bot.staff.invitations.forget_message import FORGOTTEN_AFTER, ForgetMessage
from handlers.checkpoint.callbacks import (
    EVERY_CHECKPOINT,
    DayPressed,
    ExportChecksPressed,
    ExportPeriodChosen,
    TodayPressed,
)
from handlers.checkpoint.log.screens import day_screen, log_labels, log_screen, period_screen
from handlers.filters import is_registered
from handlers.turn import Turn


async def on_today_pressed(turn: Turn, chart_checks: FromDishka[ChartChecks]) -> None:
    """Show today's checks."""
    day, png = await chart_checks(turn.speaker, turn.words, wanted=None, service_qr_id=None, now=turn.now)
    await turn.show.here(day_screen(turn.words, day, png))


async def on_day_pressed(turn: Turn, button: DayPressed, chart_checks: FromDishka[ChartChecks]) -> None:
    """Show another day, or one checkpoint's checks."""
    chosen = button.service_qr_id
    one = None if chosen == EVERY_CHECKPOINT else chosen
    wanted = date.fromordinal(button.day)
    day, png = await chart_checks(turn.speaker, turn.words, wanted=wanted, service_qr_id=one, now=turn.now)
    await turn.show.here(day_screen(turn.words, day, png))


async def on_export_pressed(turn: Turn) -> None:
    """Ask which days are to be exported."""
    require_manager(turn.speaker)
    await turn.show.here(period_screen(turn.words))


async def on_period_chosen(
    turn: Turn, button: ExportPeriodChosen, export: FromDishka[ExportChecks], forget: FromDishka[ForgetMessage]
) -> None:
    """Send the log of the chosen period; the file is deleted by itself."""
    exported = await export(turn.speaker, log_labels(turn.words), button.days, event_id=turn.event_id, now=turn.now)
    message = await turn.show.new(log_screen(turn.words, exported, turn.now + FORGOTTEN_AFTER))
    await forget(turn.speaker, message.message_id, event_id=turn.event_id, now=turn.now)


def router() -> Router:
    """Build the router of the log of checks."""
    own = Router(name="checkpoint-log")
    own.callback_query.filter(is_registered)
    own.callback_query.register(on_today_pressed, TodayPressed.filter())
    own.callback_query.register(on_day_pressed, DayPressed.filter())
    own.callback_query.register(on_export_pressed, ExportChecksPressed.filter())
    own.callback_query.register(on_period_chosen, ExportPeriodChosen.filter(F.days.in_(PERIODS)))
    return own
