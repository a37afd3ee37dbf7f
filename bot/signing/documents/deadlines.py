"""Deadlines: the end of a day in the organisation's time zone. Pure."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.errors import InputRefused
from bot.texts.typed_days import read_typed_day

FARTHEST = timedelta(days=3 * 366)
GRACE = timedelta(days=7)
"""How long after its deadline a document can still be signed; then open requests expire."""

_END_OF_DAY = time(23, 59)


class DateUnreadableRefused(InputRefused):
    """The text names no day."""


class DeadlinePastRefused(InputRefused):
    """The deadline has passed already."""


class DeadlineFarRefused(InputRefused):
    """The deadline is more than three years away: probably a typing error."""


def read_day(text: str, time_zone: str, now: datetime) -> date:
    """Return the day that a person typed, such as 31.12.2026, 5.12 or "tomorrow"; DateUnreadableRefused for no day."""
    try:
        return read_typed_day(text, now.astimezone(ZoneInfo(time_zone)).date())
    except ValueError:
        raise DateUnreadableRefused from None


def end_of(day: date, time_zone: str) -> datetime:
    """Return the last minute of a day in a zone (an IANA name), as UTC."""
    return datetime.combine(day, _END_OF_DAY, ZoneInfo(time_zone)).astimezone(UTC)


def in_days(days: int, time_zone: str, now: datetime) -> datetime:
    """Return the end of the day `days` after today in a zone, as UTC; DeadlinePastRefused, DeadlineFarRefused."""
    if days < 0:
        raise DeadlinePastRefused
    if days > FARTHEST.days:
        raise DeadlineFarRefused
    return end_of(now.astimezone(ZoneInfo(time_zone)).date() + timedelta(days=days), time_zone)


def require_ahead(deadline_at: datetime, now: datetime) -> None:
    """Refuse a deadline that is not ahead (DeadlinePastRefused), or too far ahead (DeadlineFarRefused)."""
    if deadline_at <= now:
        raise DeadlinePastRefused
    if deadline_at - now > FARTHEST:
        raise DeadlineFarRefused
