"""Days off and working days of an organisation, read from text and shown as spans. Pure.

A line that is not fully understood is refused.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from bot.errors import InputRefused
from bot.texts.typed_days import read_typed_span

_DAY = timedelta(days=1)
_LONGEST = timedelta(days=366)
_LONGEST_WRITTEN = 80
_END = re.compile(r"(?=[\s,;]|$)")
_BETWEEN = re.compile(r"\s*[,;]\s*")
_REMARK = re.compile(r"""\s+[("«“]?[^\W\d].*""")


class DaysUnreadableRefused(InputRefused):
    """A line is not understood. Facts: line (as written, shortened)."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    def days(self) -> Iterator[date]:
        """Yield the days."""
        return (self.first + number * _DAY for number in range((self.last - self.first).days + 1))


@dataclass(frozen=True, slots=True)
class MarkedDays:
    """Days `off` whatever the weekday, and days `on` that are worked whatever the weekday; none is both."""

    off: frozenset[date] = frozenset()
    on: frozenset[date] = frozenset()


def read_days(text: str, today: date) -> MarkedDays:
    """Read days off, a line each or several: ``31.12``, ``2026-12-31``, ``25.12.2026–08.01.2027 New Year``.

    Days are written as everywhere (`bot.texts.typed_days`). A ``+`` before a line makes its days working ones; what
    follows ``#`` and empty lines are left. The last line that names a day decides. DaysUnreadableRefused for any other
    line.
    """
    off: set[date] = set()
    on: set[date] = set()
    for line in text.splitlines():
        written = line.partition("#")[0].strip()
        if not written:
            continue
        try:
            days = {day for span in _spans(written.removeprefix("+").lstrip(), today) for day in span.days()}
        except ValueError:
            raise DaysUnreadableRefused(line=written[:40]) from None
        worked = written.startswith("+")
        off, on = (off - days, on | days) if worked else (off | days, on - days)
    return MarkedDays(frozenset(off), frozenset(on))


def spans_of(days: Iterable[date]) -> list[Span]:
    """Return the days as the fewest spans, in order."""
    spans: list[Span] = []
    for day in sorted(set(days)):
        if spans and day - spans[-1].last == _DAY:
            spans[-1] = Span(spans[-1].first, day)
        else:
            spans.append(Span(day, day))
    return spans


def _spans(written: str, today: date) -> Iterator[Span]:
    """Yield the spans that a line begins with, up to a remark; ValueError for another line."""
    rest = written
    while True:
        span, rest = _longest(rest, today)
        yield span
        if not rest or _REMARK.fullmatch(rest):
            return
        if not (between := _BETWEEN.match(rest)):
            raise ValueError(written)
        rest = rest[between.end() :]


def _longest(text: str, today: date) -> tuple[Span, str]:
    """Return the longest span that a text begins with, and what follows it; ValueError for a text with none."""
    ends = [match.start() for match in _END.finditer(text) if 0 < match.start() <= _LONGEST_WRITTEN]
    for end in reversed(ends):
        with suppress(ValueError):
            return _span(*read_typed_span(text[:end], today)), text[end:]
    raise ValueError(text)


def _span(first: date, last: date) -> Span:
    if last - first > _LONGEST:
        raise ValueError
    return Span(first, last)
