"""The validity with which a pass is ordered: days from now, or calendar days in the organisation's time zone. Pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.errors import InputRefused
from bot.passes.models import LONGEST_VALIDITY
from bot.passes.types.pass_types import PassValidityRefused, read_days
from bot.staff.organisation.marked_days import DaysUnreadableRefused, spans_of
from bot.staff.organisation.marked_days import read_days as read_calendar

_INSTANT = timedelta(seconds=1)


class PassPeriodPastRefused(InputRefused):
    """The last day given for a pass has already passed."""


@dataclass(frozen=True, slots=True)
class Validity:
    """A number of `days`, from now or as whole days from `first`. PassValidityRefused for none or too many."""

    days: int
    first: date | None = None

    def __post_init__(self) -> None:
        read_days(self.days)

    def between(self, time_zone: str, now: datetime) -> tuple[datetime, datetime]:
        """Return the first and last moments in UTC: never before `now`; a last day is included to its last second."""
        if self.first is None:
            return now, now + timedelta(days=self.days)
        zone = ZoneInfo(time_zone)
        midnights = (
            datetime.combine(one, time(), zone) for one in (self.first, self.first + timedelta(days=self.days))
        )
        begins, ends = (one.astimezone(UTC) for one in midnights)
        return max(begins, now), ends - _INSTANT


def read_validity(text: str, time_zone: str, now: datetime) -> Validity:
    """Parse ``25.12.2026`` or ``25.12.2026–28.12.2026``.

    DaysUnreadableRefused; PassPeriodPastRefused; PassValidityRefused when the period is too long or begins too late.
    """
    spans = spans_of(read_calendar(text).off)
    if len(spans) != 1:
        raise DaysUnreadableRefused(line=text.strip()[:40])
    span, today = spans[0], now.astimezone(ZoneInfo(time_zone)).date()
    if span.last < today:
        raise PassPeriodPastRefused
    if span.first - today > LONGEST_VALIDITY:
        raise PassValidityRefused(days=LONGEST_VALIDITY.days)
    return Validity((span.last - span.first).days + 1, span.first)
