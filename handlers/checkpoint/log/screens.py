"""Screens of the log of checks."""

from datetime import datetime, timedelta

from bot.checkpoint.log.count_checks import Day
from bot.checkpoint.log.export_checks import PERIODS, ChecksExport, LogLabels
from bot.checkpoint.models import Verdict
from bot.passes.models import PassType
from bot.texts.days import show_day
from bot.texts.words import Words
from handlers.checkpoint.callbacks import (
    EVERY_CHECKPOINT,
    DayPressed,
    ExportChecksPressed,
    ExportPeriodChosen,
    ServiceQrsPressed,
    TodayPressed,
)
from handlers.checkpoint.duty.screens import counted
from handlers.passes.screens import type_name
from handlers.screen import File, Picture, Row, Screen, button, keyboard

MOST_CHECKPOINTS = 12
COLUMNS = (
    "at",
    "name",
    "place",
    "verdict",
    "type",
    "number",
    "holder",
    "guard",
    "id",
    "undone",
    "reason",
    "arrived",
    "judged",
)


def day_screen(words: Words, day: Day, png: bytes | None) -> Screen:
    """Show the chart of a day, with buttons for other days and for each checkpoint."""
    where = day.checkpoint.name if day.checkpoint else words.plain("checkpoint-everywhere")
    text = words("checkpoint-day", day=show_day(day.date), where=where)
    chosen = day.checkpoint.id if day.checkpoint else EVERY_CHECKPOINT
    turned = [(words.plain(label), day.date + timedelta(days=by)) for label, by in (("previous", -1), ("next", 1))]
    turns = [button(label, DayPressed(service_qr_id=chosen, day=date.toordinal())) for label, date in turned]
    rows = [turns, *_checkpoints(words, day), [button(words.plain("checkpoint-export"), ExportChecksPressed())]]
    back = [button(words.plain("back"), ServiceQrsPressed())]
    media = Picture(png, "checks.png") if png else None
    return Screen(f"{text}\n{counted(words, day.counts)}", keyboard(*rows, back), media)


def period_screen(words: Words) -> Screen:
    """Ask which days are to be exported."""
    rows = [
        [button(words.plain("checkpoint-export-days", days=days), ExportPeriodChosen(days=days))] for days in PERIODS
    ]
    return Screen(words("checkpoint-export-ask"), keyboard(*rows, [button(words.plain("back"), TodayPressed())]))


def log_labels(words: Words) -> LogLabels:
    """Return the texts of the workbook."""
    return LogLabels(
        title=words.plain("checkpoint-log"),
        remark=words.plain("checkpoint-log-remark"),
        columns=tuple(words.plain(f"checkpoint-log-{column}") for column in COLUMNS),
        verdicts={verdict: words.plain(f"checkpoint-log-verdict-{verdict}") for verdict in Verdict},
        types={str(one): type_name(words, one) for one in PassType},
        guest=words.plain("role-guest"),
    )


def log_screen(words: Words, exported: ChecksExport, until: datetime) -> Screen:
    """Send the workbook with a warning; it cannot be forwarded."""
    text = words("checkpoint-log-done", checks=exported.checks, until=until)
    return Screen(text, media=File(exported.content, words.plain("checkpoint-log-file")))


def _checkpoints(words: Words, day: Day) -> list[Row]:
    """Return a button for each checkpoint of the day, and for all of them; none where there is only one."""
    if day.checkpoint is None and len(day.checkpoints) < 2:  # noqa: PLR2004 - one alone is all of them
        return []
    number = day.date.toordinal()
    named = [(one.name, one.id) for one in day.checkpoints[:MOST_CHECKPOINTS]]
    every = [(words.plain("checkpoint-everywhere"), EVERY_CHECKPOINT)] if day.checkpoint else []
    return [[button(name, DayPressed(service_qr_id=one, day=number))] for name, one in every + named]
