"""When a pass's reminders are due. Pure; the policy is the house's (`PASS_POLICY`).

A pass of a week or less is never reminded of: its holder was told of it days ago.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.notices.ports import Reminder, Subject
from bot.notices.reminders import Timetable, advanced
from bot.notices.schedule import PASS_POLICY
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
    moved, _ = advanced(reminder, timetable_of(pass_, organisation), pass_.valid_from_at)
    return moved


def timetable_of(pass_: Pass, organisation: Organisation) -> Timetable:
    """Return when to remind of a pass."""
    return Timetable(
        policy=PASS_POLICY,
        sent_at=pass_.valid_from_at,
        deadline_at=pass_.expires_at,
        working_time=working_time(organisation),
    )


def days_left(pass_: Pass, organisation: Organisation, now: datetime) -> int:
    """Count the days to the pass's end as a calendar on the wall does."""
    zone = ZoneInfo(organisation.time_zone)
    return (pass_.expires_at.astimezone(zone).date() - now.astimezone(zone).date()).days
