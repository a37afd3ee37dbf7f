"""An organisation's working hours, by the wall clock of its time zone.

Promises that what the wall clock shows decides, also on the days when it is put forward or back: an hour that is
skipped is never waited for, an hour that comes twice counts both times.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count, pairwise
from zoneinfo import ZoneInfo

HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)
_WEEKDAYS = frozenset(range(1, 8))
_MIDNIGHT = time()


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """When an organisation may be spoken to: on `days` (ISO, Monday is 1) but for `holidays`, from `starts` to `ends`.

    On `workdays` it may whatever the weekday, and though they were holidays too. `zone` is an IANA name. `ends` is not
    part of it; midnight there means the end of the day. ValueError for hours that never come.
    """

    zone: str
    days: frozenset[int]
    starts: time
    ends: time
    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if not self.days or not self.days <= _WEEKDAYS:
            raise ValueError("working days are ISO weekdays, 1 to 7, and at least one")
        if self.starts >= self.ends != _MIDNIGHT:
            raise ValueError("working hours end after they start, on the same day")

    @property
    def time_zone(self) -> ZoneInfo:
        """Return the zone; `ZoneInfo` keeps one object per name."""
        return ZoneInfo(self.zone)

    def works_on(self, day: date) -> bool:
        """Say whether `day` is a working day."""
        return day in self.workdays or (day.isoweekday() in self.days and day not in self.holidays)

    def allows(self, at: datetime) -> bool:
        """Say whether the wall clock is within working hours at this instant."""
        local = at.astimezone(self.time_zone)
        hour = local.time()
        return self.works_on(local.date()) and hour >= self.starts and (self.ends == _MIDNIGHT or hour < self.ends)


def next_allowed(at: datetime, working_time: WorkingTime) -> datetime:
    """Return the first instant from `at` on that is within working hours; aware UTC."""
    at = at.astimezone(UTC)
    if working_time.allows(at):
        return at
    first_day = at.astimezone(working_time.time_zone).date()
    for days in count():
        for begins, _ in stretches(first_day + days * _DAY, working_time):
            if begins >= at:
                return begins
    raise AssertionError  # the holidays are finitely many, so that a working day comes


def last_allowed(before: datetime, not_before: datetime, working_time: WorkingTime) -> tuple[datetime, datetime] | None:
    """Return when the last working hour before `before` begins and ends, though not before `not_before`; aware UTC.

    It is shorter where hours are cut short; None if there is no working time in between.
    """
    day = before.astimezone(working_time.time_zone).date()
    earliest_day = not_before.astimezone(working_time.time_zone).date()
    while day >= earliest_day:
        for begins, ends in reversed(stretches(day, working_time)):
            ends = min(ends, before.astimezone(UTC))  # noqa: PLW2901 - the stretch, cut
            hour = max(begins, ends - HOUR, not_before.astimezone(UTC))
            if hour < ends:
                return hour, ends
        day -= _DAY
    return None


def stretches(day: date, working_time: WorkingTime) -> list[tuple[datetime, datetime]]:
    """List the stretches of working time on a local day: when each begins and ends, in UTC.

    More than one where the clock is changed: they begin and end where it shows `starts` and `ends` (once, twice or not
    at all), at midnight, and where it jumps.
    """
    if not working_time.works_on(day):
        return []
    zone, ends_on = working_time.time_zone, day + _DAY if working_time.ends == _MIDNIGHT else day
    bounds = {*_instants(day, working_time.starts, zone), *_instants(ends_on, working_time.ends, zone)}
    bounds |= {*_instants(day, _MIDNIGHT, zone), *_instants(day + _DAY, _MIDNIGHT, zone), *_jumps(day, zone)}
    return [
        (begins, ends)
        for begins, ends in pairwise(sorted(bounds))
        if begins.astimezone(zone).date() == day and working_time.allows(begins)
    ]


def opening_of(day: date, working_time: WorkingTime) -> datetime:
    """Return when the hours of `day` would open if it were a working day; UTC."""
    return min(_instants(day, working_time.starts, working_time.time_zone))


def next_day(at: datetime, working_time: WorkingTime) -> datetime:
    """Return when the local day after the one of `at` begins; UTC."""
    zone = working_time.time_zone
    today = at.astimezone(zone).date()
    midnights = _instants(today + _DAY, _MIDNIGHT, zone)
    return min(midnight for midnight in midnights if midnight.astimezone(zone).date() > today)


def _instants(day: date, hour: time, zone: ZoneInfo) -> Iterator[datetime]:
    """Yield the instants at which a wall clock shows this; for a skipped hour, what it would be by either offset."""
    for fold in (0, 1):
        yield datetime.combine(day, hour.replace(fold=fold), zone).astimezone(UTC)


def _jumps(day: date, zone: ZoneInfo) -> list[datetime]:
    """List the instant at which the clock is changed on this day, if it is; zones do that once a day at most."""
    low, high = min(_instants(day, _MIDNIGHT, zone)), max(_instants(day + _DAY, _MIDNIGHT, zone))
    offset = low.astimezone(zone).utcoffset()
    if high.astimezone(zone).utcoffset() == offset:
        return []
    while high - low > _SECOND:
        middle = (low + (high - low) / 2).replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == offset:
            low = middle
        else:
            high = middle
    return [high]
