"""Reads staff list files (XLSX or CSV).

Every row is either a person who can be identified, or a bad row with its number and reasons. A file that cannot be
understood is refused as a whole. A damaged value is never guessed. The file is not trusted: its size, rows, columns and
XML are limited before they are read.

How people are identified: if the file has a personnel number column, every row must have a number, and it alone
identifies the person. Without that column the phone does, and in a row without a phone the e-mail; a row with neither
is bad.
"""

from bot.staff.roster.mentions import Mention, read_mentions
from bot.staff.roster.reading import read_roster
from bot.staff.roster.rows import (
    BadRow,
    Column,
    Fault,
    Limits,
    Reason,
    Roster,
    RosterEmptyRefused,
    RosterHeadingsRefused,
    RosterOldWorkbookRefused,
    RosterQuotesRefused,
    RosterRow,
    RosterTooLargeRefused,
    RosterTooManyRowsRefused,
    RosterUnreadableRefused,
)

__all__ = [
    "BadRow",
    "Column",
    "Fault",
    "Limits",
    "Mention",
    "Reason",
    "Roster",
    "RosterEmptyRefused",
    "RosterHeadingsRefused",
    "RosterOldWorkbookRefused",
    "RosterQuotesRefused",
    "RosterRow",
    "RosterTooLargeRefused",
    "RosterTooManyRowsRefused",
    "RosterUnreadableRefused",
    "read_mentions",
    "read_roster",
]
