"""Closes a series when the last of its copies is finished, and tells its author."""

from dataclasses import dataclass
from datetime import datetime

from bot.ids import EventId
from bot.signing.models import Document
from bot.signing.notices import SeriesFinished
from bot.signing.ports import OpenSigning
from bot.signing.tellings import notify_about

_MOST = 50


@dataclass(frozen=True, slots=True)
class CloseSeries:
    """Rung by a bell; the first process to close one tells of it."""

    open: OpenSigning

    async def __call__(self, *, now: datetime) -> int:
        """Close what is complete and return how many that were."""
        async with self.open() as tx:
            complete = await tx.documents.complete_series(_MOST)
        return sum([await self._close(series, now) for series in complete])

    async def _close(self, series: Document, now: datetime) -> bool:
        async with self.open() as tx:
            if not await tx.documents.close_series(series.id, now):
                return False
            tally = await tx.requests.tally(series.id)
            content = SeriesFinished(series.title, tally.signed, tally.total)
            event_id = EventId(f"bell:{series.id}:closed")
            await notify_about(tx, series, content, [series.author_id], event_id=event_id, now=now)
            await tx.documents.board_behind(series.id, now)
        return True
