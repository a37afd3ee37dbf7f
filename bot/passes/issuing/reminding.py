"""When a pass's reminders are due. Pure; the policy is the house's (`PASS_POLICY`).

A pass of a week or less is never reminded of: its holder was told of it days ago.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.notices.ports import Reminder, Subject
from bot.notices.schedule import PASS_POLICY, Due, Situation, due
from bot.passes.models import Pass
from bot.staff.models import Organisation
from bot.staff.organisation.working_hours import working_time

SHORT = timedelta(days=7)
ENDING_WITHIN = timedelta(days=15)
"""What the managers' reminder calls near its end: the 14 days of the policy, and the rest of today."""


def first_reminder(pass_: Pass, organisation: Organisation) -> Reminder:
    """Start reminding of a pass, from its issue or renewal on; steps before that are left out."""
    life = pass_.expires_at - pass_.valid_from_at
    never = life <= SHORT
    too_early = frozenset(step.name for step in PASS_POLICY if never or -step.offset >= life)
    reminder = Reminder(pass_.id, organisation.id, Subject.PASS, None, too_early)
    return after(reminder, due_steps(reminder, pass_, organisation, pass_.valid_from_at))


def due_steps(reminder: Reminder, pass_: Pass, organisation: Organisation, now: datetime) -> Due:
    """Return what is due now; a standstill's steps are covered by the newest."""
    situation = Situation(pass_.valid_from_at, pass_.expires_at, reminder.snoozed_until_at)
    return due(PASS_POLICY, situation, reminder.done, now, working_time(organisation))


def after(reminder: Reminder, told: Due) -> Reminder:
    """Move a reminder on to its next step; None is left when there is none."""
    return replace(reminder, next_at=told.next_at, done=reminder.done | told.done)


def days_left(pass_: Pass, organisation: Organisation, now: datetime) -> int:
    """Count the days to the pass's end as a calendar on the wall does."""
    zone = ZoneInfo(organisation.time_zone)
    return (pass_.expires_at.astimezone(zone).date() - now.astimezone(zone).date()).days
