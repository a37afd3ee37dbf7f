"""Days as people type them: 5.12, 05.12.2026, tomorrow, Friday, 5 December, 5.12 15:00; in every language. Pure."""

import re
from datetime import date, time, timedelta
from typing import Final

_FROM_TODAY: Final = {
    **dict.fromkeys(("сьогодні", "сегодня", "today"), 0),
    **dict.fromkeys(("завтра", "tomorrow"), 1),
    **dict.fromkeys(("післязавтра", "послезавтра"), 2),
}
_WEEKDAYS: Final = (
    "понеділок понеділка пн понедельник понедельника monday mon",
    "вівторок вівторка вт вторник вторника tuesday tue",
    "середа середу середи ср среда среду среды wednesday wed",
    "четвер четверга чт четверг thursday thu",
    "п'ятниця п'ятницю п'ятниці пятниця пятницю пт пятница пятницу пятницы friday fri",
    "субота суботу суботи сб суббота субботу субботы saturday sat",
    "неділя неділю неділі нд воскресенье воскресенья вс sunday sun",
)
_MONTHS: Final = (
    "січня січень января январь january jan",
    "лютого лютий февраля февраль february feb",
    "березня березень марта март march mar",
    "квітня квітень апреля апрель april apr",
    "травня травень мая май may",
    "червня червень июня июнь june jun",
    "липня липень июля июль july jul",
    "серпня серпень августа август august aug",
    "вересня вересень сентября сентябрь september sep sept",
    "жовтня жовтень октября октябрь october oct",
    "листопада листопад ноября ноябрь november nov",
    "грудня грудень декабря декабрь december dec",
)
_WEEKDAY_OF: Final = {word: number for number, words in enumerate(_WEEKDAYS) for word in words.split()}
_MONTH_OF: Final = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}

_NUMBERS = re.compile(r"(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}|\d{2}))?", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_NAMED = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|-?го)?\s+([^\W\d]+)\.?(?:,?\s+(\d{4}|\d{2}))?(?:\s*(?:р|г|року|года)\.?)?"
)
_NAMED_FIRST = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}|\d{2}))?")
_BEFORE = re.compile(r"(?:(?:до|по|у|в|во|на|by|until|on|till|next|наступн\w+|следующ\w+)\s+)+")
_TIME = re.compile(r"[,\s]\s*(?:(?:о|об|в|до|at|by)\s+)?(\d{1,2}):(\d\d)\s*$", re.ASCII)
_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ`´‘′", "'"))
_DASHES = re.compile(r"\s*[–—…]\s*|\s*\.\.\.?\s*|\s+-\s+|(?<=\d)-(?=\d{1,2}[./]\d)")
_CENTURY: Final = 2000
_YEARS: Final = range(1900, 2200)
"""Other years are typing errors."""


def read_typed_day(text: str, today: date) -> date:
    """Return the day that a person means; ValueError for a text that names none.

    A day without a year is the next one from `today` on; a weekday is the next one after `today`.
    """
    words = _normalised(text)
    if words in _FROM_TODAY:
        return today + timedelta(days=_FROM_TODAY[words])
    if words in _WEEKDAY_OF:
        return today + timedelta(days=(_WEEKDAY_OF[words] - today.weekday() - 1) % 7 + 1)
    year, month, day = _reading(words)
    if year is not None and year not in _YEARS:
        raise ValueError(text)
    return date(year, month, day) if year else _next(day, month, today)


def read_typed_moment(text: str, today: date) -> tuple[date, time | None]:
    """Return the day that a person means, and the time if they typed one behind it; ValueError as `read_typed_day`."""
    if match := _TIME.search(text):
        return read_typed_day(text[: match.start()], today), time(int(match[1]), int(match[2]))
    return read_typed_day(text, today), None


def read_typed_span(text: str, today: date) -> tuple[date, date]:
    """Return the first and last day of a period, or of a single day; ValueError for a text that names none.

    A first day without a year is the latest one before the last day: 25.12–08.01.2027 begins in 2026.
    """
    parts = _DASHES.split(text.strip())
    last = read_typed_day(parts[-1], today)
    if len(parts) == 1:
        return last, last
    (written, _) = parts
    first = read_typed_day(written, today)
    if first > last and _normalised(written) not in _FROM_TODAY | _WEEKDAY_OF and not _reading(_normalised(written))[0]:
        first = first.replace(year=last.year)
        first = first.replace(year=last.year - (first > last))
    if first > last:
        raise ValueError(text)
    return first, last


def _normalised(text: str) -> str:
    return _BEFORE.sub("", " ".join(text.translate(_APOSTROPHES).casefold().split()), count=1).rstrip(".!")


def _reading(words: str) -> tuple[int | None, int, int]:
    """Return year, month and day; None for a year that is not written. ValueError for other words."""
    if match := _ISO.fullmatch(words):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _NUMBERS.fullmatch(words):
        return _year(match[3]), int(match[2]), int(match[1])
    if (match := _NAMED.fullmatch(words)) and match[2] in _MONTH_OF:
        return _year(match[3]), _MONTH_OF[match[2]], int(match[1])
    if (match := _NAMED_FIRST.fullmatch(words)) and match[1] in _MONTH_OF:
        return _year(match[3]), _MONTH_OF[match[1]], int(match[2])
    raise ValueError(words)


def _year(written: str | None) -> int | None:
    if written is None:
        return None
    return int(written) if len(written) > 2 else _CENTURY + int(written)  # noqa: PLR2004 - two digits or four


def _next(day: int, month: int, today: date) -> date:
    """Return the next such day from `today` on; a 29 February waits for a leap year."""
    for year in range(today.year, today.year + 9):
        try:
            found = date(year, month, day)
        except ValueError:
            if (month, day) != (2, 29):
                raise
            continue
        if found >= today:
            return found
    raise ValueError(day, month)
