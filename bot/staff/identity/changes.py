"""Changes of what identifies a person, with the values before and after."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol
from uuid import UUID

from bot.staff.roster.rows import Column

IDENTITY: Final[Mapping[str, Column]] = {
    "name": Column.NAME,
    "position": Column.POSITION,
    "personnel_number": Column.NUMBER,
    "phone": Column.PHONE,
}
"""The fields of a person that identify them, and their columns on the staff list."""


@dataclass(frozen=True, slots=True)
class IdentityChange:
    """A change of one person; `content` has the values before and after, None once the person was erased."""

    id: UUID
    organisation_id: UUID
    person_id: UUID
    changed_by_id: UUID | None
    changed_at: datetime
    content: str | None

    @property
    def fields(self) -> frozenset[str]:
        """Return the fields that changed."""
        return frozenset(self._values("after"))

    def before(self, field: str) -> str | None:
        """Return the value of a field before the change; LookupError if the field did not change."""
        return self._values("before")[field]

    def after(self, field: str) -> str | None:
        """Return the value of a field after the change; LookupError if the field did not change."""
        return self._values("after")[field]

    def _values(self, moment: str) -> dict[str, str | None]:
        values: dict[str, str | None] = json.loads(self.content or "{}").get(moment, {})
        return values


class IdentityChanges(Protocol):
    """The changes."""

    async def add(self, change: IdentityChange) -> None:
        """Add one, once."""
        ...

    async def get(self, change_id: UUID) -> IdentityChange | None:
        """Return one."""
        ...

    async def since(self, person_id: UUID, moment: datetime) -> list[IdentityChange]:
        """Return those of a person since a moment, oldest first."""
        ...
