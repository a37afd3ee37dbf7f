"""Streams the rows of an XLSX workbook, from a file that may be hostile.

Nothing is unpacked beyond the limits, XML with a document type (which allows entities) is not parsed, and every error
of the parser becomes a refusal. A formula gives the value saved last.
"""

import io
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast
from xml.parsers import expat

from bot.errors import InputRefused
from bot.staff.roster.cells import Cell
from bot.staff.roster.rows import (
    MEBIBYTE,
    Limits,
    RosterTooLargeRefused,
    RosterTooManyRowsRefused,
    RosterUnreadableRefused,
)

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

ROWS_OF_A_SHEET = 1_048_576
_CHUNK = 16_384
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # ISO/IEC 29500-2, 7.2


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name and its rows, each with its number from 1."""

    name: str
    rows: Iterator[tuple[int, tuple[Cell, ...]]]


@contextmanager
def open_sheets(content: bytes, limits: Limits) -> Iterator[Iterator[Sheet]]:
    """Open a workbook and yield its sheets, the visible ones first; rows are read as they are asked for.

    Raises `RosterUnreadableRefused` and `RosterTooLargeRefused`; reading rows also `RosterTooManyRowsRefused`.
    """
    _inspect(content, limits)
    with closing(_load(content)) as workbook:
        yield _sheets(workbook, limits)


def _load(content: bytes) -> "Workbook":
    from openpyxl import load_workbook  # noqa: PLC0415 - costs 0.2 s and 20 MiB that most processes never need

    # openpyxl warns of what it drops and quotes cells, which are personal. Once is for good, and catch_warnings would
    # mix up threads.
    warnings.filterwarnings("ignore", category=UserWarning, module=r"openpyxl\.")
    try:
        return load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # a hostile file can make the parser raise anything
        raise RosterUnreadableRefused from error


def _sheets(workbook: "Workbook", limits: Limits) -> Iterator[Sheet]:
    sheets = [sheet for sheet in workbook.worksheets if hasattr(sheet, "reset_dimensions")]
    sheets.sort(key=lambda sheet: sheet.sheet_state != "visible")
    for sheet in sheets[: limits.sheets]:
        sheet.reset_dimensions()  # what the file says of its size need not be true
        rows = sheet.iter_rows(max_col=limits.columns, values_only=True)
        # the stubs foresee formulas and rich text, which this way of loading never yields
        yield Sheet(sheet.title, _numbered(cast("Iterator[tuple[Cell, ...]]", rows)))


def _numbered(rows: Iterator[tuple[Cell, ...]]) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    number = 0
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            return
        except Exception as error:  # as above
            raise RosterUnreadableRefused from error
        number += 1
        if number > ROWS_OF_A_SHEET:  # a row may claim any number, and the gap before it is filled
            raise RosterTooManyRowsRefused(rows=ROWS_OF_A_SHEET)
        yield number, cells


def _inspect(content: bytes, limits: Limits) -> None:
    """Check the package before anything of it is parsed."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _weigh(package.infolist(), limits)
            for part in package.infolist():
                _refuse_document_type(package, part)
    except InputRefused:
        raise
    except Exception as error:  # as above
        raise RosterUnreadableRefused from error


def _weigh(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Check the declared sizes; zipfile never unpacks more of a part than it declares."""
    if len(parts) > limits.parts or sum(part.file_size for part in parts) > limits.unpacked_bytes:
        raise RosterTooLargeRefused(megabytes=limits.unpacked_bytes // MEBIBYTE)
    if any(part.compress_type not in _PACKINGS for part in parts):
        raise RosterUnreadableRefused


def _refuse_document_type(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Read up to the root element: a document type can only come before it (XML 1.0, 2.8).

    Every part is checked, because a sheet can have any name; a part that is not XML ends at its first bytes.
    """
    prolog = _Prolog()
    with package.open(part) as stream:
        while not prolog.passed and (chunk := stream.read(_CHUNK)):
            prolog.feed(chunk)


class _Prolog:
    """Parses a file up to its root element. No entity is ever expanded, because a document type raises."""

    def __init__(self) -> None:
        self.passed = False
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.StartElementHandler = self._pass

    def feed(self, chunk: bytes) -> None:
        try:
            self._parser.Parse(chunk, False)
        except expat.ExpatError:
            self.passed = True

    def _refuse(self, *_: object) -> None:
        raise RosterUnreadableRefused

    def _pass(self, *_: object) -> None:
        self.passed = True
        self._parser.StartElementHandler = None
