"""The lines and cells of a list, whatever kind of file they come from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from bot.staff.roster.rows import Fault


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell without a value: an error that the spreadsheet shows as `text`, or a formula that was never calculated."""

    fault: Fault
    text: str = ""

    def __str__(self) -> str:
        """Return what the cell shows."""
        return self.text


Cell = str | int | float | bool | date | time | timedelta | Broken | None
"""What a cell may hold; a `datetime` is a `date`."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its number from 1, as a spreadsheet shows it, and its cells. `hidden` ones are not shown there."""

    number: int
    cells: Sequence[Cell]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, its lines and the indexes of its hidden columns. A table in text is a sheet without a name."""

    name: str
    lines: Iterator[Line]
    hidden_columns: frozenset[int] = frozenset()


def blank(cells: Sequence[Cell]) -> bool:
    """Return whether a line is empty."""
    return cells.count(None) == len(cells) or all(map(empty, cells))


def empty(cell: Cell) -> bool:
    """Return whether a cell shows nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())
