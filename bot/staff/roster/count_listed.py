"""Tells whether a file is a list of people, before it is sent to everyone as a document."""

from dataclasses import dataclass

from bot.errors import InputRefused
from bot.staff.access import present_manager
from bot.staff.models import Speaker
from bot.staff.people.phones import PhoneRegion
from bot.staff.ports import ReadStaff
from bot.staff.roster.files.contacts import (
    listed_in_binary,
    listed_in_rows,
    rows_of_markup,
    rows_of_package,
    rows_of_sheet,
)
from bot.staff.roster.in_workers import read_in_worker
from bot.staff.roster.reading import open_list
from bot.staff.roster.rows import (
    FileKind,
    Limits,
    RosterEncodingRefused,
    RosterFileKindRefused,
    RosterOldWorkbookRefused,
    RosterQuotesRefused,
)
from bot.workers.pool import WorkerPool

_LIMITS = Limits()
_MARKUP = (FileKind.HTML, FileKind.XML_2003, FileKind.FODS)


@dataclass(frozen=True, slots=True)
class CountListed:
    """Counts the people whom a spreadsheet lists with a phone or an e-mail address."""

    read: ReadStaff
    workers: WorkerPool
    region: PhoneRegion

    async def __call__(self, speaker: Speaker, content: bytes) -> int:
        """Return how many; 0 for a file that is no spreadsheet, or lists something else. NotAllowedRefused.

        The content alone says what a file is.
        """
        async with self.read() as tx:
            await present_manager(tx, speaker)
        try:
            return await read_in_worker(self.workers, count_listed, content, self.region)
        except InputRefused:
            return 0


def count_listed(content: bytes, region: str) -> int:
    """Count the people whom any sheet lists; refused as `bot.staff.roster.rows` refuses what is no table."""
    try:
        with open_list(content, _LIMITS) as sheets:
            return sum(listed_in_rows(rows_of_sheet(sheet), region) for sheet in sheets)
    except RosterOldWorkbookRefused:
        return listed_in_binary(content, region)
    except RosterFileKindRefused as refused:
        return listed_in_rows(_rows_of(FileKind(str(refused.facts["kind"])), content), region)
    except (RosterEncodingRefused, RosterQuotesRefused):
        return listed_in_rows(content.decode("latin-1").splitlines(), region)


def _rows_of(kind: FileKind, content: bytes) -> list[str]:
    """Return the rows of the kinds of spreadsheet that are not read as lists."""
    if kind is FileKind.ODS:
        return rows_of_package(content, _LIMITS)
    return rows_of_markup(content) if kind in _MARKUP else []
