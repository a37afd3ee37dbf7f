"""How long data is kept that is no longer needed: classes of rows, each with a number of days.

The days of a row begin when its use ends. The storage removes old rows once a day, or by `countersign retention` on the
command line. Evidence (documents, signatures, the ledger) has no class.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from bot.clock import Clock

KEPT_DAYS: Mapping[str, int] = {
    "updates": 3,
    "dead-letters": 30,
    "conversations": 3,
    "guesses": 30,
    "web-sessions": 1,
    "login-links": 1,
    "kiosk-codes": 1,
    "notices": 30,
    "letters": 90,
    "files": 7,
    "checks": 90,
    "shifts": 90,
    "guests": 90,
    "guest-names": 90,
    "live-codes": 7,
    "approval-requests": 365,
    "invitations": 180,
}
"""The classes, in the order of removal, each with its days; `RETENTION` in the settings changes some."""

LEAST_DAYS: Mapping[str, int] = {"updates": 2, "dead-letters": 2}
"""The fewest days. Telegram repeats an update for a day, so handled ones must be known that long; otherwise one day."""


FOLLOWS: Mapping[str, str] = {"conversations": "updates"}
"""Classes without days of their own: they are removed with those of another."""


def kept_days(said: str) -> dict[str, int]:
    """Parse changed days, such as ``notices=14, files=3``, over the defaults; ValueError for invalid ones."""
    days = dict(KEPT_DAYS)
    for part in filter(None, said.replace(",", " ").split()):
        name, _, number = part.partition("=")
        if name not in days:
            raise ValueError(f"{name!r} is no class: known are {', '.join(KEPT_DAYS)}")
        if name in FOLLOWS:
            raise ValueError(f"{name} go with {FOLLOWS[name]}: set the days of those")
        if not number.isdecimal() or int(number) < LEAST_DAYS.get(name, 1):
            raise ValueError(f"{name} are kept for {LEAST_DAYS.get(name, 1)} days at least")
        days[name] = int(number)
    return days | {name: days[leader] for name, leader in FOLLOWS.items()}


@dataclass(frozen=True, slots=True)
class Removed:
    """How many rows of one class are old (dry run) or were removed; `before`: their days began earlier."""

    name: str
    before: datetime
    rows: int


class Purge(Protocol):
    """Removes rows of a class."""

    async def due(self, name: str, before: datetime) -> int:
        """Count the rows whose use ended before then."""
        ...

    async def remove(self, name: str, before: datetime, now: datetime) -> int:
        """Remove them, a chunk a transaction, and record it in the ledger of each organisation; return how many."""
        ...


BY_THE_MACHINE = frozenset({"updates", "dead-letters", "conversations"})
"""Classes whose times are the system's, whatever the clock of the application."""


@dataclass(frozen=True, slots=True)
class PurgeOld:
    """Removes old rows, or counts them; a second run finds nothing."""

    purge: Purge
    machine: Clock
    days: Mapping[str, int] = field(default_factory=lambda: dict(KEPT_DAYS))

    async def __call__(self, *, apply: bool, now: datetime) -> list[Removed]:
        """Return every class with its rows."""
        return [await self.of_class(name, apply=apply, now=now) for name in KEPT_DAYS]

    async def of_class(self, name: str, *, apply: bool, now: datetime) -> Removed:
        """Return one class with its rows."""
        begun = self.machine() if name in BY_THE_MACHINE else now
        before = begun - timedelta(days=self.days[name])
        rows = await (self.purge.remove(name, before, now) if apply else self.purge.due(name, before))
        return Removed(name, before, rows)


def ledger_facts(name: str, before: datetime, rows: int) -> dict[str, str | int]:
    """Return the facts of a removal for the ledger."""
    return {"class": name, "before": before.isoformat(), "rows": rows}
