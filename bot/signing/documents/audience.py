"""Who is to get a document: everyone, departments, people by name; resolved against the present staff list."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.staff.models import Person, Status
from bot.staff.people.people import Listed
from bot.staff.ports import StaffTransaction

MOST = 100_000
"""More people than any staff list that this bot serves; one query returns them all."""

_FEW = 20
"""Up to this number people are loaded one by one; for more, loading the whole list is cheaper."""
_REACHED = (Status.REGISTERED, Status.BLOCKED)


@dataclass(frozen=True, slots=True)
class Audience:
    """A manager's choice; `people` keep the order in which they were chosen."""

    everyone: bool = False
    departments: frozenset[str] = frozenset()
    people: tuple[UUID, ...] = ()


async def recipients(tx: StaffTransaction, organisation_id: UUID, audience: Audience, now: datetime) -> list[Person]:
    """Return the registered people chosen, each once: those named first, in their order, then the others by name."""
    if len(audience.people) <= _FEW and not (audience.everyone or audience.departments):
        named = [await _named(tx, organisation_id, person_id, now) for person_id in audience.people]
        return list({person.id: person for person in named if person is not None}.values())
    by_id = {listed.person.id: listed.person for listed in await registered(tx, organisation_id, now)}
    chosen = {person_id: by_id[person_id] for person_id in audience.people if person_id in by_id}
    for person in by_id.values():
        if audience.everyone or person.department in audience.departments:
            chosen.setdefault(person.id, person)
    return list(chosen.values())


async def registered(tx: StaffTransaction, organisation_id: UUID, now: datetime) -> list[Listed]:
    """Return everyone who can get a document, by name."""
    found, _ = await tx.people.search(organisation_id, "", now=now, registered_only=True, offset=0, most=MOST)
    return found


async def departments(tx: StaffTransaction, organisation_id: UUID, now: datetime) -> dict[str, int]:
    """Count the registered people of each department, by its name."""
    found = await registered(tx, organisation_id, now)
    return dict(sorted(Counter(listed.person.department for listed in found).items()))


async def _named(tx: StaffTransaction, organisation_id: UUID, person_id: UUID, now: datetime) -> Person | None:
    listed = await tx.people.listed(organisation_id, person_id, now)
    return listed.person if listed is not None and listed.status in _REACHED else None
