"""The reminder engine: one periodic job that reminds people of every kind of subject.

A feature makes its subject remindable: it says when to remind, and notifies people when called. The engine finds and
claims due reminders and sets their next step, so that each step is sent once, by one process, and one reminder covers
all that were missed while the bot did not run.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Generic, Protocol, TypeVar
from uuid import UUID

from bot.due_rows import DueRow, DueRows, Open
from bot.notices.ports import NoticesTransaction, Reminder, Subject
from bot.notices.schedule import Anchor, Audience, Policy, Situation, Step, WorkingTime, due, next_allowed, next_day

TransactionT = TypeVar("TransactionT", bound=NoticesTransaction)
_TransactionT_contra = TypeVar("_TransactionT_contra", bound=NoticesTransaction, contravariant=True)

ENDED: Final = Step("expired", timedelta(), Anchor.DEADLINE)
"""The step sent at `Timetable.ends_at`, at any hour; nothing follows it."""


@dataclass(frozen=True, slots=True)
class Timetable:
    """When to remind of a subject: the steps, the times from which they are counted, and the working hours.

    At `ends_at`, if set, people are notified that it has `ENDED`. Aware UTC.
    """

    policy: Policy
    sent_at: datetime
    deadline_at: datetime
    working_time: WorkingTime
    ends_at: datetime | None = None


class Remindable(Protocol[_TransactionT_contra]):
    """The subject of a reminder, as it is in the transaction that reminds of it."""

    @property
    def timetable(self) -> Timetable:
        """Return when to remind of it."""
        ...

    async def remind(self, tx: _TransactionT_contra, steps: Sequence[Step], now: datetime) -> None:
        """Notify the people that these steps are for."""
        ...


Load = Callable[[TransactionT, Reminder], Awaitable[Remindable[TransactionT] | None]]
"""Loads the subject of a reminder; None when nobody is to be reminded of it any more."""


def advanced(reminder: Reminder, timetable: Timetable, now: datetime) -> tuple[Reminder, tuple[Step, ...]]:
    """Return the reminder with its next step, and the steps to send now."""
    ends_at = timetable.ends_at
    if ends_at is not None and now >= ends_at:
        over = replace(reminder, next_at=None, snoozed_until_at=None, done=reminder.done | {ENDED.name})
        return over, (ENDED,)
    last = {Audience.RESPONSIBLE: reminder.reminded_at, Audience.MANAGERS: reminder.escalated_at}
    reminded_at = {audience: at for audience, at in last.items() if at is not None}
    situation = Situation(timetable.sent_at, timetable.deadline_at, reminder.snoozed_until_at, reminded_at)
    found = due(timetable.policy, situation, reminder.done, now, timetable.working_time)
    next_at = min(filter(None, (found.next_at, ends_at)), default=None)
    told = {step.audience for step in found.send}
    moved = replace(
        reminder,
        next_at=next_at,
        done=reminder.done | found.done,
        reminded_at=now if Audience.RESPONSIBLE in told else reminder.reminded_at,
        escalated_at=now if Audience.MANAGERS in told else reminder.escalated_at,
    )
    return moved, found.send


def scheduled(reminder: Reminder, timetable: Timetable, now: datetime) -> Reminder:
    """Return the reminder with the time of its next step; what is due now is left to the job."""
    moved, steps = advanced(reminder, timetable, now)
    return replace(reminder, next_at=now if steps else moved.next_at)


async def snooze(tx: NoticesTransaction, reminder_id: UUID, timetable: Timetable, now: datetime) -> datetime | None:
    """Put the reminders of a subject off until tomorrow morning, and return when the next one comes.

    None where no working hour is left for one before the deadline: then nothing is put off.
    """
    working_time = timetable.working_time
    until = next_allowed(next_day(now, working_time), working_time)
    if until >= timetable.deadline_at:
        return None
    for reminder in await tx.reminders.of([reminder_id]):
        snoozed = replace(reminder, snoozed_until_at=until)
        await tx.reminders.advance(reminder, scheduled(snoozed, timetable, now))
    return until


@dataclass(frozen=True, slots=True)
class SendReminders(Generic[TransactionT]):
    """Periodic job. `subjects` loads each kind of subject."""

    open: Open[TransactionT]
    subjects: Mapping[Subject, Load[TransactionT]]

    async def __call__(self, *, now: datetime) -> int:
        """Send every due reminder and return how many were handled."""
        return await DueRows(
            job="send_reminders",
            open=self.open,
            find=lambda tx, most: tx.reminders.due(self.subjects.keys(), now, most),
            handle_one=self._remind,
        ).handle_each(now)

    async def _remind(self, row: DueRow, now: datetime) -> bool:
        async with self.open() as tx:
            found = await tx.reminders.of([row.id])
            if not found or not found[0].is_due(now):
                return False
            return await self._send(tx, found[0], now)

    async def _send(self, tx: TransactionT, reminder: Reminder, now: datetime) -> bool:
        subject = await self.subjects[reminder.subject](tx, reminder)
        if subject is None:
            return await tx.reminders.advance(reminder, replace(reminder, next_at=None))
        moved, steps = advanced(reminder, subject.timetable, now)
        if not await tx.reminders.advance(reminder, moved):
            return False
        if steps:
            await subject.remind(tx, steps, now)
        return True
