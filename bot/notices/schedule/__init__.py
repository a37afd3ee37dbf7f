"""What is due when: working hours, the steps of a reminder, and which of them to send now.

Promises, for any time zone, policy and delay of the job: a step is sent at most once, never outside the
organisation's working hours, as soon as it may be, and after a pause the newest step speaks for all it overtook; nobody
is reminded twice on one day; where a working hour is left between sending and deadline, there is a last reminder.
Never reads a clock, never writes a row: the caller gives `now`, stores the `Reminder`, and sends.
"""

from bot.notices.schedule.due import Due, Situation, due
from bot.notices.schedule.steps import (
    PASS_POLICY,
    REQUEST_POLICY,
    SERVICE_QR_POLICY,
    Anchor,
    Audience,
    Policy,
    Step,
)
from bot.notices.schedule.working_time import WorkingTime, last_allowed, next_allowed, next_day

__all__ = [
    "PASS_POLICY",
    "REQUEST_POLICY",
    "SERVICE_QR_POLICY",
    "Anchor",
    "Audience",
    "Due",
    "Policy",
    "Situation",
    "Step",
    "WorkingTime",
    "due",
    "last_allowed",
    "next_allowed",
    "next_day",
]
