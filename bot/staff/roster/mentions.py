"""Reads a list of people by number, phone, e-mail or name, one person a line, with headings or without.

Every line with content becomes one `Mention`, whatever is wrong with it; who is meant is decided elsewhere. The limits
and refusals are those of a staff list.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from bot.staff.people.phones import parse_phone
from bot.staff.roster.cells import Unfit, clean, plain, read_email, read_name, read_number, read_phone
from bot.staff.roster.files.lines import Cell, Line
from bot.staff.roster.headings import Heading
from bot.staff.roster.layout import Headings, Layout, headings_in, people_below, places_of
from bot.staff.roster.reading import read_lines
from bot.staff.roster.rows import Column, Limits

MOST_MENTIONS = 5_000
_LIMITS = Limits(people=MOST_MENTIONS)
_IDENTIFYING = {
    Heading.NUMBER,
    Heading.NAME,
    Heading.SURNAME,
    Heading.MOBILE,
    Heading.PHONE,
    Heading.WORK_PHONE,
    Heading.EMAIL,
}
_QUOTED = 80
_LONGEST = 300
"""More characters of a cell than any person's line has."""
_BULLET = re.compile(r"^(?:\d{1,4}[.)]|[-–—*•])\s+")
_MIXED = re.compile(r"(?P<before>\D*?)(?P<number>\+?\d[\d\s().-]*)(?P<after>\D*)")
_NAMING = 2
"""The least number of letters in a name."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One line: possible numbers, phones (E.164), e-mails and names. `text` is the line, shortened.

    `row_number` counts from 1, as a spreadsheet shows it; it does not show `hidden` lines.
    """

    row_number: int
    text: str
    numbers: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    hidden: bool = False


def read_mentions(content: bytes, *, region: str, limits: Limits = _LIMITS) -> tuple[Mention, ...]:
    """Read a list of people. `region` (``UA``) is where phones without a country code belong.

    Raises the refusals of `bot.staff.roster.rows`. Takes a second for a long list: not for the event loop.
    """
    lines = read_lines(content, limits=limits)
    at, headings = max(
        headings_in(lines[: limits.heading_rows]), key=lambda each: (len(_identifying(each[1])), -len(each[1].lines))
    )
    if not _identifying(headings):
        return tuple(_unlabelled(line, region) for line in lines)
    layout = Layout(places_of(headings.found))
    people = people_below(iter(lines[at + len(headings.lines) :]), headings, layout.used)
    return tuple(_labelled(line, layout, region) for line in people)


def _identifying(headings: Headings) -> set[Heading]:
    return headings.found.keys() & _IDENTIFYING


def _labelled(line: Line, layout: Layout, region: str) -> Mention:
    row_number, cells = line.number, line.cells
    return Mention(
        row_number,
        _text(cells),
        numbers=_read(lambda: read_number(layout.cell(cells, Column.NUMBER))),
        phones=_read(lambda: read_phone(layout.cell(cells, Column.PHONE), region)),
        emails=_read(lambda: read_email(layout.cell(cells, Column.EMAIL))),
        names=_read(lambda: read_name(*layout.cells(cells, Column.NAME))),
        hidden=line.hidden,
    )


def _unlabelled(line: Line, region: str) -> Mention:
    """Read each cell as everything that it can be, and the words of several cells as one name."""
    row_number, cells = line.number, line.cells
    texts = [_BULLET.sub("", text[:_LONGEST]) for text in map(_shown, cells) if text]
    pieces = list(dict.fromkeys(piece for text in texts for piece in _pieces(text)))
    words = " ".join(text for text in texts if _names(text))
    return Mention(
        row_number,
        _text(cells),
        numbers=tuple(piece for piece in pieces if any(map(str.isdigit, piece))),
        phones=tuple(filter(None, (parse_phone(piece, region) for piece in pieces))),
        emails=tuple(found for piece in pieces if "@" in piece for found in _read(partial(read_email, piece))),
        names=tuple(dict.fromkeys([*filter(_names, pieces), *([words] if words else [])])),
        hidden=line.hidden,
    )


def _pieces(text: str) -> Iterator[str]:
    """Yield a text, and of one that holds both a number and words each by itself."""
    yield text
    found = _MIXED.fullmatch(text)
    if found:
        yield from filter(None, (found[part].strip(" ,;:-–—") for part in ("before", "number", "after")))


def _names(text: str) -> bool:
    return sum(map(str.isalpha, text)) >= _NAMING and not any(map(str.isdigit, text)) and "@" not in text


def _read(read: Callable[[], str | None]) -> tuple[str, ...]:
    """Return the value of a cell; nothing if it is empty or cannot be read."""
    try:
        said = read()
    except Unfit:
        return ()
    return (said,) if said else ()


def _shown(cell: Cell) -> str:
    try:
        return plain(cell, Column.NAME)
    except Unfit:
        return clean(str(cell))


def _text(cells: Sequence[Cell]) -> str:
    return ", ".join(filter(None, map(_shown, cells)))[:_QUOTED]
