"""Opens an XLSX workbook, transitional or strict (ECMA-376 part 1, 18), and finds its sheets.

openpyxl, which writes our workbooks, reads a sheet without its hidden rows, merged cells and formulas, or keeps all of
it in memory, and knows no strict workbooks (``docs/decisions/0027-read-workbooks-with-expat.md``).
"""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.staff.roster.files.lines import Sheet
from bot.staff.roster.files.number_formats import Formatter, formatter
from bot.staff.roster.files.package import Attributes, Package, Part, open_package, resolve, unescape
from bot.staff.roster.files.sheets import Book, read_sheet
from bot.staff.roster.rows import (
    MEBIBYTE,
    FileKind,
    Limits,
    RosterFileKindRefused,
    RosterTooLargeRefused,
    RosterUnreadableRefused,
)

_LONGEST_TEXT = 32_767
_OTHER_PACKAGES = {
    "content.xml": FileKind.ODS,
    "xl/workbook.bin": FileKind.XLSB,
    "index/document.iwa": FileKind.NUMBERS,
    "index.zip": FileKind.NUMBERS,
    "word/document.xml": FileKind.TEXT,
    "ppt/presentation.xml": FileKind.TEXT,
}


@contextmanager
def open_sheets(content: bytes, limits: Limits) -> Iterator[Iterator[Sheet]]:
    """Open a workbook and yield its sheets, the visible ones first; lines are read as they are asked for.

    Raises `RosterUnreadableRefused`, `RosterTooLargeRefused` and, for a package of another kind,
    `RosterFileKindRefused`; reading lines also `RosterTooManyRowsRefused`.
    """
    with open_package(content, limits) as package:
        parts = _find(package, limits)
        yield (read_sheet(package, book, name, part) for book, name, part in parts)


def _find(package: Package, limits: Limits) -> Iterator[tuple[Book, str, str]]:
    main = _main_part(package)
    relations = _relations(package, main)
    workbook = _Workbook()
    package.read(main, workbook)
    sheets = [(name, relations.get(target)) for name, target in workbook.in_order()]
    strings, styles = _Strings(), _Styles()
    for kind, target in relations.values():
        if kind == "sharedStrings":
            if package.size(target) > limits.strings_bytes:
                raise RosterTooLargeRefused(megabytes=limits.strings_bytes // MEBIBYTE)
            package.read(target, strings)
        elif kind == "styles":
            package.read(target, styles)
    book = Book(strings.found, styles.formatters(), limits)
    worksheets = [(name, found[1]) for name, found in sheets if found and found[0] == "worksheet"]
    return ((book, name, part) for name, part in worksheets[: limits.sheets])


def _main_part(package: Package) -> str:
    """Return the name of the workbook part; refuse what is no workbook."""
    if other := next((kind for name, kind in _OTHER_PACKAGES.items() if name in package), None):
        raise RosterFileKindRefused(kind=other)
    for kind, target in _relations(package, "").values():
        if kind == "officeDocument" and target in package:
            return target
    if "xl/workbook.xml" not in package:
        raise RosterUnreadableRefused
    return "xl/workbook.xml"


def _relations(package: Package, name: str) -> dict[str, tuple[str, str]]:
    """Return the kind and the target of each relationship of a part, by its id."""
    folder, _, file = name.rpartition("/")
    relations = _Relations(name)
    package.read(f"{folder}/_rels/{file}.rels", relations)
    return relations.found


class _Relations(Part):
    def __init__(self, base: str) -> None:
        super().__init__()
        self._base = base
        self.found: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        if self.names[name] == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.found[attributes.get("Id", "")] = kind, resolve(self._base, attributes.get("Target", ""))


class _Workbook(Part):
    """Reads the names, states and relationship ids of the sheets."""

    def __init__(self) -> None:
        super().__init__()
        self._sheets: list[tuple[bool, str, str]] = []

    def start(self, name: str, attributes: Attributes) -> None:
        if self.names[name] == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            self._sheets.append((hidden, attributes.get("name", ""), self.attribute(attributes, "id")))

    def in_order(self) -> list[tuple[str, str]]:
        return [(name, target) for _, name, target in sorted(self._sheets, key=lambda sheet: sheet[0])]


class _Strings(Part):
    """Reads the shared strings; phonetic hints (18.4.6) are no part of a text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._reading = self._hint = False

    def start(self, name: str, attributes: Attributes) -> None:  # noqa: ARG002 - expat's signature
        match self.names[name]:
            case "si":
                self._pieces = []
            case "rPh":
                self._hint = True
            case "t":
                self._reading = not self._hint

    def text(self, text: str) -> None:
        if self._reading:
            self._pieces.append(text)

    def end(self, name: str) -> None:
        match self.names[name]:
            case "si":
                self.found.append(unescape("".join(self._pieces)[:_LONGEST_TEXT]))
            case "rPh":
                self._hint = False
            case "t":
                self._reading = False


class _Styles(Part):
    """Reads the number format of each cell style."""

    def __init__(self) -> None:
        super().__init__()
        self._codes: dict[str, str] = {}
        self._styles: list[str] = []
        self._of_cells = False

    def start(self, name: str, attributes: Attributes) -> None:
        match self.names[name]:
            case "numFmt":
                self._codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
            case "cellXfs":
                self._of_cells = True
            case "xf" if self._of_cells:
                self._styles.append(attributes.get("numFmtId", "0"))

    def end(self, name: str) -> None:
        if self.names[name] == "cellXfs":
            self._of_cells = False

    def formatters(self) -> dict[str, Formatter]:
        """Return the function that shows a number, by the index of the style; none where it is shown as it is."""
        found = {}
        for index, number in enumerate(self._styles):
            show = formatter(self._codes.get(number, ""), int(number) if number.isdecimal() else 0)
            if show is not None:
                found[str(index)] = show
        return found
