"""The validity with which a pass is ordered: days from now, or calendar days in the organisation's time zone. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.errors import InputRefused
from bot.passes.models import LONGEST_VALIDITY
from bot.passes.types.pass_types import PassValidityRefused, read_days
from bot.staff.organisation.marked_days import DaysUnreadableRefused
from bot.texts.days import begin_of
from bot.texts.typed_days import read_typed_span

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
        begins, ends = (begin_of(one, zone) for one in (self.first, self.first + timedelta(days=self.days)))
        return max(begins, now), ends - _INSTANT


def read_validity(text: str, time_zone: str, now: datetime) -> Validity:
    """Read a day or a period as people type it: ``25.12.2026``, ``25.12–28.12``, ``tomorrow``.

    DaysUnreadableRefused; PassPeriodPastRefused; PassValidityRefused when the period is too long or begins too late.
    """
    today = now.astimezone(ZoneInfo(time_zone)).date()
    try:
        first, last = read_typed_span(text, today)
    except ValueError:
        raise DaysUnreadableRefused(line=text.strip()[:40]) from None
    if last < today:
        raise PassPeriodPastRefused
    if first - today > LONGEST_VALIDITY:
        raise PassValidityRefused(days=LONGEST_VALIDITY.days)
    return Validity((last - first).days + 1, first)
