"""Today at a glance: how many checks ended how, since midnight where the organisation is."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from bot.checkpoint.checks import Verdict
from bot.checkpoint.ports import OpenCheckpoint
from bot.staff.access import require_manager
from bot.staff.people import Speaker


@dataclass(frozen=True, slots=True)
class Today:
    """The checks since `since_at`, by verdict."""

    since_at: datetime
    counts: dict[Verdict, int]


@dataclass(frozen=True, slots=True)
class CountChecks:
    """Counts for those who run the organisation."""

    open: OpenCheckpoint

    async def __call__(self, speaker: Speaker, *, now: datetime) -> Today:
        """Answer today's counts; NotAllowedRefused."""
        require_manager(speaker)
        since_at = midnight(now, speaker.organisation.time_zone)
        async with self.open() as tx:
            return Today(since_at, await tx.checks.counts_since(speaker.organisation.id, since_at))


def midnight(now: datetime, time_zone: str) -> datetime:
    """Answer when today began in a time zone (IANA name)."""
    today = now.astimezone(ZoneInfo(time_zone)).date()
    return datetime.combine(today, time(), ZoneInfo(time_zone)).astimezone(UTC)
