"""Tells whether a file is a list of people, before it is sent to everyone as a document."""

from dataclasses import dataclass

from bot.errors import InputRefused
from bot.staff.access import present_manager
from bot.staff.models import Speaker
from bot.staff.people.phones import PhoneRegion
from bot.staff.ports import ReadStaff
from bot.staff.roster.in_workers import read_in_worker
from bot.staff.roster.mentions import read_mentions
from bot.workers.pool import WorkerPool

_SPREADSHEETS = (".xlsx", ".xlsm", ".csv", ".tsv")
_FEWEST = 2
"""One line with a phone or an address is a letterhead or a signature."""


@dataclass(frozen=True, slots=True)
class CountListed:
    """Counts the people whom a spreadsheet lists with a phone or an e-mail address."""

    read: ReadStaff
    workers: WorkerPool
    region: PhoneRegion

    async def __call__(self, speaker: Speaker, content: bytes, *, file_name: str) -> int:
        """Return how many; 0 for a file that is no spreadsheet, or lists something else. NotAllowedRefused."""
        async with self.read() as tx:
            await present_manager(tx, speaker)
        if not file_name.lower().endswith(_SPREADSHEETS):
            return 0
        try:
            return await read_in_worker(self.workers, _count, content, self.region)
        except InputRefused:
            return 0


def _count(content: bytes, region: str) -> int:
    """Count the lines with a phone or an e-mail address; 0 where they are fewer than half."""
    mentions = read_mentions(content, region=region)
    reachable = sum(bool(one.phones or one.emails) for one in mentions)
    return reachable if reachable >= _FEWEST and 2 * reachable >= len(mentions) else 0
