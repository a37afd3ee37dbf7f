"""Guests' requests to go on duty. Their names are among people, but in no staff list."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update

from bot.checkpoint.duty.guests import Guest, GuestState
from bot.staff.models import Person
from storage.repository import Rows
from storage.tables import account, guest, person

_OPEN = guest.c.state == GuestState.WAITING


class SqlGuests(Rows):
    """Implements `bot.checkpoint.ports.Guests`."""

    async def add(self, new: Guest, called: Person | None = None) -> None:
        """Store a request, and the person of one from outside the staff list; no effect if it exists already."""
        if called is not None:
            row = {**self._encryption.values(person, called), "phone_index": None, "search_key": ""}
            await self._insert(person, [row])
        await self._insert(guest, [self._encryption.values(guest, new)])

    async def get(self, organisation_id: UUID, guest_id: UUID) -> Guest | None:
        """Return one."""
        row = await self._one(select(guest).where(guest.c.organisation_id == organisation_id, guest.c.id == guest_id))
        return None if row is None else self._encryption.entity(Guest, guest, row)

    async def of(self, telegram_id: int, since: datetime) -> list[Guest]:
        """Return the requests of a Telegram user since then, in any organisation, the newest first."""
        theirs = (guest.c.telegram_id == telegram_id) & (guest.c.requested_at >= since)
        rows = await self._all(select(guest).where(theirs).order_by(guest.c.requested_at.desc(), guest.c.id))
        return [self._encryption.entity(Guest, guest, row) for row in rows]

    async def newest(self, person_id: UUID, state: GuestState) -> Guest | None:
        """Return a person's newest request in this state."""
        theirs = select(guest).where(guest.c.person_id == person_id, guest.c.state == state)
        row = await self._one(theirs.order_by(guest.c.requested_at.desc(), guest.c.id).limit(1))
        return None if row is None else self._encryption.entity(Guest, guest, row)

    async def formerly(self, organisation_id: UUID, telegram_id: int) -> str | None:
        """Return the person of the organisation who used this Telegram account before; None where there is none."""
        theirs = (account.c.organisation_id == organisation_id) & (account.c.telegram_id == telegram_id)
        named = select(person.c.name).join(account, account.c.person_id == person.c.id).where(theirs)
        newest = named.order_by(account.c.bound_at.desc(), account.c.id).limit(1)
        return (await self._connection.execute(newest)).scalar_one_or_none()

    async def among(self, people: Iterable[UUID]) -> list[Guest]:
        """Return which of these people are guests."""
        rows = await self._all(select(guest).where(guest.c.id.in_(list(people))))
        return [self._encryption.entity(Guest, guest, row) for row in rows]

    async def decide(self, guest_id: UUID, state: GuestState, by_id: UUID, now: datetime) -> bool:
        """Admit or refuse once; False when it was decided before."""
        decided = update(guest).where(guest.c.id == guest_id, _OPEN)
        return await self._changed(decided.values(state=state, decided_by_id=by_id, decided_at=now)) == 1
