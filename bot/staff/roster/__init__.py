"""Staff list files: XLSX or CSV in, people and honest complaints out.

Promises that every row of the file is either a person who can be told apart from all others or a bad row with its
number and its reasons, and that a file which cannot be understood is refused whole. Never guesses at a damaged value,
never writes anything, never trusts the file: its size, rows, columns and XML are bounded before they are read.

Who is who: where the file has a personnel number column, every row must fill it and it alone identifies the person.
Without that column the phone does, and for a row without a phone the e-mail; a row with neither is bad.
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
