"""Reads staff list files (XLSX or CSV).

Every row is either a person who can be identified, or a bad row with its number and reasons. A file that cannot be
understood is refused as a whole. A damaged value is never guessed. The file is not trusted: its size, rows, columns and
XML are limited before they are read.

How people are identified: if the file has a personnel number column, the number alone identifies the person; a row
without one can only be about somebody on the list who has none. Without that column the phone does, and in a row
without a phone the e-mail; a row with neither is bad.
"""

from bot.staff.roster.mentions import Mention, read_mentions
from bot.staff.roster.reading import read_roster
from bot.staff.roster.rows import (
    BadRow,
    Column,
    Fault,
    Limits,
    Looks,
    Reason,
    Roster,
    RosterEmptyRefused,
    RosterEncodingRefused,
    RosterFileKindRefused,
    RosterHeadingsRefused,
    RosterOldWorkbookRefused,
    RosterQuotesRefused,
    RosterRow,
    RosterTooComplexRefused,
    RosterTooLargeRefused,
    RosterTooManyRowsRefused,
    RosterUnreadableRefused,
    UnusedColumn,
)

__all__ = [
    "BadRow",
    "Column",
    "Fault",
    "Limits",
    "Looks",
    "Mention",
    "Reason",
    "Roster",
    "RosterEmptyRefused",
    "RosterEncodingRefused",
    "RosterFileKindRefused",
    "RosterHeadingsRefused",
    "RosterOldWorkbookRefused",
    "RosterQuotesRefused",
    "RosterRow",
    "RosterTooComplexRefused",
    "RosterTooLargeRefused",
    "RosterTooManyRowsRefused",
    "RosterUnreadableRefused",
    "UnusedColumn",
    "read_mentions",
    "read_roster",
]
