"""An owner sets when the organisation works: time zone, hours, weekdays, days off, working days.

Pending reminders are scheduled again at once, because they keep to the working time.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from uuid import UUID
from zoneinfo import available_timezones

from bot.errors import InputRefused
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.staff.access import present_owner
from bot.staff.models import Organisation, Speaker
from bot.staff.organisation.marked_days import MarkedDays, spans_of
from bot.staff.ports import OpenStaff, StaffTransaction

MOST_DAYS = 1000
FARTHEST = timedelta(days=5 * 366)
_FOUND_AT_ONCE = 8
_HOURS = re.compile(r"\s*(\d{1,2})(?:[:.](\d\d))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d\d))?\s*", re.ASCII)
_PLACE = re.compile(r"[A-Za-z]+/[A-Za-z_/+-]+")


class ZoneUnknownRefused(InputRefused):
    """There is no such time zone."""


class HoursUnreadableRefused(InputRefused):
    """The text is not working hours, or they end before they begin."""


class NoWorkingDayRefused(InputRefused):
    """No working day would be left in the week."""


class DaysFarRefused(InputRefused):
    """A day is more than five years away, likely a typing error."""


class DaysManyRefused(InputRefused):
    """There would be too many marked days. Facts: most."""


@dataclass(frozen=True, slots=True)
class WorkingTimeChange:
    """A change. `plain` days follow their weekday again; then `off` and `on` are marked."""

    time_zone: str | None = None
    hours: tuple[time, time] | None = None
    weekdays_on: frozenset[int] = frozenset()
    weekdays_off: frozenset[int] = frozenset()
    plain: frozenset[date] = frozenset()
    off: frozenset[date] = frozenset()
    on: frozenset[date] = frozenset()

    def applied(self, was: Organisation) -> Organisation:
        """Return the organisation as it becomes."""
        starts, ends = self.hours or (was.works_from, was.works_until)
        return replace(
            was,
            time_zone=self.time_zone or was.time_zone,
            works_from=starts,
            works_until=ends,
            working_days=(was.working_days | self.weekdays_on) - self.weekdays_off,
            holidays=(was.holidays - self.plain - self.on) | self.off,
            workdays=(was.workdays - self.plain - self.off) | self.on,
        )


@dataclass(frozen=True, slots=True)
class SetWorkingTime:
    """An owner changes the working time."""

    open: OpenStaff

    async def __call__(
        self, speaker: Speaker, change: WorkingTimeChange, *, event_id: EventId, now: datetime
    ) -> Organisation:
        """Change it and return the organisation as it is now. NotAllowedRefused, InputRefused."""
        async with self.open() as tx:
            speaker = await present_owner(tx, speaker)
            return await change_working_time(tx, speaker.organisation.id, change, speaker.person.id, event_id, now)


async def change_working_time(
    tx: StaffTransaction,
    organisation_id: UUID,
    change: WorkingTimeChange,
    actor_id: UUID | None,
    event_id: EventId,
    now: datetime,
) -> Organisation:
    """Change the working time, for an owner or the command line (`actor_id` None); do nothing if nothing changes."""
    was = await tx.organisations.hold(organisation_id)
    becomes = change.applied(was)
    if becomes == was:
        return was
    _require_fit(change, becomes, now)
    await tx.organisations.save_working_time(becomes)
    await tx.reminders.look_again(organisation_id, now)
    await tx.outbox.look_again(organisation_id, now)
    audit_event = AuditEvent(
        organisation_id, Act.WORKING_TIME_SET, event_id, now, actor_id, organisation_id, _facts(was, becomes)
    )
    await tx.ledger.append(audit_event)
    return becomes


def marking(days: MarkedDays, *, works: bool) -> WorkingTimeChange:
    """Return a change that marks days as written; with `works`, those without a ``+`` as working days too."""
    return WorkingTimeChange(on=days.on | days.off) if works else WorkingTimeChange(off=days.off, on=days.on)


def unmarking(organisation: Organisation, first: date, last: date) -> WorkingTimeChange:
    """Return a change that removes the marks between two days, both included."""
    marked = organisation.holidays | organisation.workdays
    return WorkingTimeChange(plain=frozenset(day for day in marked if first <= day <= last))


def read_hours(text: str) -> tuple[time, time]:
    """Read hours such as ``9-18`` or ``08:30–17:00``; 24 is the end of the day. HoursUnreadableRefused."""
    if match := _HOURS.fullmatch(text):
        begins, begins_minute, ends, ends_minute = (int(number or 0) for number in match.groups())
        if (ends, ends_minute) == (24, 0):
            ends = 0
        with suppress(ValueError):
            return time(begins, begins_minute), time(ends, ends_minute)
    raise HoursUnreadableRefused


def find_zones(text: str) -> list[str]:
    """Return the IANA zones that a text names, a few at most: by their whole name, their city, or a part of it."""
    wanted = text.strip().replace(" ", "_").casefold()
    names = {zone: zone.casefold() for zone in _zones()}
    exact = [zone for zone, name in names.items() if wanted in (name, name.rpartition("/")[2])]
    found = exact or [zone for zone, name in names.items() if len(wanted) > 1 and wanted in name]
    if not found:
        raise ZoneUnknownRefused
    return found[:_FOUND_AT_ONCE]


@cache
def _zones() -> tuple[str, ...]:
    """Return UTC and the zones of places, without technical ones (``posix/…``, ``Etc/…``)."""
    places = (name for name in available_timezones() if _PLACE.fullmatch(name))
    return ("UTC", *sorted(name for name in places if not name.startswith(("posix/", "right/", "Etc/", "SystemV/"))))


def _require_fit(change: WorkingTimeChange, becomes: Organisation, now: datetime) -> None:
    if change.time_zone is not None and change.time_zone not in _zones():
        raise ZoneUnknownRefused
    if becomes.works_from >= becomes.works_until != time():
        raise HoursUnreadableRefused
    if not becomes.working_days:
        raise NoWorkingDayRefused
    if any(abs(day - now.date()) > FARTHEST for day in change.off | change.on):
        raise DaysFarRefused
    if len(becomes.holidays | becomes.workdays) > MOST_DAYS:
        raise DaysManyRefused(most=MOST_DAYS)


def _facts(was: Organisation, becomes: Organisation) -> dict[str, str | int]:
    """Return the new values for the ledger; days as ISO 8601 intervals."""
    facts = {
        "time_zone": (was.time_zone, becomes.time_zone),
        "hours": (_hours(was), _hours(becomes)),
        "weekdays": (_weekdays(was), _weekdays(becomes)),
        "days_off": (_days(was.holidays), _days(becomes.holidays)),
        "days_on": (_days(was.workdays), _days(becomes.workdays)),
    }
    return {name: new for name, (old, new) in facts.items() if new != old}


def _hours(organisation: Organisation) -> str:
    return f"{organisation.works_from:%H:%M}-{organisation.works_until:%H:%M}"


def _weekdays(organisation: Organisation) -> str:
    return "".join(map(str, sorted(organisation.working_days)))


def _days(days: Iterable[date]) -> str:
    return " ".join(f"{span.first}/{span.last}" for span in spans_of(days))
