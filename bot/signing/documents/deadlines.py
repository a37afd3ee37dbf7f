"""Deadlines: the end of a day in the organisation's time zone. Pure."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.errors import InputRefused

FARTHEST = timedelta(days=3 * 366)
GRACE = timedelta(days=7)
"""How long after its deadline a document can still be signed; then open requests expire."""

_END_OF_DAY = time(23, 59)
_SHAPE = re.compile(r"\s*(\d{1,2})[./-](\d{1,2})[./-]([12]\d{3})\s*", re.ASCII)


class DateUnreadableRefused(InputRefused):
    """The text is not a day written as 31.12.2026."""


class DeadlinePastRefused(InputRefused):
    """The deadline has passed already."""


class DeadlineFarRefused(InputRefused):
    """The deadline is more than three years away: probably a typing error."""


def parse_day(text: str) -> date:
    """Read a day written as ``dd.mm.yyyy``; DateUnreadableRefused for anything else."""
    match = _SHAPE.fullmatch(text)
    try:
        day, month, year = map(int, match.groups()) if match else (0, 0, 0)
        return date(year, month, day)
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
