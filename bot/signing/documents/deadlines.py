"""Deadlines: the end of a working day, unless a time is given with the day. Pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.errors import InputRefused
from bot.notices.schedule import WorkingTime, last_allowed, next_allowed
from bot.texts.typed_days import read_typed_moment

FARTHEST = timedelta(days=3 * 366)
GRACE = timedelta(days=7)
"""How long after its deadline a document can still be signed; then open requests expire."""

_MIDNIGHT = time()
_END_OF_DAY = time(23, 59)


class DateUnreadableRefused(InputRefused):
    """The text names no day."""


class DeadlinePastRefused(InputRefused):
    """The deadline has passed already."""


class DeadlineFarRefused(InputRefused):
    """The deadline is more than three years away: probably a typing error."""


@dataclass(frozen=True, slots=True)
class DayOff:
    """Nobody is reminded on the day of a deadline; `reminded_until` is when the last hour ends, None if none is left.

    On `instead_at`, the end of the next working day, people can be reminded.
    """

    deadline_at: datetime
    instead_at: datetime
    reminded_until: datetime | None


def read_deadline(text: str, working_time: WorkingTime, now: datetime) -> datetime:
    """Return the deadline that a person typed, such as 31.12.2026, "tomorrow" or 5.12 15:00, as UTC.

    DateUnreadableRefused for a text that names no day.
    """
    try:
        day, hour = read_typed_moment(text, now.astimezone(working_time.time_zone).date())
    except ValueError:
        raise DateUnreadableRefused from None
    return _at(day, hour, working_time) if hour else end_of(day, working_time)


def end_of(day: date, working_time: WorkingTime) -> datetime:
    """Return when working hours end on a day, whether it is a working day or not, as UTC; 23:59 for midnight."""
    return _at(day, _END_OF_DAY if working_time.ends == _MIDNIGHT else working_time.ends, working_time)


def in_days(days: int, working_time: WorkingTime, now: datetime) -> datetime:
    """Return the end of the day `days` after today, as UTC; DeadlinePastRefused, DeadlineFarRefused."""
    if days < 0:
        raise DeadlinePastRefused
    if days > FARTHEST.days:
        raise DeadlineFarRefused
    return end_of(now.astimezone(working_time.time_zone).date() + timedelta(days=days), working_time)


def require_ahead(deadline_at: datetime, now: datetime) -> None:
    """Refuse a deadline that is not ahead (DeadlinePastRefused), or too far ahead (DeadlineFarRefused)."""
    if deadline_at <= now:
        raise DeadlinePastRefused
    if deadline_at - now > FARTHEST:
        raise DeadlineFarRefused


def day_off(deadline_at: datetime, working_time: WorkingTime, now: datetime) -> DayOff | None:
    """Say until when people can be reminded where nobody can on the day of the deadline; None for other deadlines."""
    zone = working_time.time_zone
    last = last_allowed(deadline_at, now, working_time)
    if last is not None and last[0].astimezone(zone).date() == deadline_at.astimezone(zone).date():
        return None
    instead_at = end_of(next_allowed(deadline_at, working_time).astimezone(zone).date(), working_time)
    return DayOff(deadline_at, instead_at, last and last[1])


def _at(day: date, hour: time, working_time: WorkingTime) -> datetime:
    return datetime.combine(day, hour, working_time.time_zone).astimezone(UTC)
