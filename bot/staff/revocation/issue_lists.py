"""Issues the lists of revoked certificates: after each revocation, and daily."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.due_rows import DueRow, DueRows
from bot.staff.authority import sign_list
from bot.staff.ports import OpenStaff
from bot.staff.revocation.revocations import CrlPages

EVERY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class IssueLists:
    """Periodic job. It looks again, with the organisation held, so that two processes issue one list.

    It also notes where lists are served now: that address stands in certificates that are issued from then on.
    """

    open: OpenStaff
    pages: CrlPages

    async def __call__(self, *, now: datetime) -> int:
        """Issue the lists that are due and return how many organisations that were."""
        return await DueRows(
            job="issue_lists",
            open=self.open,
            find=lambda tx, most: tx.revocations.due(self.pages, now - EVERY, most),
            handle_one=self._issue,
        ).handle_each(now)

    async def _issue(self, row: DueRow, now: datetime) -> bool:
        async with self.open() as tx:
            await tx.organisations.hold(row.organisation_id)
            if not await tx.revocations.is_due(row.organisation_id, self.pages, now - EVERY):
                return False
            await tx.organisations.save_crl_pages(row.organisation_id, self.pages)
            return await tx.revocations.add_list(await sign_list(tx, row.organisation_id, now=now))
