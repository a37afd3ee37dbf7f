"""Counts the checks of a day by verdict and hour, in the organisation's time zone."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.checkpoint.models import ServiceQr, Verdict
from bot.checkpoint.ports import ReadCheckpoint
from bot.checkpoint.service_qrs.browse_service_qrs import own_service_qr
from bot.staff.access import present_manager
from bot.staff.models import Speaker
from bot.texts.days import begin_of


@dataclass(frozen=True, slots=True)
class Day:
    """The checks of one day, at one checkpoint or (`checkpoint` is None) at all.

    `hours` holds the beginning of each hour and its checks by verdict: 24 of them, 23 or 25 where clocks change.
    `checkpoints` are those with checks on that day, one for each name.
    """

    date: date
    checkpoint: ServiceQr | None
    hours: tuple[tuple[datetime, dict[Verdict, int]], ...]
    checkpoints: tuple[ServiceQr, ...]

    @property
    def counts(self) -> dict[Verdict, int]:
        """The day's checks by verdict."""
        return dict(sum((Counter(counts) for _, counts in self.hours), Counter[Verdict]()))


@dataclass(frozen=True, slots=True)
class CountChecks:
    """Counts a day's checks for managers."""

    read: ReadCheckpoint

    async def __call__(
        self, speaker: Speaker, *, wanted: date | None = None, service_qr_id: UUID | None = None, now: datetime
    ) -> Day:
        """Return a day, by default today; NotAllowedRefused.

        `service_qr_id` stands for its checkpoint: a renewed code of the same name belongs to the same checkpoint.
        """
        organisation = speaker.organisation
        day = wanted or now.astimezone(ZoneInfo(organisation.time_zone)).date()
        edges = hours_of(day, organisation.time_zone)
        async with self.read() as tx:
            speaker = await present_manager(tx, speaker)
            chosen = await own_service_qr(tx, speaker, service_qr_id) if service_qr_id else None
            counted = await tx.checks.by_hour(organisation.id, edges, chosen.name if chosen else None)
            there = await tx.checks.checkpoints(organisation.id, edges[0], edges[-1])
        return Day(day, chosen, tuple(zip(edges, counted, strict=False)), tuple(there))


def hours_of(day: date, time_zone: str) -> list[datetime]:
    """Return the beginning of each hour of a day in a time zone, and the end of the last one."""
    zone = ZoneInfo(time_zone)
    first, last = begin_of(day, zone), begin_of(day + timedelta(days=1), zone)
    return [*(first + timedelta(hours=hour) for hour in range(round((last - first) / timedelta(hours=1)))), last]
