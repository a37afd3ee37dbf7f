"""Buttons of what an owner sets for the organisation: when it works."""

from datetime import date
from enum import IntEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from handlers.offset import Offset

Ordinal = Annotated[int, Field(ge=date.min.toordinal(), le=date.max.toordinal())]
"""A day, as its number in the calendar: buttons carry no dates."""


class Weekday(IntEnum):
    """A weekday, ISO 8601."""

    MONDAY = 1
    TUESDAY = 2
    WEDNESDAY = 3
    THURSDAY = 4
    FRIDAY = 5
    SATURDAY = 6
    SUNDAY = 7


class ZonePressed(CallbackData, prefix="os-z"):
    """Another time zone is wanted."""


class ZoneChosen(CallbackData, prefix="os-zc"):
    """A time zone (an IANA name) was chosen."""

    zone: str


class HoursPressed(CallbackData, prefix="os-h"):
    """Other working hours are wanted."""


class HoursChosen(CallbackData, prefix="os-hc"):
    """Working hours were chosen."""

    hours: str


class WeekdaysPressed(CallbackData, prefix="os-w"):
    """Other working days are wanted."""


class WeekdayChosen(CallbackData, prefix="os-wc"):
    """A weekday becomes a working day, or is one no more."""

    day: Weekday
    works: bool


class DaysPressed(CallbackData, prefix="os-d"):
    """The days off and the days worked whatever the weekday are wanted."""

    offset: Offset = 0


class DaysWanted(CallbackData, prefix="os-da"):
    """Days are to be added: off, or worked."""

    works: bool


class DaysRemoved(CallbackData, prefix="os-dr"):
    """Days follow their weekday again."""

    first: Ordinal
    last: Ordinal
