"""Rebindings: another Telegram account is to speak for a person, after a delay or a second manager's approval.

The account that speaks for the person until then is told at once and can object.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from bot.due_rows import DueRow
from bot.staff.models import Account


class RebindingState(StrEnum):
    """The state of a rebinding; only one that waits can still change."""

    WAITING = "waiting"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class RebindPolicy:
    """How long a rebinding waits, and for how long afterwards signatures say that there was one."""

    delay: timedelta
    marked_for: timedelta

    def mark(self, account: Account, now: datetime) -> datetime | None:
        """Return when the account was rebound, if that must be said of a signature made now."""
        rebound_at = account.rebound_at
        return rebound_at if rebound_at is not None and now < rebound_at + self.marked_for else None


@dataclass(frozen=True, slots=True)
class Rebinding:
    """One rebinding: `account_id` is the account that waits, `invited_by_id` the manager who made its link."""

    id: UUID
    organisation_id: UUID
    person_id: UUID
    account_id: UUID
    invited_by_id: UUID | None
    requested_at: datetime
    takes_effect_at: datetime
    state: RebindingState = RebindingState.WAITING
    decided_by_id: UUID | None = None
    decided_at: datetime | None = None


class Rebindings(Protocol):
    """The rebindings; at most one of a person waits."""

    async def add(self, rebinding: Rebinding) -> None:
        """Add one that waits, once; an earlier one of the person is cancelled."""
        ...

    async def get(self, rebinding_id: UUID) -> Rebinding | None:
        """Return one."""
        ...

    async def waiting(self, person_id: UUID) -> Rebinding | None:
        """Return the one that waits for a person."""
        ...

    async def waiting_of(self, telegram_id: int) -> Rebinding | None:
        """Return the newest one by which this Telegram user waits to speak for somebody."""
        ...

    async def due(self, now: datetime, most: int) -> list[DueRow]:
        """Return those whose delay is over, oldest first."""
        ...

    async def settle(self, rebinding_id: UUID, state: RebindingState, by: UUID | None, now: datetime) -> bool:
        """Settle one, once; False if it does not wait any more."""
        ...
