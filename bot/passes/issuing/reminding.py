"""When a pass's reminders are due. Pure; the policy is `PASS_POLICY`.

There is no reminder of a pass valid for a week or less: its holder was notified of it days before.
"""

from datetime import timedelta

from bot.notices.ports import Reminder, Subject
from bot.notices.reminders import Timetable, advanced
from bot.notices.schedule import PASS_POLICY
from bot.passes.models import Pass
from bot.staff.models import Organisation
from bot.staff.organisation.working_hours import working_time

SHORT = timedelta(days=7)
ENDING_WITHIN = timedelta(days=15)
"""The period that the managers' reminder covers: the 14 days of the policy, and the rest of today."""


def first_reminder(pass_: Pass, organisation: Organisation) -> Reminder:
    """Start reminders of a pass from its issue or renewal on; earlier steps are left out."""
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
