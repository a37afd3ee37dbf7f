"""Reads the rows of a staff list file: chooses the sheet, finds the headings, reads every row below them."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from itertools import islice

from bot.errors import InputRefused
from bot.staff.roster.cells import clean
from bot.staff.roster.files.kinds import kind_of
from bot.staff.roster.files.lines import Line, Sheet, blank
from bot.staff.roster.files.table import read_table
from bot.staff.roster.files.workbook import open_sheets
from bot.staff.roster.headings import says_dismissed
from bot.staff.roster.layout import Layout, find_layout
from bot.staff.roster.person_rows import read_person
from bot.staff.roster.repeats import drop_identical, separate_repeats
from bot.staff.roster.rows import (
    MEBIBYTE,
    BadRow,
    Limits,
    Roster,
    RosterEmptyRefused,
    RosterFileKindRefused,
    RosterHeadingsRefused,
    RosterOldWorkbookRefused,
    RosterRow,
    RosterTooLargeRefused,
    RosterTooManyRowsRefused,
    Unread,
)
from bot.staff.roster.unused import UnusedColumns, letters_of

_DEFAULT_LIMITS = Limits()
_PACKAGE = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0"


def read_roster(content: bytes, *, region: str, limits: Limits = _DEFAULT_LIMITS) -> Roster:
    """Read a staff list. `region` (``UA``) is where phones without a country code belong.

    Raises one of the refusals of `bot.staff.roster.rows` if the file as a whole cannot be used. Takes seconds for a
    large file: not for the event loop.
    """
    with open_list(content, limits) as sheets:
        first_refusal: InputRefused | None = None
        for sheet in sheets:
            try:
                layout, lines = find_layout(sheet, limits.heading_rows)
            except (RosterHeadingsRefused, RosterEmptyRefused) as refused:
                first_refusal = first_refusal or refused
                continue
            people = _People(layout, region)
            people.read(lines, limits.people)
            return people.roster(sheet.name, tuple(other.name for other in sheets if _has_people(other, limits)))
        raise first_refusal or RosterEmptyRefused


def with_hidden(roster: Roster) -> Roster:
    """Return a list as if the spreadsheet showed all its rows."""
    rows = [*roster.rows, *(row for row in roster.hidden if isinstance(row, RosterRow))]
    bad = [*roster.bad, *(row for row in roster.hidden if isinstance(row, BadRow))]
    good, repeated = separate_repeats(drop_identical(sorted(rows, key=_number)))
    return replace(roster, rows=tuple(good), bad=tuple(sorted([*bad, *repeated], key=_number)), hidden=())


def read_lines(content: bytes, *, limits: Limits) -> list[Line]:
    """Read the lines of the first sheet that has any, blank ones left out, whatever stands in them.

    Refused as `read_roster` refuses; RosterTooManyRowsRefused for more lines than `limits.people`.
    """
    with open_list(content, limits) as sheets:
        found = next(filter(None, (_filled(sheet, limits) for sheet in sheets)), [])
    if not found:
        raise RosterEmptyRefused
    return found


def open_list(content: bytes, limits: Limits) -> AbstractContextManager[Iterator[Sheet]]:
    """Open a file as its sheets, by its content alone; refuse what is too large or no list."""
    if len(content) > limits.file_bytes:
        raise RosterTooLargeRefused(megabytes=limits.file_bytes // MEBIBYTE)
    if content.startswith(_COMPOUND):
        raise RosterOldWorkbookRefused
    if content.startswith(_PACKAGE):
        return open_sheets(content, limits)
    if kind := kind_of(content):
        raise RosterFileKindRefused(kind=kind)
    return nullcontext(iter([Sheet("", read_table(content, limits.columns))]))


def _filled(sheet: Sheet, limits: Limits) -> list[Line]:
    found = list(islice((line for line in sheet.lines if not blank(line.cells)), limits.people + 1))
    if len(found) > limits.people:
        raise RosterTooManyRowsRefused(rows=limits.people)
    return found


def _has_people(sheet: Sheet, limits: Limits) -> bool:
    try:
        _, lines = find_layout(sheet, limits.heading_rows)
    except InputRefused:
        return False
    return next(lines, None) is not None


class _People:
    """Reads the people's lines of one sheet."""

    def __init__(self, layout: Layout, region: str) -> None:
        self._layout, self._region = layout, region
        self._rows: list[RosterRow] = []
        self._bad: list[BadRow] = []
        self._hidden: list[RosterRow | BadRow] = []
        self._unused = UnusedColumns(layout, region)
        self._dismissed = 0

    def read(self, lines: Iterator[Line], most: int) -> None:
        """Read all lines; RosterEmptyRefused where there are none, RosterTooManyRowsRefused for more than `most`."""
        count = 0
        for line in islice(lines, most + 1):
            self._read(line)
            count += 1
        if count > most:
            raise RosterTooManyRowsRefused(rows=most)
        if not count:
            raise RosterEmptyRefused

    def _read(self, line: Line) -> None:
        self._unused.see(line.cells)
        if self._says_dismissed(line):
            self._dismissed += 1
            return
        person = read_person(line.number, line.cells, self._layout, self._region)
        if line.hidden:
            self._hidden.append(person)
        elif isinstance(person, RosterRow):
            self._rows.append(person)
        else:
            self._bad.append(person)

    def _says_dismissed(self, line: Line) -> bool:
        status = self._layout.status
        cell = line.cells[status] if 0 <= status < len(line.cells) else None
        return isinstance(cell, str) and says_dismissed(clean(cell))

    def roster(self, sheet: str, others: tuple[str, ...]) -> Roster:
        """Return what was read of a sheet; the `others` have people too."""
        rows = drop_identical(self._rows)
        good, repeated = separate_repeats(rows)
        bad = tuple(sorted([*self._bad, *repeated], key=_number))
        hidden_columns = tuple(map(self._label, sorted(self._layout.used & self._layout.hidden)))
        unread = Unread(
            others, tuple(self._unused.found()), hidden_columns, self._dismissed, len(self._rows) - len(rows)
        )
        return Roster(tuple(good), bad, self._layout.columns, sheet, tuple(self._hidden), unread)

    def _label(self, index: int) -> str:
        return self._layout.labels[index] or letters_of(index)


def _number(row: RosterRow | BadRow) -> int:
    return row.row_number
