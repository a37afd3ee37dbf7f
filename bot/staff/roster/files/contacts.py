"""Counts the people whom a spreadsheet lists with a phone or an e-mail address, read as a list or not."""

import re
import struct
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from itertools import islice

from bot.staff.people.phones import parse_phone
from bot.staff.roster.files.lines import Sheet
from bot.staff.roster.files.package import Attributes, Part, open_package
from bot.staff.roster.rows import MEBIBYTE, Limits

_ROWS = ("tr", "row", "table-row")
_CELLS = ("td", "th", "cell", "table-cell")
"""HTML; XML Spreadsheet 2003; OpenDocument part 3, 9.1."""
_MOST_ROWS = 20_000
_MOST_TEXT = 2 * MEBIBYTE
"""More of a file than is needed to tell a list."""
_SEPARATOR = ";"
_PHONE = re.compile(r"\+?\d[\d\s().\u2010-\u2015-]{7,18}\d")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w[\w.-]*")
_NUMBER_RECORD = re.compile(rb"\x03\x02\x0e\x00.{6}(.{8})", re.DOTALL)
"""[MS-XLS] 2.4.180."""
_FEWEST = 2
"""One line with a phone or an address is a letterhead or a signature."""
_FEWEST_IN_BINARY = 5
"""A binary workbook is not read by rows, and an invoice has some phones, too."""


def listed_in_rows(rows: Iterable[str], region: str) -> int:
    """Count the rows with a phone or an e-mail address; 0 where they are fewer than half of all that are not empty."""
    filled = [row for row in islice(rows, _MOST_ROWS) if row.strip(_SEPARATOR + " ")]
    reachable = sum(_reachable(row, region) for row in filled)
    return reachable if reachable >= _FEWEST and 2 * reachable >= len(filled) else 0


def rows_of_sheet(sheet: Sheet) -> Iterator[str]:
    """Yield the text of each row."""
    for line in sheet.lines:
        yield _SEPARATOR.join(_shown(cell) for cell in line.cells)


def rows_of_package(content: bytes, limits: Limits) -> list[str]:
    """Return the text of each row of an OpenDocument spreadsheet; refused as `open_package` refuses."""
    rows = _PartRows()
    with open_package(content, limits) as package:
        package.read("content.xml", rows)
    return rows.texts.found


def rows_of_markup(content: bytes) -> list[str]:
    """Return the text of each row of a spreadsheet in HTML or XML."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    rows = _MarkupRows()
    rows.feed(content[:_MOST_TEXT].decode("utf-16" if marked else "utf-8", "replace"))
    return rows.texts.found


def listed_in_binary(content: bytes, region: str) -> int:
    """Count the different phones and addresses in the texts and numbers of a binary workbook; 0 for few."""
    numbers = (struct.unpack("<d", found[1])[0] for found in _NUMBER_RECORD.finditer(content))
    found = set(filter(None, (parse_phone(f"{number:.0f}", region) for number in numbers)))
    for text in (content.decode("latin-1"), content.replace(b"\0", b"").decode("latin-1")):
        found.update(_EMAIL.findall(text))
        found.update(filter(None, (parse_phone(one, region) for one in _PHONE.findall(text))))
    return len(found) if len(found) >= _FEWEST_IN_BINARY else 0


def _reachable(row: str, region: str) -> bool:
    return _EMAIL.search(row) is not None or any(parse_phone(one, region) for one in _PHONE.findall(row))


def _shown(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


class _Texts:
    """Gathers the text of each row."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def begin(self, name: str) -> None:
        local = name.rpartition(":")[2].lower()
        if local in _ROWS:
            self.found.append("")
        elif local in _CELLS:
            self.add(_SEPARATOR)

    def add(self, text: str) -> None:
        if self.found:
            self.found[-1] += text


class _MarkupRows(HTMLParser):
    """Reads rows of HTML, and of XML, which it takes for HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.texts = _Texts()

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the parser's signature
        """Handle the start of an element."""
        self.texts.begin(tag)

    def handle_data(self, data: str) -> None:
        """Handle text."""
        self.texts.add(data)


class _PartRows(Part):
    """Reads rows of the content of an OpenDocument spreadsheet."""

    def __init__(self) -> None:
        super().__init__()
        self.texts = _Texts()
        self._read = 0

    def start(self, name: str, attributes: Attributes) -> None:  # noqa: ARG002 - expat's signature
        self.texts.begin(name)

    def text(self, text: str) -> None:
        self.texts.add(text)
        self._read += len(text)
        self.done = self._read > _MOST_TEXT
