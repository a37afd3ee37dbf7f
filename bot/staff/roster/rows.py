"""The result of reading a staff list file: good rows, bad rows with reasons, or a refusal of the whole file."""

from dataclasses import dataclass
from enum import StrEnum

from bot.errors import Fact, InputRefused
from bot.texts.folding import fold

MEBIBYTE = 1024 * 1024


class Column(StrEnum):
    """A column of the list."""

    NUMBER = "number"
    NAME = "name"
    POSITION = "position"
    DEPARTMENT = "department"
    PHONE = "phone"
    EMAIL = "email"


class Fault(StrEnum):
    """Why a row is bad. The text id is ``roster-fault-`` and the value."""

    MISSING = "missing"
    UNIDENTIFIED = "unidentified"
    UNREADABLE = "unreadable"
    CUT_SHORT = "cut-short"
    TURNED_INTO_DATE = "turned-into-date"
    CELL_ERROR = "cell-error"
    NOT_CALCULATED = "not-calculated"
    SEVERAL = "several"
    TOO_LONG = "too-long"
    REPEATED = "repeated"
    TAKEN = "taken"
    OWN = "own"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Reason:
    """One fault of a row: in which column, with what value (as written, shortened), repeating which other row.

    `holder` names the person on the list who already has the value (`Fault.TAKEN` only).
    """

    fault: Fault
    column: Column
    value: str = ""
    other_row: int = 0
    holder: str = ""

    @property
    def facts(self) -> dict[str, Fact]:
        """Return the variables of the reason's text: column, value, row, holder."""
        return {"column": self.column, "value": self.value, "row": self.other_row, "holder": self.holder}


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person in the file; `phone` is E.164. Missing values are None or empty.

    `row_number` counts from 1, as the spreadsheet shows it.
    """

    row_number: int
    personnel_number: str | None
    name: str
    position: str
    department: str
    phone: str | None
    email: str | None


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be imported, with all reasons and the values that could be read, to guess whose it is."""

    row_number: int
    reasons: tuple[Reason, ...]
    personnel_number: str | None = None
    name: str = ""
    phone: str | None = None
    email: str | None = None

    @classmethod
    def of(cls, row: RosterRow, reasons: tuple[Reason, ...]) -> "BadRow":
        """Return a bad row made of a readable one."""
        return cls(row.row_number, reasons, row.personnel_number, row.name, row.phone, row.email)


def clues(who: "RosterRow | BadRow") -> set[str]:
    """Return whatever may point to the person of a row: number, phone, e-mail and name, the first and last folded."""
    return set(filter(None, (fold(who.personnel_number or ""), who.phone, who.email, fold(who.name))))


class Looks(StrEnum):
    """What the cells of a column look like. The text id is ``roster-looks-`` and the value."""

    PHONES = "phones"
    EMAILS = "emails"
    DATES = "dates"
    NUMBERS = "numbers"
    ERRORS = "errors"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class UnusedColumn:
    """A column that holds something and is not used: its letters and its heading, if it has one."""

    letters: str
    label: str
    looks: Looks
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """What of a file was not used.

    `sheets` have people too. `dismissed` counts the rows that say that the person was dismissed, `repeated` those that
    repeat another row exactly. `hidden_columns` were used although the spreadsheet does not show them.
    """

    sheets: tuple[str, ...] = ()
    columns: tuple[UnusedColumn, ...] = ()
    hidden_columns: tuple[str, ...] = ()
    dismissed: int = 0
    repeated: int = 0


@dataclass(frozen=True, slots=True)
class Roster:
    """A staff list file, read: every visible row is in `rows` or in `bad`, both in the file's order.

    `columns` are those the file has; `sheet` was read. `hidden` are the rows that the spreadsheet does not show, for
    example because of a filter.
    """

    rows: tuple[RosterRow, ...]
    bad: tuple[BadRow, ...]
    columns: frozenset[Column]
    sheet: str = ""
    hidden: tuple[RosterRow | BadRow, ...] = ()
    unread: Unread = Unread()


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of a file; a list of 100,000 people stays far below each.

    A sheet is streamed: one whose formats reach its last row has hundreds of megabytes without a value. Shared strings
    (`strings_bytes`) are held in memory.
    """

    file_bytes: int = 20 * MEBIBYTE
    unpacked_bytes: int = 1024 * MEBIBYTE
    strings_bytes: int = 96 * MEBIBYTE
    parts: int = 2_000
    sheets: int = 50
    people: int = 200_000
    columns: int = 128
    heading_rows: int = 40


class RosterTooLargeRefused(InputRefused):
    """The file, packed or unpacked, exceeds `megabytes`."""


class RosterTooManyRowsRefused(InputRefused):
    """The file has more than `rows` rows."""


class RosterUnreadableRefused(InputRefused):
    """Neither an XLSX workbook nor a table in text, or a damaged one."""


class FileKind(StrEnum):
    """What a file is that holds no list, or holds it in a form that is not read."""

    PDF = "pdf"
    PICTURE = "picture"
    HTML = "html"
    XML_2003 = "xml2003"
    FODS = "fods"
    ODS = "ods"
    XLSB = "xlsb"
    NUMBERS = "numbers"
    TEXT = "text"
    RTF = "rtf"
    ARCHIVE = "archive"
    XML = "xml"


class RosterFileKindRefused(RosterUnreadableRefused):
    """A file of a known `kind` (a `FileKind`), whatever its name says."""


class RosterEncodingRefused(RosterUnreadableRefused):
    """A text in an 8-bit encoding that cannot be told from others: its letters would be guessed."""


class RosterTooComplexRefused(InputRefused):
    """The list took more time or memory than a list may."""


class RosterOldWorkbookRefused(InputRefused):
    """An XLS file of before 2007, or a workbook with a password: it must be saved as XLSX without one."""


class RosterQuotesRefused(InputRefused):
    """The quotes in or before row `row` are not balanced."""


class RosterHeadingsRefused(InputRefused):
    """`missing` (``name``, ``identity`` or ``both``) has no column; `found` quotes the headings that are there."""


class RosterEmptyRefused(InputRefused):
    """There is no row below the headings, or nothing at all."""
