"""Reads the rows of a staff list file: chooses the sheet, finds the headings, reads every row below them."""

from collections.abc import Iterable, Iterator
from itertools import islice

from bot.errors import InputRefused
from bot.staff.roster.layout import Layout, Line, blank, find_layout
from bot.staff.roster.person_rows import read_person
from bot.staff.roster.repeats import separate_repeats
from bot.staff.roster.rows import (
    MEBIBYTE,
    BadRow,
    Limits,
    Roster,
    RosterEmptyRefused,
    RosterHeadingsRefused,
    RosterOldWorkbookRefused,
    RosterRow,
    RosterTooLargeRefused,
    RosterTooManyRowsRefused,
    RosterUnreadableRefused,
)
from bot.staff.roster.table import read_table
from bot.staff.roster.workbook import Sheet, open_sheets

_DEFAULT_LIMITS = Limits()
_PACKAGE = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0"
_WORKBOOK_NAMES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")


def read_roster(content: bytes, name: str, *, region: str, limits: Limits = _DEFAULT_LIMITS) -> Roster:
    """Read a staff list. `name` is the file's, `region` (``UA``) where phones without a country code belong.

    Raises one of the refusals of `bot.staff.roster.rows` if the file as a whole cannot be used. Takes seconds for a
    large file: not for the event loop.
    """
    if _is_workbook(content, name, limits):
        return _from_workbook(content, region, limits)
    layout, lines = find_layout(read_table(content), limits.heading_rows)
    return _roster(layout, lines, region, limits)


def read_lines(content: bytes, name: str, *, limits: Limits) -> list[Line]:
    """Read the lines of the first sheet that has any, blank ones left out, whatever stands in them.

    Refused as `read_roster` refuses; RosterTooManyRowsRefused for more lines than `limits.people`.
    """
    if _is_workbook(content, name, limits):
        with open_sheets(content, limits) as sheets:
            found = next(filter(None, (_filled(sheet.rows, limits) for sheet in sheets)), [])
    else:
        found = _filled(read_table(content), limits)
    if not found:
        raise RosterEmptyRefused
    return found


def _filled(lines: Iterable[Line], limits: Limits) -> list[Line]:
    found = list(islice((line for line in lines if not blank(line[1])), limits.people + 1))
    if len(found) > limits.people:
        raise RosterTooManyRowsRefused(rows=limits.people)
    return found


def _is_workbook(content: bytes, name: str, limits: Limits) -> bool:
    """Return whether the file is a workbook; refuse one that is too large or unreadable."""
    if len(content) > limits.file_bytes:
        raise RosterTooLargeRefused(megabytes=limits.file_bytes // MEBIBYTE)
    if content.startswith(_COMPOUND):
        raise RosterOldWorkbookRefused
    if content.startswith(_PACKAGE):
        return True
    if name.lower().endswith(_WORKBOOK_NAMES):
        raise RosterUnreadableRefused
    return False


def _from_workbook(content: bytes, region: str, limits: Limits) -> Roster:
    """Read the first sheet with usable headings and name the others; if there is none, raise the first refusal."""
    with open_sheets(content, limits) as sheets:
        first_refusal: InputRefused | None = None
        for sheet in sheets:
            try:
                layout, lines = find_layout(sheet.rows, limits.heading_rows)
            except (RosterHeadingsRefused, RosterEmptyRefused) as refused:
                first_refusal = first_refusal or refused
                continue
            unread = tuple(other.name for other in sheets if _has_people(other, limits))
            return _roster(layout, lines, region, limits, sheet.name, unread)
        raise first_refusal or RosterEmptyRefused


def _has_people(sheet: Sheet, limits: Limits) -> bool:
    try:
        _, lines = find_layout(sheet.rows, limits.heading_rows)
    except InputRefused:
        return False
    return next(lines, None) is not None


def _roster(
    layout: Layout,
    lines: Iterator[Line],
    region: str,
    limits: Limits,
    sheet: str = "",
    unread: tuple[str, ...] = (),
) -> Roster:
    rows: list[RosterRow] = []
    bad: list[BadRow] = []
    for number, cells in islice(lines, limits.people + 1):
        person = read_person(number, cells, layout, region)
        if isinstance(person, RosterRow):
            rows.append(person)
        else:
            bad.append(person)
    if len(rows) + len(bad) > limits.people:
        raise RosterTooManyRowsRefused(rows=limits.people)
    if not rows and not bad:
        raise RosterEmptyRefused
    good, repeated = separate_repeats(rows, layout.columns)
    bad = sorted([*bad, *repeated], key=lambda row: row.row_number)
    return Roster(tuple(good), tuple(bad), layout.columns, sheet, unread)
