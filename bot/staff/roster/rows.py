"""The result of reading a staff list file: good rows, bad rows with reasons, or a refusal of the whole file."""

from dataclasses import dataclass
from enum import StrEnum

from bot.errors import Fact, InputRefused

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
    SEVERAL = "several"
    TOO_LONG = "too-long"
    REPEATED = "repeated"
    TAKEN = "taken"


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

    @property
    def clues(self) -> set[str]:
        """Return whatever may point to the person: number, phone, e-mail, the name in lower case."""
        return set(filter(None, (self.personnel_number, self.phone, self.email, self.name.casefold())))


@dataclass(frozen=True, slots=True)
class Roster:
    """A staff list file, read: every row is in `rows` or in `bad`, both in the file's order.

    `columns` are those the file has. `sheet` was read; `sheets_unread` have data too and were not read.
    """

    rows: tuple[RosterRow, ...]
    bad: tuple[BadRow, ...]
    columns: frozenset[Column]
    sheet: str = ""
    sheets_unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of a file; a list of 100,000 people stays far below each."""

    file_bytes: int = 20 * MEBIBYTE
    unpacked_bytes: int = 256 * MEBIBYTE
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


class RosterOldWorkbookRefused(InputRefused):
    """An XLS file of before 2007, or a workbook with a password: it must be saved as XLSX without one."""


class RosterQuotesRefused(InputRefused):
    """The quotes in or before row `row` are not balanced."""


class RosterHeadingsRefused(InputRefused):
    """`missing` (``name``, ``identity`` or ``both``) has no column; `found` quotes the headings that are there."""


class RosterEmptyRefused(InputRefused):
    """There is no row below the headings, or nothing at all."""
