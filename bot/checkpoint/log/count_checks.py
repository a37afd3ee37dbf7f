"""A day at a glance: how many checks ended how, hour by hour, where the organisation is."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.checkpoint.models import ServiceQr, Verdict
from bot.checkpoint.ports import ReadCheckpoint
from bot.checkpoint.service_qrs.browse_service_qrs import own_service_qr
from bot.staff.access import require_manager
from bot.staff.models import Speaker


@dataclass(frozen=True, slots=True)
class Day:
    """The checks of one day, of one checkpoint or (`checkpoint` is None) of all.

    `hours` holds when each hour began and its checks by verdict: 24 of them, 23 or 25 where clocks change.
    `checkpoints` are those where anything was checked that day, one for each name.
    """

    date: date
    checkpoint: ServiceQr | None
    hours: tuple[tuple[datetime, dict[Verdict, int]], ...]
    checkpoints: tuple[ServiceQr, ...]

    @property
    def counts(self) -> dict[Verdict, int]:
        """The whole day's checks by verdict."""
        return dict(sum((Counter(counts) for _, counts in self.hours), Counter[Verdict]()))


@dataclass(frozen=True, slots=True)
class CountChecks:
    """Counts for those who run the organisation."""

    read: ReadCheckpoint

    async def __call__(
        self, speaker: Speaker, *, wanted: date | None = None, service_qr_id: UUID | None = None, now: datetime
    ) -> Day:
        """Return a day, by default today; NotAllowedRefused.

        `service_qr_id` stands for its checkpoint: renewed codes of one name are one checkpoint.
        """
        require_manager(speaker)
        organisation = speaker.organisation
        day = wanted or now.astimezone(ZoneInfo(organisation.time_zone)).date()
        edges = hours_of(day, organisation.time_zone)
        async with self.read() as tx:
            chosen = await own_service_qr(tx, speaker, service_qr_id) if service_qr_id else None
            counted = await tx.checks.by_hour(organisation.id, edges, chosen.name if chosen else None)
            there = await tx.checks.checkpoints(organisation.id, edges[0], edges[-1])
        return Day(day, chosen, tuple(zip(edges, counted, strict=False)), tuple(there))


def midnight(now: datetime, time_zone: str) -> datetime:
    """Return when today began in a time zone (IANA name)."""
    return begun(now.astimezone(ZoneInfo(time_zone)).date(), time_zone)


def begun(day: date, time_zone: str) -> datetime:
    """Return when a day begins in a time zone (IANA name)."""
    return datetime.combine(day, time(), ZoneInfo(time_zone)).astimezone(UTC)


def hours_of(day: date, time_zone: str) -> list[datetime]:
    """Return when each hour of a day begins in a time zone, and when the last one ends."""
    first, last = begun(day, time_zone), begun(day + timedelta(days=1), time_zone)
    return [*(first + timedelta(hours=hour) for hour in range(round((last - first) / timedelta(hours=1)))), last]
