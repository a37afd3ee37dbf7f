"""Reads who is to get a pass from a file: a personnel number a row, and a column for each of the type's fields.

Every row becomes a place or a bad row with its number and reason. Headings are recognised as in staff lists; those of
fields by the fields' names. Nothing is guessed or written.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.errors import InputRefused
from bot.passes.types.pass_types import PLATE, PLATE_HEADINGS, PassFieldRefused, read_value
from bot.staff.roster import Limits, RosterEmptyRefused, RosterTooManyRowsRefused
from bot.staff.roster.cells import Unfit, plain, read_number
from bot.staff.roster.files.lines import Line
from bot.staff.roster.headings import Heading
from bot.staff.roster.layout import Headings, headings_in, people_below
from bot.staff.roster.reading import read_lines
from bot.staff.roster.rows import Column
from bot.texts.folding import fold

MOST: Final = 5_000
_HEADING_LINES: Final = 40


class OrderHeadingsRefused(InputRefused):
    """The file has no column of personnel numbers, or none for a field of the type. Facts: missing."""


class OrderFault(StrEnum):
    """Why a row is refused."""

    NUMBER = "number"
    """The personnel number is missing or damaged."""
    FIELD = "field"
    """The value of a field is missing, damaged or too long."""
    REPEATED = "repeated"
    """A row above has the same number and fields."""
    UNKNOWN = "unknown"
    """Nobody on the staff list has this number, or the person was dismissed."""
    HIDDEN = "hidden"
    """The spreadsheet does not show this row, for example because of a filter."""


@dataclass(frozen=True, slots=True)
class OrderRow:
    """A readable row: `values` belong to the type's fields, in their order."""

    row_number: int
    number: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BadOrderRow:
    """An unreadable row, or one without a person."""

    row_number: int
    fault: OrderFault


@dataclass(frozen=True, slots=True)
class OrderFile:
    """A parsed file: good rows and bad ones, both in the file's order."""

    rows: tuple[OrderRow, ...]
    bad: tuple[BadOrderRow, ...]


def read_order(content: bytes, labels: Sequence[str]) -> OrderFile:
    """Read the first sheet of a file that has anything; `labels` are the type's fields.

    Raises OrderHeadingsRefused, or the refusals of a staff list. Takes seconds for a large file: do not call it on the
    event loop.
    """
    lines = read_lines(content, limits=Limits(people=MOST + _HEADING_LINES))
    at, headings = max(headings_in(lines[:_HEADING_LINES]), key=lambda each: _fits(each[1], labels))
    places = _places(headings, labels)
    below = lines[at + len(headings.lines) :]
    return _read(places, people_below(iter(below), headings, frozenset(places)))


def _fits(headings: Headings, labels: Sequence[str]) -> tuple[bool, int, int]:
    """Return how well lines serve as headings: those with a number, then those with the most fields."""
    fields = sum(_place(headings, label) is not None for label in labels)
    return Heading.NUMBER in headings.found, fields, -len(headings.lines)


def _places(headings: Headings, labels: Sequence[str]) -> list[int]:
    """Return the columns of the number and the fields."""
    places = [headings.found.get(Heading.NUMBER), *(_place(headings, label) for label in labels)]
    for label, place in zip(("number", *labels), places, strict=True):
        if place is None:
            raise OrderHeadingsRefused(missing=label)
    return [place for place in places if place is not None]


def _place(headings: Headings, label: str) -> int | None:
    known = list(map(fold, headings.labels))
    names = map(fold, PLATE_HEADINGS if label == PLATE else (label,))
    return next((known.index(name) for name in names if name in known), None)


def _read(places: list[int], lines: Iterator[Line]) -> OrderFile:
    rows, bad, seen = list[OrderRow](), list[BadOrderRow](), set[tuple[str, ...]]()
    for line in lines:
        row = _row(line, places)
        if isinstance(row, OrderRow) and (row.number, *row.values) in seen:
            row = BadOrderRow(row.row_number, OrderFault.REPEATED)
        if isinstance(row, OrderRow):
            seen.add((row.number, *row.values))
            rows.append(row)
        else:
            bad.append(row)
        if len(rows) + len(bad) > MOST:
            raise RosterTooManyRowsRefused(rows=MOST)
    if not rows and not bad:
        raise RosterEmptyRefused
    return OrderFile(tuple(rows), tuple(bad))


def _row(line: Line, places: Sequence[int]) -> OrderRow | BadOrderRow:
    if line.hidden:
        return BadOrderRow(line.number, OrderFault.HIDDEN)
    number_cell, *fields = (line.cells[place] if place < len(line.cells) else None for place in places)
    try:
        number = read_number(number_cell)
    except Unfit:
        return BadOrderRow(line.number, OrderFault.NUMBER)
    try:
        values = tuple(read_value("", plain(cell, Column.NUMBER)) for cell in fields)
    except (Unfit, PassFieldRefused):
        return BadOrderRow(line.number, OrderFault.FIELD)
    return OrderRow(line.number, number, values)
