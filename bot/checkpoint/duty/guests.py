"""Guests on duty: people whom a manager admits for one shift, mostly from outside the staff list."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from bot.staff.access import present
from bot.staff.models import Organisation, Person, Speaker
from bot.staff.ports import StaffTransaction

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

    `person_id` is under whom the shift and checks are recorded: an employee, or a person of role GUEST, whose id is
    that of the request. `language` is that of their Telegram.
    """

    id: UUID
    organisation_id: UUID
    service_qr_id: UUID
    person_id: UUID
    telegram_id: int
    language: str
    requested_at: datetime
    state: GuestState = GuestState.WAITING
    decided_by_id: UUID | None = None
    decided_at: datetime | None = None

    @property
    def outsider(self) -> bool:
        """Return whether the request is from outside the staff list."""
        return self.person_id == self.id

    def waits_at(self, now: datetime) -> bool:
        """Return whether a manager may still decide."""
        return self.state is GuestState.WAITING and now < self.requested_at + REQUEST_LASTS


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


async def present_guard(tx: StaffTransaction, speaker: Guard) -> Guard:
    """Return a guard as they are in this transaction, as `present` does; a guest's rights are their shift alone."""
    return await present(tx, speaker) if isinstance(speaker, Speaker) else speaker
