"""Reminders: rows that a job claims by a conditional UPDATE."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import bindparam, case, delete, null, or_, select, update

from bot.due_rows import DueRow
from bot.notices.ports import Reminder, Subject
from storage.repository import Rows, chunks, same
from storage.tables import reminder

_STOP: Final = update(reminder).where(reminder.c.id.in_(bindparam("ids", expanding=True))).values(next_at=null())


class SqlReminders(Rows):
    """Implements `bot.notices.ports.Reminders`."""

    async def add(self, new: Reminder) -> None:
        """Start reminders; no effect if they exist already."""
        await self._insert(reminder, [self._encryption.values(reminder, new)])

    async def restart(self, new: Reminder) -> None:
        """Start reminders again, whatever was sent before."""
        await self._connection.execute(delete(reminder).where(reminder.c.id == new.id))
        await self.add(new)

    async def due(self, subjects: Collection[Subject], now: datetime, most: int) -> list[DueRow]:
        """Return reminders of these subjects that are due and not snoozed, the longest due first."""
        awake = or_(reminder.c.snoozed_until_at.is_(None), reminder.c.snoozed_until_at <= now)
        due = reminder.c.subject.in_(subjects) & (reminder.c.next_at <= now) & awake
        query = select(reminder.c.id, reminder.c.organisation_id).where(due)
        return await self._due(query.order_by(reminder.c.next_at, reminder.c.id).limit(most))

    async def of(self, subject_ids: Iterable[UUID]) -> list[Reminder]:
        """Return the reminders of these subjects, locked to the end of the transaction."""
        found: list[Reminder] = []
        for chunk in chunks(subject_ids):
            held = select(reminder).where(reminder.c.id.in_(chunk)).order_by(reminder.c.id).with_for_update()
            found += [self._encryption.entity(Reminder, reminder, row) for row in await self._all(held)]
        return found

    async def advance(self, was: Reminder, becomes: Reminder) -> bool:
        """Set a reminder's next step if it is unchanged since `was` was read; False: another process was first."""
        columns = (reminder.c.next_at, reminder.c.done, reminder.c.snoozed_until_at)
        unchanged = [same(column, getattr(was, column.name)) for column in columns]
        values = {column.name: getattr(becomes, column.name) for column in columns}
        return await self._changed(update(reminder).where(reminder.c.id == was.id, *unchanged).values(values)) == 1

    async def stop(self, subject_ids: Iterable[UUID]) -> None:
        """Stop reminding of these."""
        for chunk in chunks(subject_ids):
            await self._changed(_STOP, {"ids": chunk})

    async def look_again(self, organisation_id: UUID, now: datetime) -> None:
        """Make every waiting reminder of an organisation due at once: its working hours have changed."""
        waiting = (reminder.c.organisation_id == organisation_id) & (reminder.c.next_at > now)
        await self._changed(update(reminder).where(waiting).values(next_at=now))

    async def snooze(self, reminder_id: UUID, until: datetime) -> None:
        """Snooze it until `until`, even where nothing else was to come."""
        later = or_(reminder.c.next_at.is_(None), reminder.c.next_at > until)
        looked_at = case((later, until), else_=reminder.c.next_at)
        changed = update(reminder).where(reminder.c.id == reminder_id)
        await self._changed(changed.values(snoozed_until_at=until, next_at=looked_at))
