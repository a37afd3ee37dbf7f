"""Finds the headings on a sheet, the meaning of each column, and the lines of people below.

Skipped are titles above the headings, blank lines, headings repeated on each page, and the line ``1 2 3 4 5`` that
official forms have under their headings.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from bot.staff.roster.cells import Cell, clean
from bot.staff.roster.headings import Heading, recognise
from bot.staff.roster.rows import Column, RosterEmptyRefused, RosterHeadingsRefused

Line = tuple[int, Sequence[Cell]]
"""A line's number from 1, and its cells."""

_QUOTED = 300
_PHONES = (Heading.MOBILE, Heading.PHONE, Heading.WORK_PHONE)
_NAME_PARTS = (Heading.SURNAME, Heading.GIVEN_NAME, Heading.PATRONYMIC)
_SINGLE = {
    Heading.NUMBER: Column.NUMBER,
    Heading.POSITION: Column.POSITION,
    Heading.DEPARTMENT: Column.DEPARTMENT,
    Heading.EMAIL: Column.EMAIL,
}


@dataclass(frozen=True, slots=True)
class Layout:
    """The indexes of the cells of each column, in the order in which they are joined."""

    places: dict[Column, tuple[int, ...]]

    @property
    def columns(self) -> frozenset[Column]:
        """Return which columns the sheet has."""
        return frozenset(self.places)

    def cells(self, line: Sequence[Cell], column: Column) -> list[Cell]:
        """Return the cells of `column` in a line; a line may end before its last columns."""
        return [line[place] for place in self.places.get(column, ()) if place < len(line)]

    def cell(self, line: Sequence[Cell], column: Column) -> Cell:
        """Return the first cell of `column` in a line, None if there is none."""
        return next(iter(self.cells(line, column)), None)


def find_layout(lines: Iterator[Line], most: int) -> tuple[Layout, Iterator[Line]]:
    """Find the headings among the first `most` lines that are not blank; return the layout and the people's lines.

    Raises `RosterHeadingsRefused` if no line serves as headings, `RosterEmptyRefused` if there is nothing at all.
    """
    head = _head(lines, most)
    if not head:
        raise RosterEmptyRefused
    best = max(range(len(head)), key=lambda index: len(recognise(head[index][1])))
    headings = head[best][1]
    layout = Layout(places_of(recognise(headings)))
    _require(layout, headings)
    return layout, people_below(chain(head[best + 1 :], lines), headings)


def _head(lines: Iterator[Line], most: int) -> list[Line]:
    head = []
    for line in lines:
        if not blank(line[1]):
            head.append(line)
        if len(head) == most:
            break
    return head


def places_of(found: dict[Heading, int]) -> dict[Column, tuple[int, ...]]:
    """Return the indexes of each column, given those of the headings."""
    places: dict[Column, tuple[int, ...]]
    places = {column: (found[heading],) for heading, column in _SINGLE.items() if heading in found}
    if Heading.NAME in found:
        places[Column.NAME] = (found[Heading.NAME],)
    elif Heading.SURNAME in found:
        places[Column.NAME] = tuple(found[part] for part in _NAME_PARTS if part in found)
    phones = [found[kind] for kind in _PHONES if kind in found]
    if phones:
        places[Column.PHONE] = (phones[0],)
    return places


def _require(layout: Layout, headings: Sequence[Cell]) -> None:
    named = Column.NAME in layout.columns
    identified = not layout.columns.isdisjoint({Column.NUMBER, Column.PHONE, Column.EMAIL})
    if named and identified:
        return
    missing = "both" if not named and not identified else "identity" if named else "name"
    found = ", ".join(clean(str(cell)) for cell in headings if not _empty(cell))
    raise RosterHeadingsRefused(found=found[:_QUOTED], missing=missing)


def people_below(lines: Iterator[Line], headings: Sequence[Cell]) -> Iterator[Line]:
    """Yield the lines that are people: neither blank, nor the headings again, nor the numbers of the columns."""
    again = _shown(headings)
    width = max(index for index, cell in enumerate(headings, 1) if not _empty(cell))
    first = True
    for number, cells in lines:
        line = cells[:width]
        if blank(line):
            continue
        if not (first and _numbers_columns(line)) and _shown(line) != again:
            yield number, line
        first = False


def _shown(cells: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in cells if not _empty(cell)]


def _numbers_columns(cells: Sequence[Cell]) -> bool:
    shown = [str(cell).strip() for cell in _shown(cells)]
    return len(shown) > 1 and shown == [str(index) for index in range(1, len(shown) + 1)]


def blank(cells: Sequence[Cell]) -> bool:
    """Return whether a line is empty."""
    return cells.count(None) == len(cells) or all(map(_empty, cells))


def _empty(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
