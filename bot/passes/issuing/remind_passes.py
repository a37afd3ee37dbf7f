"""Rung by the clock: reminds holders of passes that end, and those who issued them, once a day at most.

Promises: each step is told once, whoever rings and however often; after a standstill one reminder comes, not three; a
thousand passes that end on one day are one message to a manager.
"""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.ids import EventId
from bot.notices.outbox import NewNotice
from bot.notices.ports import Reminder, Subject
from bot.notices.schedule import Audience
from bot.passes.issuing.issue_pass import notify_holder
from bot.passes.issuing.reminding import ENDING_WITHIN, after, days_left, due_steps
from bot.passes.models import Pass
from bot.passes.notices import PassesEnding, PassReminder
from bot.passes.ports import OpenPasses, PassesTransaction
from bot.staff.models import Organisation

AT_ONCE = 50
MOST_COUNTED = 1000


@dataclass(frozen=True, slots=True)
class RemindPasses:
    """Each due row is moved on in a transaction of its own, by whoever is first; rung once, it goes on to the last."""

    open: OpenPasses

    async def __call__(self, *, now: datetime) -> int:
        """Tell what is due; return how many passes were looked at."""
        looked_at = 0
        while True:
            async with self.open() as tx:
                due = await tx.reminders.due(Subject.PASS, now, AT_ONCE)
            for reminder in due:
                async with self.open() as tx:
                    await _take(tx, reminder, now)
            looked_at += len(due)
            if len(due) < AT_ONCE:
                return looked_at


async def _take(tx: PassesTransaction, reminder: Reminder, now: datetime) -> None:
    pass_ = await tx.passes.get(reminder.organisation_id, reminder.id)
    if pass_ is None or pass_.over_at(now):
        await tx.reminders.stop([reminder.id])
        return
    organisation = await tx.organisations.get(reminder.organisation_id)
    told = due_steps(reminder, pass_, organisation, now)
    if not await tx.reminders.advance(reminder, after(reminder, told)):
        return
    for step in told.send:
        if step.audience is Audience.MANAGERS:
            await _tell_issuer(tx, pass_, organisation, now)
        else:
            event_id = EventId(f"bell:{pass_.id}:{step.name}:{pass_.expires_at.isoformat()}")
            days = days_left(pass_, organisation, now)
            content = PassReminder(pass_.type, pass_.number, pass_.expires_at, days)
            await notify_holder(tx, pass_, content, event_id, now)


async def _tell_issuer(tx: PassesTransaction, pass_: Pass, organisation: Organisation, now: datetime) -> None:
    """Tell who issued the pass that some end, once on a day of theirs; all managers where that one manages no more."""
    managers = await tx.people.managers(organisation.id)
    told = [person for person in managers if person.id == pass_.issued_by_id] or managers
    today = now.astimezone(ZoneInfo(organisation.time_zone)).date()
    ending = await tx.passes.ending(organisation.id, now, now + ENDING_WITHIN, MOST_COUNTED)
    event_id = EventId(f"bell:{organisation.id}:passes-ending:{today.isoformat()}")
    notice = NewNotice(organisation.id, organisation.id, PassesEnding(len(ending)), event_id, now)
    await tx.outbox.add([notice.to(person.id) for person in told])
