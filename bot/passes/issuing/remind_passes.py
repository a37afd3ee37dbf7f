"""Reminds holders and issuers of passes that end soon, at most once a day.

An issuer gets one message however many passes end on a day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.ids import EventId
from bot.notices.outbox import NewNotice
from bot.notices.ports import Reminder
from bot.notices.reminders import Timetable
from bot.notices.schedule import Audience, Step
from bot.passes.issuing.issue_pass import notify_holder
from bot.passes.issuing.reminding import ENDING_WITHIN, timetable_of
from bot.passes.models import Pass
from bot.passes.notices import PassesEnding, PassReminder
from bot.passes.ports import PassesTransaction
from bot.staff.models import Organisation
from bot.texts.days import days_until


@dataclass(frozen=True, slots=True)
class RemindablePass:
    """A pass that was not revoked. Implements `bot.notices.reminders.Remindable`."""

    pass_: Pass
    organisation: Organisation

    @property
    def timetable(self) -> Timetable:
        """Return when to send the reminders."""
        return timetable_of(self.pass_, self.organisation)

    async def remind(self, tx: PassesTransaction, steps: Sequence[Step], now: datetime) -> None:
        """Notify the holder, the issuer, or both."""
        for step in steps:
            if step.audience is Audience.MANAGERS:
                await _notify_issuer(tx, self.pass_, self.organisation, now)
            else:
                await _notify_holder(tx, self.pass_, self.organisation, step, now)


async def load_pass(tx: PassesTransaction, reminder: Reminder) -> RemindablePass | None:
    """Return the pass that a reminder is about; None once it has been revoked."""
    pass_ = await tx.passes.get(reminder.organisation_id, reminder.id)
    if pass_ is None or pass_.revoked_at is not None:
        return None
    return RemindablePass(pass_, await tx.organisations.get(reminder.organisation_id))


async def _notify_holder(
    tx: PassesTransaction, pass_: Pass, organisation: Organisation, step: Step, now: datetime
) -> None:
    event_id = EventId(f"job:{pass_.id}:{step.name}:{pass_.expires_at.isoformat()}")
    days = days_until(pass_.expires_at, ZoneInfo(organisation.time_zone), now)
    content = PassReminder(pass_.type, pass_.number, pass_.expires_at, days)
    await notify_holder(tx, pass_, content, event_id, now)


async def _notify_issuer(tx: PassesTransaction, pass_: Pass, organisation: Organisation, now: datetime) -> None:
    """Notify the pass's issuer that passes end soon, once a day; all managers where the issuer manages no more."""
    managers = await tx.people.managers(organisation.id)
    told = [person for person in managers if person.id == pass_.issued_by_id] or managers
    today = now.astimezone(ZoneInfo(organisation.time_zone)).date()
    ending = await tx.passes.count_ending(organisation.id, now, now + ENDING_WITHIN)
    event_id = EventId(f"job:{organisation.id}:passes-ending:{today.isoformat()}")
    notice = NewNotice(organisation.id, organisation.id, PassesEnding(ending), event_id, now)
    await tx.outbox.add([notice.to(person.id) for person in told])
