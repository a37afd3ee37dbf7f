"""The question about a deadline on a day on which nobody is reminded."""

from aiogram.filters.callback_data import CallbackData

from bot.signing.documents.deadlines import DayOff
from bot.texts.words import Words
from handlers.screen import Row, button


def day_off_text(words: Words, found: DayOff) -> str:
    """Say until when people are reminded of the document."""
    day = found.deadline_at.astimezone(words.zone).isoweekday()
    if found.reminded_until is None:
        return words("signing-day-off-never", day=day, deadline=found.deadline_at)
    return words("signing-day-off", day=day, deadline=found.deadline_at, until=found.reminded_until)


def day_off_buttons(words: Words, found: DayOff, *, move: CallbackData, keep: CallbackData) -> list[Row]:
    """Offer the next working day, and the day as it is."""
    instead = words.plain("signing-day-off-move", deadline=found.instead_at)
    return [[button(instead, move)], [button(words.plain("signing-day-off-keep"), keep)]]
