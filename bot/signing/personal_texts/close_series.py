"""Closes a series when the last of its copies is finished, and tells its author."""

from dataclasses import dataclass
from datetime import datetime

from bot.ids import EventId
from bot.notices.outbox import Facts, Kind
from bot.signing.models import Document
from bot.signing.ports import OpenSigning
from bot.signing.tellings import tell_about

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
            facts: Facts = {"signed": tally.signed, "total": tally.total}
            event_id = EventId(f"bell:{series.id}:closed")
            await tell_about(tx, series, Kind.SERIES_FINISHED, facts, [series.author_id], event_id=event_id, now=now)
            await tx.documents.board_behind(series.id, now)
        return True
