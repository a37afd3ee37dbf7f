"""Guests on duty: people outside the staff list whom a manager lets check for one shift."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from bot.staff.models import Organisation, Person

REQUEST_LASTS = timedelta(minutes=30)
"""How long a manager has to decide; then the guest scans again."""


class GuestState(StrEnum):
    """What became of an asking."""

    ASKED = "asked"
    ADMITTED = "admitted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Guest:
    """One asking to go on duty, for one shift at one service QR.

    `id` is also that of the person, of the role GUEST, under whom their shift and checks stand; `language` is their
    Telegram's.
    """

    id: UUID
    organisation_id: UUID
    service_qr_id: UUID
    telegram_id: int
    language: str
    asked_at: datetime
    state: GuestState = GuestState.ASKED
    decided_by_id: UUID | None = None
    decided_at: datetime | None = None

    def waits_at(self, now: datetime) -> bool:
        """Say whether a manager may still decide."""
        return self.state is GuestState.ASKED and now < self.asked_at + REQUEST_LASTS


class Guard(Protocol):
    """Whoever may be on duty: a speaker of the staff, or a guest. Rights are for the actions to check."""

    @property
    def organisation(self) -> Organisation:
        """For whom they check."""
        ...

    @property
    def person(self) -> Person:
        """Who they are."""
        ...


@dataclass(frozen=True, slots=True)
class GuestGuard:
    """A guest who was let on duty, as a `Guard`."""

    organisation: Organisation
    person: Person
