"""Writes rows to an XLSX workbook for people: lists, logs, boards.

A text stays a text: its cell has the text format, and one that begins like a formula the mark of an apostrophe typed
before it, so that no spreadsheet calculates it, even when the cell is edited. Dates and numbers, which are the bot's
own and never somebody's text, stay dates and numbers, so that spreadsheets sort and add them. While writing, openpyxl
keeps the sheet in a temporary file, readable by this user only and removed afterwards.
"""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | date | None
"""The values of cells; a `datetime` is aware and is shown in the reader's time zone."""

_UNWRITABLE = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800-\udfff]")
_LIKE_AN_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LIKE_A_FORMULA = re.compile("[\\W_\u115f\u1160\u3164\uffa0]*[=+\\-@#\t\r]")
"""A sign with which a formula begins, whatever stands before it that nobody sees: four Hangul fillers are letters."""
_TEXT_FORMAT = "@"
_LONGEST_CELL = 32_767
_NO_TITLE = re.compile(r"[\[\]:*?/\\]")
_LONGEST_TITLE = 31
_NARROWEST, _WIDEST = 10, 80


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its label, and its width in characters; the label's own width if none is given."""

    label: str
    width: int = 0


@dataclass(frozen=True, slots=True)
class SheetFrame:
    """The frame of the rows: the sheet's title, a remark above the headings, the time zone (IANA)."""

    title: str
    time_zone: str
    remark: str = ""


def write_sheet(frame: SheetFrame, columns: Sequence[SheetColumn], rows: Iterable[Sequence[Value]]) -> bytes:
    """Write a workbook of one sheet with frozen headings; rows are consumed one by one, a value per column.

    Raises ValueError for a row of another length. Takes seconds for very many rows: do not call it on the event loop.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - costs 0.2 s and 20 MiB that most processes never need

    workbook = Workbook(write_only=True)
    workbook.properties.creator = "Countersign"
    title = _NO_TITLE.sub(" ", _writable(frame.title))[:_LONGEST_TITLE].strip("' ")
    sheet = cast("Worksheet", workbook.create_sheet(title or "1"))  # a write-only one, but for the stubs
    stream = io.BytesIO()
    try:
        _head(sheet, frame, columns)
        _fill(sheet, frame, len(columns), rows)
    finally:
        workbook.save(stream)  # after an error too: this is what removes openpyxl's temporary file
    return stream.getvalue()


def _fill(sheet: "Worksheet", frame: SheetFrame, width: int, rows: Iterable[Sequence[Value]]) -> None:
    zone = ZoneInfo(frame.time_zone)
    for row in rows:
        if len(row) != width:
            raise ValueError(f"a row of {len(row)} values under {width} headings")
        sheet.append([_value(sheet, value, zone) for value in row])


def _head(sheet: "Worksheet", frame: SheetFrame, columns: Sequence[SheetColumn]) -> None:
    for index, column in enumerate(columns):
        width = column.width or len(column.label) + 2
        sheet.column_dimensions[_letters(index)].width = min(max(width, _NARROWEST), _WIDEST)
    sheet.freeze_panes = "A3" if frame.remark else "A2"
    if frame.remark:
        sheet.append([_text(sheet, frame.remark)])
    sheet.append([_heading(sheet, column.label) for column in columns])


def _letters(index: int) -> str:
    """Return the name of a column in spreadsheets: 0 is A, 26 is AA."""
    above, last = divmod(index, 26)
    return (_letters(above - 1) if above else "") + chr(ord("A") + last)


def _value(sheet: "Worksheet", value: Value, zone: ZoneInfo) -> "Cell | Value":
    if isinstance(value, str):
        return _text(sheet, value)
    if isinstance(value, datetime):
        return value.astimezone(zone).replace(tzinfo=None, microsecond=0)
    return value


def _text(sheet: "Worksheet", text: str) -> "Cell":
    """Make a cell that stays text: quotePrefix is the apostrophe that people type (ECMA-376 part 1, 18.8.45).

    Looked at is what will be stored: what cannot be stored may stand before the sign of a formula.
    """
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - loaded by now

    text = _writable(text)
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.number_format = _TEXT_FORMAT
    if _LIKE_A_FORMULA.match(text):
        cell.quotePrefix = True
    return cell


def _heading(sheet: "Worksheet", label: str) -> "Cell":
    from openpyxl.styles import Font  # noqa: PLC0415 - loaded by now

    cell = _text(sheet, label)
    cell.font = Font(bold=True)
    return cell


def _writable(text: str) -> str:
    """Return a text as a workbook stores it: what looks like an escape is escaped (ECMA-376 part 1, 22.9.2.19)."""
    return _LIKE_AN_ESCAPE.sub("_x005F_", _UNWRITABLE.sub("", text))[:_LONGEST_CELL]
