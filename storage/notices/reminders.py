"""Reminders: rows that a job claims by a conditional UPDATE."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import bindparam, delete, null, select, update

from bot.due_rows import DueRow
from bot.notices.ports import Reminder, Subject
from storage.repository import Rows, chunks, same
from storage.tables import pending_decline, reminder

_STOP: Final = update(reminder).where(reminder.c.id.in_(bindparam("ids", expanding=True))).values(next_at=null())

_NOTE_REMINDED: Final = (
    update(reminder)
    .where(reminder.c.id.in_(bindparam("ids", expanding=True)))
    .values(reminded_at=bindparam("at", type_=reminder.c.reminded_at.type))
)
_ADVANCED: Final = ("next_at", "done", "snoozed_until_at", "reminded_at", "escalated_at")


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
        """Return reminders of these subjects that are due, the longest due first.

        None of a request that its recipient has declined, while they can take it back.
        """
        due = reminder.c.subject.in_(subjects) & (reminder.c.next_at <= now)
        declined = select(pending_decline.c.id).where(pending_decline.c.id == reminder.c.id).exists()
        query = select(reminder.c.id, reminder.c.organisation_id).where(due, ~declined)
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
        columns = [reminder.c[name] for name in _ADVANCED]
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

    async def note_reminded(self, subject_ids: Iterable[UUID], at: datetime) -> None:
        """Note that the responsible people were reminded of these by somebody else."""
        for chunk in chunks(subject_ids):
            await self._changed(_NOTE_REMINDED, {"ids": chunk, "at": at})
