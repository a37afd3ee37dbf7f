"""Buttons of what an owner sets for the organisation: terms, working time, contact."""

from datetime import date
from enum import IntEnum
from typing import Annotated
from uuid import UUID

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.signing.models import Class
from bot.staff.terms.versions import TermsKind
from handlers.callbacks import OfDialogue, Offset

Ordinal = Annotated[int, Field(ge=date.min.toordinal(), le=date.max.toordinal())]
"""A day, as its number in the calendar (callback data cannot hold a date)."""


class Weekday(IntEnum):
    """A weekday, ISO 8601."""

    MONDAY = 1
    TUESDAY = 2
    WEDNESDAY = 3
    THURSDAY = 4
    FRIDAY = 5
    SATURDAY = 6
    SUNDAY = 7


class TermsAgreed(CallbackData, prefix="meta"):
    """The person agrees to the terms shown, then goes on to sign the request. The versions name the texts."""

    request_id: UUID
    privacy: str = Field(max_length=12)
    agreement: str = Field(max_length=12)


class TermsPressed(CallbackData, prefix="tm"):
    """Show an owner what people agree to."""


class TermsKindPressed(CallbackData, prefix="tm-k"):
    """Show one of the two texts."""

    kind: TermsKind


class TermsLanguageChosen(CallbackData, prefix="tm-l"):
    """Write a text in one language, or ``any`` for everyone."""

    kind: TermsKind
    language: str = Field(max_length=3)


class TermsPublished(CallbackData, OfDialogue, prefix="tm-p"):
    """Bring the texts just written into force."""


class TermsStandardPressed(CallbackData, prefix="tm-s"):
    """Bring the standard text back into force."""

    kind: TermsKind


class PageMarksToggled(CallbackData, prefix="os-pm"):
    """Let finished files get marks in their margins, or not."""

    marks: bool


class ContactPressed(CallbackData, prefix="os-c"):
    """Change the contact that is printed."""


class ContactRemoved(CallbackData, prefix="os-cr"):
    """Print no contact."""


class QualifiedPressed(CallbackData, prefix="os-q"):
    """Show which classes of documents demand a qualified signature."""


class QualifiedToggled(CallbackData, prefix="os-qt"):
    """Let a class of documents demand a qualified signature, or not."""

    class_: Class
    demanded: bool


class ZonePressed(CallbackData, prefix="os-z"):
    """Change the time zone."""


class ZoneChosen(CallbackData, prefix="os-zc"):
    """A time zone (an IANA name) was chosen."""

    zone: str = Field(max_length=45)


class HoursPressed(CallbackData, prefix="os-h"):
    """Change the working hours."""


class HoursChosen(CallbackData, prefix="os-hc"):
    """Working hours were chosen."""

    hours: str = Field(max_length=11)


class WeekdaysPressed(CallbackData, prefix="os-w"):
    """Change the working days of the week."""


class WeekdayChosen(CallbackData, prefix="os-wc"):
    """A weekday becomes a working day or a day off."""

    day: Weekday
    works: bool


class DaysPressed(CallbackData, prefix="os-d"):
    """Show the days off and the working days that differ from their weekday."""

    offset: Offset = 0


class AddDaysPressed(CallbackData, prefix="os-da"):
    """Add days off, or working days."""

    works: bool


class RemoveDaysPressed(CallbackData, prefix="os-dr"):
    """Let days follow their weekday again."""

    first: Ordinal
    last: Ordinal
