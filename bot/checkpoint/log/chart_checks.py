"""Draws a chart of a day's checks for managers, in their language."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from bot.checkpoint.log.chart import Chart, draw_chart
from bot.checkpoint.log.count_checks import CountChecks, Day
from bot.checkpoint.models import Verdict
from bot.staff.models import Speaker
from bot.texts.days import show_day
from bot.texts.words import Words
from bot.workers.pool import Priority, Work, WorkerPool


@dataclass(frozen=True, slots=True)
class ChartChecks:
    """Draws the chart of a day; a day without checks has none."""

    count: CountChecks
    workers: WorkerPool

    async def __call__(
        self, speaker: Speaker, words: Words, *, wanted: date | None, service_qr_id: UUID | None, now: datetime
    ) -> tuple[Day, bytes | None]:
        """Return a day, by default today, of one checkpoint or all, and its chart (PNG); NotAllowedRefused."""
        day = await self.count(speaker, wanted=wanted, service_qr_id=service_qr_id, now=now)
        if not day.counts:
            return day, None
        title = day.checkpoint.name if day.checkpoint else speaker.organisation.name
        chart = _chart(words, day, title)
        return day, await self.workers.run(Work.PICTURE, Priority.PERSON, draw_chart, chart)


def _chart(words: Words, day: Day, title: str) -> Chart:
    counts = day.counts
    total = words.plain("checkpoint-checks", count=sum(counts.values()))
    return Chart(
        title=title,
        subtitle=f"{show_day(day.date)} · {total}",
        hours=[(at.astimezone(words.zone).strftime("%H"), found) for at, found in day.hours],
        legend={
            verdict: words.plain(f"checkpoint-count-{verdict}", count=counts[verdict])
            for verdict in Verdict
            if counts.get(verdict)
        },
    )
