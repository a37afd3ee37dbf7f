"""The people on the staff lists, and what is asked of the storage about them.

Every query is limited to an organisation, or to people who were found in one.
"""

from collections.abc import AsyncIterator, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from bot.staff.models import Account, Person, Role, Status


@dataclass(frozen=True, slots=True)
class Listed:
    """A person as the staff list shows them."""

    person: Person
    status: Status
    account: Account | None


class People(Protocol):
    """The people on the lists."""

    async def add(self, people: Iterable[Person]) -> None:
        """Add people, each once."""
        ...

    async def save(self, people: Iterable[Person]) -> None:
        """Overwrite the rows of people already on the list."""
        ...

    async def set_phone(self, person_id: UUID, phone: str) -> None:
        """Set a person's number (E.164)."""
        ...

    async def set_unreachable(self, person_id: UUID, now: datetime) -> None:
        """Note since when the person cannot be reached; the first time is kept."""
        ...

    async def unreachable(self, person_ids: Collection[UUID]) -> list[UUID]:
        """Return those of these people who cannot be reached."""
        ...

    async def set_reachable(self, person_id: UUID) -> None:
        """Note that the person can be reached."""
        ...

    async def set_role(self, person_id: UUID, role: Role) -> None:
        """Give a role."""
        ...

    async def dismiss(self, person_id: UUID, now: datetime) -> bool:
        """Dismiss a person, once; False if they were dismissed before."""
        ...

    async def departments(self, organisation_id: UUID) -> list[tuple[str, int]]:
        """Return the departments by name, each with how many registered people it has."""
        ...

    async def registered(self, organisation_id: UUID, department: str | None) -> list[Person]:
        """Return the registered people, not dismissed, of a department (None: of all), by name."""
        ...

    async def get(self, organisation_id: UUID, person_id: UUID) -> Person | None:
        """Return one person of this organisation."""
        ...

    async def all(self, organisation_id: UUID) -> list[Person]:
        """Return everyone on the list by name, dismissed people too."""
        ...

    async def managers(self, organisation_id: UUID) -> list[Person]:
        """Return the owners and managers who are not dismissed."""
        ...

    async def listed(self, organisation_id: UUID, person_id: UUID, now: datetime) -> Listed | None:
        """Return one person with their status and active account."""
        ...

    async def search(
        self,
        organisation_id: UUID,
        words: str,
        *,
        now: datetime,
        registered_only: bool,
        offset: int,
        most: int,
        status: Status | None = None,
        department: str | None = None,
    ) -> tuple[list[Listed], int]:
        """Return a page of people by name, and how many there are in all.

        A person matches if their name or personnel number contains every word (in any case) or if `words` are a part of
        their phone; `status` and `department` narrow the search. Dismissed people are found only by that status,
        erased ones never.
        """
        ...

    def everyone(self, organisation_id: UUID, now: datetime) -> AsyncIterator[Listed]:
        """Yield everyone on the list by name, dismissed people too."""
        ...

    async def count_registered(self, organisation_id: UUID) -> int:
        """Count the people with an active account."""
        ...

    async def counts(self, organisation_id: UUID, now: datetime) -> dict[Status, int]:
        """Count the people of the organisation by status, without the erased."""
        ...
