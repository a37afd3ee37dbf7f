"""Changes of what identifies people, and rebindings: at most one of a person waits, settled by conditional UPDATEs."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select, update

from bot.due_rows import DueRow
from bot.staff.identity.changes import IdentityChange
from bot.staff.identity.rebindings import Rebinding, RebindingState
from storage.repository import Rows
from storage.tables import account, identity_change, person, rebinding

_WAITS = rebinding.c.state == RebindingState.WAITING


class SqlIdentityChanges(Rows):
    """Implements `bot.staff.identity.changes.IdentityChanges`."""

    async def add(self, change: IdentityChange) -> None:
        """Add one, once."""
        await self._insert(identity_change, [self._encryption.values(identity_change, change)])

    async def get(self, change_id: UUID) -> IdentityChange | None:
        """Return one."""
        row = await self._one(select(identity_change).where(identity_change.c.id == change_id))
        return None if row is None else self._encryption.entity(IdentityChange, identity_change, row)

    async def since(self, person_id: UUID, moment: datetime) -> list[IdentityChange]:
        """Return those of a person since a moment, oldest first."""
        theirs = (identity_change.c.person_id == person_id) & (identity_change.c.changed_at >= moment)
        rows = await self._all(select(identity_change).where(theirs).order_by(identity_change.c.changed_at))
        return [self._encryption.entity(IdentityChange, identity_change, row) for row in rows]


class SqlRebindings(Rows):
    """Implements `bot.staff.identity.rebindings.Rebindings`."""

    async def add(self, new: Rebinding) -> None:
        """Add one that waits, once; an earlier one of the person is cancelled."""
        await self._lock(person, new.person_id)
        if await self._there(rebinding, new.id):
            return
        earlier = update(rebinding).where(rebinding.c.person_id == new.person_id, _WAITS)
        await self._changed(earlier.values(state=RebindingState.CANCELLED, decided_at=new.requested_at))
        await self._insert(rebinding, [self._encryption.values(rebinding, new)])

    async def get(self, rebinding_id: UUID) -> Rebinding | None:
        """Return one."""
        return await self._rebinding(rebinding.c.id == rebinding_id)

    async def waiting(self, person_id: UUID) -> Rebinding | None:
        """Return the one that waits for a person."""
        return await self._rebinding(rebinding.c.person_id == person_id, _WAITS)

    async def waiting_of(self, telegram_id: int) -> Rebinding | None:
        """Return the newest one by which this Telegram user waits to speak for somebody."""
        theirs = select(account.c.id).where(account.c.telegram_id == telegram_id, account.c.waits)
        return await self._rebinding(rebinding.c.account_id.in_(theirs), _WAITS)

    async def due(self, now: datetime, most: int) -> list[DueRow]:
        """Return those whose delay is over, oldest first."""
        due = select(rebinding.c.id, rebinding.c.organisation_id).where(_WAITS, rebinding.c.takes_effect_at <= now)
        return await self._due(due.order_by(rebinding.c.takes_effect_at, rebinding.c.id).limit(most))

    async def settle(self, rebinding_id: UUID, state: RebindingState, by: UUID | None, now: datetime) -> bool:
        """Settle one, once; False if it does not wait any more."""
        theirs = select(rebinding.c.person_id).where(rebinding.c.id == rebinding_id)
        person_id = (await self._connection.execute(theirs)).scalar_one_or_none()
        if person_id is None:
            return False
        await self._lock(person, person_id)  # first, as whoever dismisses the person does
        settled = update(rebinding).where(rebinding.c.id == rebinding_id, _WAITS)
        return await self._changed(settled.values(state=state, decided_by_id=by, decided_at=now)) == 1

    async def _rebinding(self, *found: ColumnElement[bool]) -> Rebinding | None:
        row = await self._one(select(rebinding).where(*found).order_by(rebinding.c.requested_at.desc()).limit(1))
        return None if row is None else self._encryption.entity(Rebinding, rebinding, row)
