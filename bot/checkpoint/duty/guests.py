"""Guests on duty: people outside the staff list whom a manager admits for one shift."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from bot.staff.models import Organisation, Person

REQUEST_LASTS = timedelta(minutes=30)
"""How long a manager can decide; after that the guest must scan again."""


class GuestState(StrEnum):
    """The state of a guest's request."""

    WAITING = "asked"
    ADMITTED = "admitted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Guest:
    """A request to go on duty for one shift at one service QR.

    `id` is also the id of the person (role GUEST) under whom the shift and checks are recorded; `language` is that of
    their Telegram.
    """

    id: UUID
    organisation_id: UUID
    service_qr_id: UUID
    telegram_id: int
    language: str
    asked_at: datetime
    state: GuestState = GuestState.WAITING
    decided_by_id: UUID | None = None
    decided_at: datetime | None = None

    def waits_at(self, now: datetime) -> bool:
        """Return whether a manager may still decide."""
        return self.state is GuestState.WAITING and now < self.asked_at + REQUEST_LASTS


class Guard(Protocol):
    """Anyone who may be on duty: a member of staff or a guest. Use cases check the rights."""

    @property
    def organisation(self) -> Organisation:
        """The organisation for which they check."""
        ...

    @property
    def person(self) -> Person:
        """The person."""
        ...


@dataclass(frozen=True, slots=True)
class GuestGuard:
    """An admitted guest as a `Guard`."""

    organisation: Organisation
    person: Person
