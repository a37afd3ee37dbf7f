"""Finds the headings on a sheet, the meaning of each column, and the lines of people below.

Headings may be over several lines: a group such as ``Контакти`` above, ``Телефон`` and ``E-mail`` below. Skipped are
titles above the headings, blank lines, headings repeated on each page, and the line ``1 2 3 4 5`` that official forms
have under their headings.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from bot.staff.roster.cells import clean
from bot.staff.roster.files.lines import Cell, Line, Sheet, blank, empty
from bot.staff.roster.headings import Heading, heading_of, recognise_columns
from bot.staff.roster.rows import Column, RosterEmptyRefused, RosterHeadingsRefused

_QUOTED = 300
_DEEPEST = 3
"""The most lines of headings."""
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
    """The indexes of the cells of each column, in the order in which they are joined; every column's heading.

    `status` is the index of the column that says whether somebody was dismissed, -1 without one.
    """

    places: dict[Column, tuple[int, ...]]
    labels: tuple[str, ...] = ()
    status: int = -1
    hidden: frozenset[int] = frozenset()

    @property
    def columns(self) -> frozenset[Column]:
        """Return which columns the sheet has."""
        return frozenset(self.places)

    @property
    def used(self) -> frozenset[int]:
        """Return the indexes of all cells that are used."""
        return frozenset(place for places in self.places.values() for place in places)

    def cells(self, line: Sequence[Cell], column: Column) -> list[Cell]:
        """Return the cells of `column` in a line; a line may end before its last columns."""
        return [line[place] for place in self.places.get(column, ()) if place < len(line)]

    def cell(self, line: Sequence[Cell], column: Column) -> Cell:
        """Return the first cell of `column` in a line, None if there is none."""
        return next(iter(self.cells(line, column)), None)


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of a list: which one each column has, all columns' words, the lines they are on."""

    found: dict[Heading, int]
    labels: tuple[str, ...]
    lines: tuple[Line, ...]


def find_layout(sheet: Sheet, most: int) -> tuple[Layout, Iterator[Line]]:
    """Find the headings among the first `most` lines that are not blank; return the layout and the people's lines.

    Raises `RosterHeadingsRefused` if no line serves as headings, `RosterEmptyRefused` if there is nothing at all.
    """
    head = first_lines(sheet.lines, most)
    if not head:
        raise RosterEmptyRefused
    at, headings = max(headings_in(head), key=lambda each: (len(each[1].found), -len(each[1].lines)))
    status = headings.found.get(Heading.STATUS, -1)
    layout = Layout(places_of(headings.found), headings.labels, status, sheet.hidden_columns)
    _require(layout, headings)
    return layout, people_below(chain(head[at + len(headings.lines) :], sheet.lines), headings, layout.used)


def first_lines(lines: Iterator[Line], most: int) -> list[Line]:
    """Return the first `most` lines that are not blank."""
    head = []
    for line in lines:
        if not blank(line.cells):
            head.append(line)
        if len(head) == most:
            break
    return head


def headings_in(head: Sequence[Line]) -> Iterator[tuple[int, Headings]]:
    """Yield what the headings would be if they were on these lines, with the index of the first of them."""
    for first in range(len(head)):
        for depth in range(1, _DEEPEST + 1):
            lines = tuple(head[first : first + depth])
            if len(lines) < depth or (depth > 1 and not _continues(lines[-1].cells)):
                break
            yield first, _headings(lines)


def _continues(cells: Sequence[Cell]) -> bool:
    """Return whether a line goes on with the headings: people have digits or an address, and no headings."""
    texts = [cell for cell in cells if not empty(cell)]
    if any(not isinstance(text, str) or "@" in text or any(map(str.isdigit, text)) for text in texts):
        return False
    return sum(heading_of(str(text)) is not None for text in texts) * 2 >= len(texts)


def _headings(lines: tuple[Line, ...]) -> Headings:
    width = max(len(line.cells) for line in lines)
    columns = [_texts(lines, index) for index in range(width)]
    readings = [_readings(lines, columns, index) for index in range(width)]
    return Headings(recognise_columns(readings), tuple(" ".join(texts) for texts in columns), lines)


def _texts(lines: Sequence[Line], index: int) -> list[str]:
    """Return a column's words from above; merged cells repeat them."""
    cells = [line.cells[index] for line in lines if index < len(line.cells)]
    return list(dict.fromkeys(clean(str(cell)) for cell in cells if not empty(cell)))


def _readings(lines: Sequence[Line], columns: Sequence[list[str]], index: int) -> list[str]:
    """Return what a column's heading may be: its lowest line, all its lines, those with the group at the left."""
    texts = columns[index]
    if len(lines) == 1 or not texts:
        return texts
    top = lines[0].cells
    group = next((clean(str(cell)) for cell in reversed(top[: index + 1]) if not empty(cell)), "")
    grouped = [] if len(texts) > 1 else [f"{group} {texts[0]}"]
    alone = texts[:1] if index + 1 >= len(top) or not empty(top[index + 1]) else []
    return [texts[-1], " ".join(texts), *grouped, *alone]


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


def _require(layout: Layout, headings: Headings) -> None:
    named = Column.NAME in layout.columns
    identified = not layout.columns.isdisjoint({Column.NUMBER, Column.PHONE, Column.EMAIL})
    if named and identified:
        return
    missing = "both" if not named and not identified else "identity" if named else "name"
    raise RosterHeadingsRefused(found=", ".join(filter(None, headings.labels))[:_QUOTED], missing=missing)


def people_below(lines: Iterator[Line], headings: Headings, used: frozenset[int]) -> Iterator[Line]:
    """Yield the lines that are people: something is in a used column, and not the headings or the columns' numbers."""
    again = [_shown(line.cells) for line in headings.lines]
    first = True
    for line in lines:
        cells = line.cells
        if blank(cells) or (first and _goes_on(cells, headings.lines[-1].cells, used)):
            continue
        if not (first and _numbers_columns(cells)) and _shown(cells) not in again and _fills(cells, used):
            yield line
        first = False


def _goes_on(cells: Sequence[Cell], above: Sequence[Cell], used: frozenset[int]) -> bool:
    """Return whether a line goes on with the headings above it: one of them is merged down into it.

    A line with a number or an address in a used column is a person, whatever else it repeats.
    """
    found = [(cells[place], above[place]) for place in used if place < min(len(cells), len(above))]
    if any(character.isdigit() or character == "@" for cell, _ in found for character in str(cell)):
        return False
    return any(cell == heading and not empty(heading) for cell, heading in found)


def _fills(cells: Sequence[Cell], used: frozenset[int]) -> bool:
    return any(place < len(cells) and not empty(cells[place]) for place in used)


def _shown(cells: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in cells if not empty(cell)]


def _numbers_columns(cells: Sequence[Cell]) -> bool:
    shown = [str(cell).strip() for cell in _shown(cells)]
    return len(shown) > 1 and shown == [str(index) for index in range(1, len(shown) + 1)]
