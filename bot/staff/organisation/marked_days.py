"""Days off and working days of an organisation, read from text and shown as spans. Pure.

A line that is not fully understood is refused.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.errors import InputRefused

_DAY = timedelta(days=1)
_LONGEST = timedelta(days=366)
_DATE = r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}(?:[./]\d{4})?"
_SPAN = re.compile(rf"({_DATE})(?:\s*(?:\.\.\.?|[-–—…])\s*({_DATE}))?(?!\w)", re.ASCII)
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


def read_days(text: str) -> MarkedDays:
    """Read days off, a line each or several: ``31.12.2026``, ``2026-12-31``, ``25.12.2026–08.01.2027 New Year``.

    A ``+`` before a line makes its days working ones; what follows ``#`` and empty lines are left. The last line that
    names a day decides. DaysUnreadableRefused for any other line.
    """
    off: set[date] = set()
    on: set[date] = set()
    for line in text.splitlines():
        written = line.partition("#")[0].strip()
        if not written:
            continue
        days = {day for span in _spans(written.removeprefix("+").lstrip(), written) for day in span.days()}
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


def _spans(written: str, line: str) -> Iterator[Span]:
    at = 0
    while match := _SPAN.match(written, at):
        try:
            yield _span(match[1], match[2])
        except ValueError:
            break
        at = match.end()
        if at == len(written) or _REMARK.fullmatch(written, at):
            return
        if not (between := _BETWEEN.match(written, at)):
            break
        at = between.end()
    raise DaysUnreadableRefused(line=line[:40])


def _span(first: str, last: str | None) -> Span:
    """Return a span; ValueError for days that are none. In a span the first day may leave its year to the last."""
    end = _date(last or first, None)
    start = _date(first, end) if last else end
    if not start <= end <= start + _LONGEST:
        raise ValueError
    return Span(start, end)


def _date(written: str, before: date | None) -> date:
    if "-" in written:
        return date.fromisoformat(written)
    day, month, *year = map(int, re.split(r"[./]", written))
    if year:
        return date(year[0], month, day)
    if before is None:
        raise ValueError
    same_year = date(before.year, month, day)
    return same_year if same_year <= before else date(before.year - 1, month, day)
