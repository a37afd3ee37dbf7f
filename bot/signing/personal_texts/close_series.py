"""Closes a series when the last of its copies is finished, and notifies its author."""

from dataclasses import dataclass
from datetime import datetime

from bot.due_rows import DueRow, DueRows
from bot.ids import EventId
from bot.signing.notices import SeriesFinished
from bot.signing.notify import notify_about
from bot.signing.ports import OpenSigning


@dataclass(frozen=True, slots=True)
class CloseSeries:
    """Periodic job. The process that closes a series notifies its author."""

    open: OpenSigning

    async def __call__(self, *, now: datetime) -> int:
        """Close every series that is complete and return how many there were."""
        return await DueRows(
            job="close_series",
            open=self.open,
            find=lambda tx, most: tx.documents.complete_series(most),
            handle_one=self._close,
        ).handle_each(now)

    async def _close(self, row: DueRow, now: datetime) -> bool:
        async with self.open() as tx:
            series = await tx.documents.get(row.organisation_id, row.id)
            if series is None or not await tx.documents.close_series(series.id, now):
                return False
            tally = await tx.requests.tally(series.id)
            content = SeriesFinished(series.title, tally.signed, tally.total)
            event_id = EventId(f"job:{series.id}:closed")
            await notify_about(tx, series, content, [series.author_id], event_id=event_id, now=now)
            await tx.documents.mark_board_stale(series.id, now)
        return True
