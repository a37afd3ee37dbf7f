"""An organisation's working hours, by the wall clock of its time zone.

Promises that what the wall clock shows decides, also on the days when it is put forward or back: an hour that is
skipped is never waited for, an hour that comes twice counts both times.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

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
        encryption = at.astimezone(self.time_zone)
        hour = encryption.time()
        return self.works_on(encryption.date()) and hour >= self.starts and (self.ends == _MIDNIGHT or hour < self.ends)


def next_allowed(at: datetime, working_time: WorkingTime) -> datetime:
    """Return the first instant from `at` on that is within working hours; aware UTC."""
    at = at.astimezone(UTC)
    if working_time.allows(at):
        return at
    first_day = at.astimezone(working_time.time_zone).date()
    for days in count():
        day = first_day + days * _DAY
        if found := [opening for opening in openings(day, working_time) if opening >= at]:
            return min(found)
    raise AssertionError  # the holidays are finitely many, so that a working day comes


def last_opening(before: datetime, not_before: datetime, working_time: WorkingTime) -> datetime | None:
    """Return the last time that working hours open before `before`, though not before `not_before`; None if never."""
    day = before.astimezone(working_time.time_zone).date()
    earliest_day = not_before.astimezone(working_time.time_zone).date()
    while day >= earliest_day:
        if found := [opening for opening in openings(day, working_time) if not_before <= opening < before]:
            return max(found)
        day -= _DAY
    return None


def openings(day: date, working_time: WorkingTime) -> list[datetime]:
    """List the instants of a local day at which the wall clock enters working hours, in UTC.

    It does so where it shows `starts` (once, twice or not at all) or where it jumps from before into working hours.
    """
    if not working_time.works_on(day):
        return []
    candidates = {*_instants(day, working_time.starts, working_time.time_zone), *_jumps(day, working_time.time_zone)}
    return sorted(
        instant
        for instant in candidates
        if instant.astimezone(working_time.time_zone).date() == day and working_time.allows(instant)
    )


def opening_of(day: date, working_time: WorkingTime) -> datetime:
    """Return when the hours of `day` would open if it were a working day; UTC."""
    return min(_instants(day, working_time.starts, working_time.time_zone))


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
