"""Reads the lines of a worksheet, as its reader sees them.

The sheet is parsed twice. The first time finds where it ends (a sheet that is formatted down to its last row has a
million rows without a value), which cells are merged, and which columns are hidden: all that stands behind the rows.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.staff.roster.files.lines import Broken, Cell, Line, Sheet
from bot.staff.roster.files.number_formats import Formatter
from bot.staff.roster.files.package import Attributes, Package, Part, unescape
from bot.staff.roster.rows import Fault, Limits, RosterTooManyRowsRefused

ROWS_OF_A_SHEET = 1_048_576
_COLUMNS_OF_A_SHEET = 16_384
_DIGITS = "0123456789"
_TRUE = ("1", "true")


@dataclass(frozen=True, slots=True)
class Book:
    """What the sheets of a workbook share: strings, number formats by style, limits."""

    strings: Sequence[str]
    formatters: Mapping[str, Formatter]
    limits: Limits


def read_sheet(package: Package, book: Book, name: str, part: str) -> Sheet:
    """Return a sheet; its lines are read as they are asked for."""
    survey = _Survey(book.limits.columns)
    package.read(part, survey)
    return Sheet(name, _lines(package, part, _Rows(book, survey)), frozenset(survey.hidden_columns))


def _lines(package: Package, part: str, rows: "_Rows") -> Iterator[Line]:
    for _ in package.reading(part, rows):
        yield from rows.take()


class _Survey(Part):
    """Finds the last row with a value, the merged cells that span rows, and the hidden columns."""

    def __init__(self, columns: int) -> None:
        super().__init__()
        self.last_row = 0
        self.merged: dict[int, list[tuple[int, int]]] = defaultdict(list)
        """By the first row: the column and the last row."""
        self.hidden_columns: set[int] = set()
        self._columns = columns
        self._row = _RowNumber()

    def start(self, name: str, attributes: Attributes) -> None:
        local = self.names[name]
        if local == "row":
            self._row.next(attributes)
        elif local in {"v", "is", "f"}:
            self.last_row = max(self.last_row, self._row.number)
        elif local == "mergeCell":
            self._merge(*attributes.get("ref", "").partition(":")[::2])
        elif local == "col" and attributes.get("hidden") in _TRUE:
            first, last = _number(attributes.get("min", "")), _number(attributes.get("max", ""))
            self.hidden_columns.update(range(max(first, 1) - 1, min(last, self._columns)))

    def _merge(self, start: str, end: str) -> None:
        first, last, column = _row_of(start), _row_of(end), column_of(start)
        if last > first and 0 <= column < self._columns:
            self.merged[first].append((column, last))


class _RowNumber:
    """Counts rows: a row has its own number, or the next one. Refuses rows that no spreadsheet has."""

    def __init__(self) -> None:
        self.number = 0

    def next(self, attributes: Attributes) -> None:
        self.number = max(self.number + 1, _number(attributes.get("r", "")))
        if self.number > ROWS_OF_A_SHEET:
            raise RosterTooManyRowsRefused(rows=ROWS_OF_A_SHEET)


class _Rows(Part):
    """Collects the lines, each with the values of the cells that are merged with one above."""

    def __init__(self, book: Book, survey: _Survey) -> None:
        super().__init__()
        self._book, self._survey = book, survey
        self._row = _RowNumber()
        self._lines: list[Line] = []
        self._cells: list[Cell] = []
        self._above: dict[int, tuple[int, Cell]] = {}
        self._columns: dict[str, int] = {}
        self._attributes: Attributes = {}
        self._pieces: list[str] = []
        self._hidden = self._reading = self._hint = self._formula = False
        self._column = -1

    def take(self) -> list[Line]:
        """Return the lines read since the last call."""
        taken, self._lines = self._lines, []
        return taken

    def start(self, name: str, attributes: Attributes) -> None:
        match self.names[name]:
            case "c":
                self._start_cell(attributes)
            case "v":
                self._reading = self._attributes.get("t") != "inlineStr"
            case "t":
                self._reading = not self._hint
            case "f":
                self._formula = True
            case "rPh":
                self._hint = True
            case "row":
                self._start_row(attributes)

    def text(self, text: str) -> None:
        if self._reading:
            self._pieces.append(text)

    def end(self, name: str) -> None:
        match self.names[name]:
            case "c":
                self._end_cell()
            case "v" | "t":
                self._reading = False
            case "rPh":
                self._hint = False
            case "row":
                self._end_row()

    def _start_row(self, attributes: Attributes) -> None:
        self._row.next(attributes)
        self._hidden = attributes.get("hidden") in _TRUE
        self._cells, self._column = [], -1

    def _start_cell(self, attributes: Attributes) -> None:
        letters = attributes.get("r", "").rstrip(_DIGITS)
        if letters not in self._columns:
            self._columns[letters] = column_of(letters)
        column = self._columns[letters]
        self._column = column if column >= 0 else self._column + 1
        self._attributes, self._pieces, self._formula = attributes, [], False

    def _end_cell(self) -> None:
        if self._column >= self._book.limits.columns or not (self._pieces or self._formula):
            return
        self._cells += [None] * (self._column + 1 - len(self._cells))
        self._cells[self._column] = self._value("".join(self._pieces))

    def _end_row(self) -> None:
        number = self._row.number
        if any(cell is not None and cell != "" for cell in self._cells):
            self._spread(number)
            self._lines.append(Line(number, tuple(self._cells), self._hidden))
        self.done = number >= self._survey.last_row

    def _spread(self, number: int) -> None:
        """Give the cells of this row what those above that they are merged with hold."""
        for column, (last, value) in list(self._above.items()):
            if number > last:
                del self._above[column]
                continue
            self._cells += [None] * (column + 1 - len(self._cells))
            if self._cells[column] is None:
                self._cells[column] = value
        for column, last in self._survey.merged.get(number, ()):
            if column < len(self._cells) and self._cells[column] is not None:
                self._above[column] = last, self._cells[column]

    def _value(self, text: str) -> Cell:
        """Return the value of a cell of any type (18.18.11)."""
        match self._attributes.get("t", "n"):
            case "s":
                return self._string(_number(text, -1))
            case "str" | "inlineStr":
                return unescape(text)
            case "e":
                return Broken(Fault.CELL_ERROR, text)
            case "b":
                return text in _TRUE
            case "d":
                return _iso(text)
            case _:
                return self._shown(text) if text else Broken(Fault.NOT_CALCULATED)

    def _string(self, index: int) -> str | None:
        return self._book.strings[index] if 0 <= index < len(self._book.strings) else None

    def _shown(self, text: str) -> Cell:
        number = _decimal(text)
        show = self._book.formatters.get(self._attributes.get("s", ""))
        if isinstance(number, str) or show is None or not math.isfinite(number):
            return number
        return show(number)


def _decimal(text: str) -> int | float | str:
    """Return a number, exact where it is whole; the text itself where it is none."""
    plain = text.strip()
    if plain.isdecimal() and len(plain) <= 15:  # noqa: PLR2004 - the digits that a double keeps
        return int(plain)
    try:
        number = float(plain)
    except ValueError:
        return text
    return int(number) if number.is_integer() and abs(number) < 2**53 else number


def _iso(text: str) -> date | str:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return text


def _number(text: str, otherwise: int = 0) -> int:
    return int(text) if text.isdecimal() and len(text) <= 10 else otherwise  # noqa: PLR2004 - more than any sheet has


def _row_of(reference: str) -> int:
    return _number(reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz$").lstrip("$"))


def column_of(reference: str) -> int:
    """Return the index of a cell's column: 0 for ``A1``; -1 where there is none."""
    index = 0
    for letter in reference.replace("$", "").rstrip(_DIGITS).upper()[:4]:
        if not "A" <= letter <= "Z":
            return -1
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1 if index <= _COLUMNS_OF_A_SHEET else _COLUMNS_OF_A_SHEET
