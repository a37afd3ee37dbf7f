"""Screens of the working time, as an owner sees and sets it."""

from collections.abc import Iterable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from aiogram.types import InlineKeyboardButton

from bot.staff.models import Organisation
from bot.staff.organisation.marked_days import Span, spans_of
from bot.texts.days import show_day
from bot.texts.words import Words
from handlers.account.organisation.callbacks import (
    AddDaysPressed,
    ContactPressed,
    DaysPressed,
    HoursChosen,
    HoursPressed,
    PageMarksToggled,
    QualifiedPressed,
    RemoveDaysPressed,
    TermsPressed,
    Weekday,
    WeekdayChosen,
    WeekdaysPressed,
    ZoneChosen,
    ZonePressed,
)
from handlers.callbacks import MenuPressed, SettingsPressed
from handlers.screen import Row, Screen, button, clip, keyboard, ticked, turning

ZONES = (
    "Europe/Kyiv",
    "Europe/Chisinau",
    "Europe/Warsaw",
    "Europe/Berlin",
    "Europe/London",
    "Europe/Moscow",
    "Asia/Tbilisi",
    "Asia/Almaty",
)
HOURS = ("08:00–17:00", "09:00–18:00", "10:00–19:00", "00:00–24:00")
PAGE = 8
"""Spans of marked days in one message, each with a button that removes it."""


def settings_screen(words: Words, organisation: Organisation, now: datetime) -> Screen:
    """Show the settings and the ways to change them."""
    local = now.astimezone(ZoneInfo(organisation.time_zone))
    ahead = _ahead(organisation, local.date())
    marks = "on" if organisation.marks_pages else "off"
    text = words(
        "settings",
        organisation=organisation.name,
        weekdays=_weekdays(words, organisation),
        hours=_hours(organisation.works_from, organisation.works_until),
        zone=_city(organisation.time_zone),
        clock=f"{local:%H:%M}",
        off=_listed(words, (span for span, works in ahead if not works)),
        on=_listed(words, (span for span, works in ahead if works)),
        marks=marks,
        contact=organisation.contact or words.plain("settings-none"),
        qualified=", ".join(words.plain(f"signing-class-{one}") for one in sorted(organisation.qualified_classes)),
        demanded="some" if organisation.qualified_classes else "none",
    )
    rows: list[Row] = [
        [
            button(words.plain("settings-weekdays"), WeekdaysPressed()),
            button(words.plain("settings-hours"), HoursPressed()),
        ],
        [button(words.plain("settings-days"), DaysPressed())],
        [
            button(words.plain("settings-zone"), ZonePressed()),
            button(words.plain("settings-contact"), ContactPressed()),
        ],
        [button(words.plain("terms-button"), TermsPressed())],
        [button(words.plain("settings-marks", state=marks), PageMarksToggled(marks=not organisation.marks_pages))],
        [button(words.plain("settings-qualified"), QualifiedPressed())],
        [button(words.plain("menu-button"), MenuPressed())],
    ]
    return Screen(text, keyboard(*rows))


def zones_screen(words: Words, organisation: Organisation, found: list[str] | None, now: datetime) -> Screen:
    """Show the zones that were found, or common ones (`found` None), each with its local time."""
    clocks = {zone: f"{_city(zone)} · {now.astimezone(ZoneInfo(zone)):%H:%M}" for zone in found or ZONES}
    here = organisation.time_zone
    zones = [button(ticked(clock, on=zone == here), ZoneChosen(zone=zone)) for zone, clock in clocks.items()]
    text = words("settings-zone-question" if found is None else "settings-zones-found")
    return Screen(text, keyboard(*_pairs(zones), _back(words)))


def hours_screen(words: Words, organisation: Organisation) -> Screen:
    """Show common hours; others are typed."""
    now = _hours(organisation.works_from, organisation.works_until)
    hours = [button(ticked(each, on=each == now), HoursChosen(hours=each.replace(":", "."))) for each in HOURS]
    return Screen(words("settings-hours-question", hours=now), keyboard(*_pairs(hours), _back(words)))


def weekdays_screen(words: Words, organisation: Organisation) -> Screen:
    """Show the week; each press turns a day on or off."""
    days = [
        button(
            ticked(words.plain(f"settings-weekday-{day}"), on=day in organisation.working_days),
            WeekdayChosen(day=day, works=day not in organisation.working_days),
        )
        for day in Weekday
    ]
    return Screen(words("settings-weekdays-question"), keyboard(days[:5], days[5:], _back(words)))


def days_screen(words: Words, organisation: Organisation, now: datetime, offset: int = 0) -> Screen:
    """Show the marked days from today on, each with a button that removes it, and the ways to add more."""
    ahead = _ahead(organisation, now.astimezone(ZoneInfo(organisation.time_zone)).date())
    shown = ahead[offset : offset + PAGE]
    lines = "\n".join(f"{'🔁' if works else '🎄'} {_span(span)}" for span, works in shown)
    text = words("settings-days-list", days=lines or words.plain("settings-no-days"))
    removing = [
        button(f"✖ {_span(span)}", RemoveDaysPressed(first=span.first.toordinal(), last=span.last.toordinal()))
        for span, _ in shown
    ]
    add: Row = [
        button(words.plain("settings-days-off"), AddDaysPressed(works=False)),
        button(words.plain("settings-days-on"), AddDaysPressed(works=True)),
    ]
    turn = turning(words, offset, PAGE, len(ahead), lambda to: DaysPressed(offset=to))
    return Screen(text, keyboard(add, *_pairs(removing), turn, _back(words)))


def add_days_screen(words: Words, *, works: bool) -> Screen:
    """Ask for the days to add."""
    question = words("settings-days-on-wanted") if works else words("settings-days-off-wanted")
    return Screen(question, keyboard([button(words.plain("back"), DaysPressed())]))


def _ahead(organisation: Organisation, today: date) -> list[tuple[Span, bool]]:
    """List the marked days from today on, in order: days off (False) and days worked (True)."""
    marked = ((organisation.holidays, False), (organisation.workdays, True))
    return sorted((span, works) for days, works in marked for span in spans_of(days) if span.last >= today)


def _listed(words: Words, spans: Iterable[Span]) -> str:
    return clip(", ".join(map(_span, spans)), 500) or words.plain("settings-none")


def _span(span: Span) -> str:
    if span.first == span.last:
        return show_day(span.first)
    first = f"{span.first:%d.%m}" if span.first.year == span.last.year else show_day(span.first)
    return f"{first}–{show_day(span.last)}"


def _weekdays(words: Words, organisation: Organisation) -> str:
    """Return the week as text: three days in a row or more as from–to."""
    runs: list[list[int]] = []
    for day in sorted(organisation.working_days):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(_run([words.plain(f"settings-weekday-{day}") for day in run]) for run in runs)


def _run(names: list[str]) -> str:
    return f"{names[0]}–{names[-1]}" if names[2:] else ", ".join(names)


def _hours(starts: time, ends: time) -> str:
    return f"{starts:%H:%M}–{'24:00' if ends == time() else f'{ends:%H:%M}'}"


def _city(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


def _pairs(buttons: list[InlineKeyboardButton]) -> list[Row]:
    return [buttons[at : at + 2] for at in range(0, len(buttons), 2)]


def _back(words: Words) -> Row:
    return [button(words.plain("back"), SettingsPressed())]
