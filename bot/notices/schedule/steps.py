"""The steps of a reminder: when each is wanted, before working hours are asked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.notices.schedule.working_time import WorkingTime, opening_of

_NO_TIME = timedelta()


class Anchor(StrEnum):
    """What a step is counted from."""

    SENT = "sent"
    DEADLINE = "deadline"


class Audience(StrEnum):
    """Who is reminded, each once a day at most; a step to one never speaks for a step to the other."""

    RESPONSIBLE = "responsible"
    MANAGERS = "managers"


@dataclass(frozen=True, slots=True)
class Step:
    """One moment to remind: `offset` from `anchor`, negative before it. `name` is unique in its policy, and kept.

    `by_day` counts whole local days and takes the opening of that day's hours, not the clock time of the anchor.
    `in_time` is for a step that is worth nothing after the deadline: if no working hour is left before it, the step
    comes in the last one that there is.
    """

    name: str
    offset: timedelta
    anchor: Anchor = Anchor.SENT
    audience: Audience = Audience.RESPONSIBLE
    by_day: bool = False
    in_time: bool = False

    def wanted_at(self, anchor_at: datetime, working_time: WorkingTime) -> datetime:
        """Return when the step is wanted, working hours or not; UTC."""
        if not self.by_day:
            return anchor_at + self.offset
        return opening_of((anchor_at.astimezone(working_time.time_zone) + self.offset).date(), working_time)


Policy = tuple[Step, ...]
"""The steps of one kind of reminder; of two wanted at the same time the later in the tuple speaks for both."""


def _days_before(days: int, audience: Audience) -> Step:
    name = f"{days}-days-before" if audience is Audience.RESPONSIBLE else f"{days}-days-before-{audience}"
    return Step(name, timedelta(days=-days), Anchor.DEADLINE, audience, by_day=True, in_time=True)


REQUEST_POLICY: Policy = (
    Step("after-1-day", timedelta(days=1)),
    Step("after-3-days", timedelta(days=3)),
    Step("1-day-before", timedelta(days=-1), Anchor.DEADLINE, by_day=True, in_time=True),
    Step("deadline", _NO_TIME, Anchor.DEADLINE),
    Step("overdue", _NO_TIME, Anchor.DEADLINE, Audience.MANAGERS),
)
"""For a document to be signed: after 1 and 3 days, the day before, at the deadline; then the manager."""

SERVICE_QR_POLICY: Policy = (
    *(_days_before(days, Audience.RESPONSIBLE) for days in (30, 14, 7, 3, 1, 0)),
    *(_days_before(days, Audience.MANAGERS) for days in (3, 1, 0)),
)
"""For a service QR that expires: to its issuer; unanswered so late, to the other managers too."""

PASS_POLICY: Policy = (
    *(_days_before(days, Audience.RESPONSIBLE) for days in (14, 3, 0)),
    *(_days_before(days, Audience.MANAGERS) for days in (14, 3)),
)
"""For a pass that expires: to its holder, and to who issued it while there is time to renew."""
