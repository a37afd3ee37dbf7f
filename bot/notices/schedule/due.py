"""Which steps of a reminder to send now, which they speak for, and when to look again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from bot.notices.schedule.steps import Anchor, Audience, Policy, Step
from bot.notices.schedule.working_time import WorkingTime, last_opening, next_allowed


@dataclass(frozen=True, slots=True)
class Situation:
    """What a reminder is about: sent when, with which deadline, put off until when. Aware UTC."""

    sent_at: datetime
    deadline_at: datetime | None = None
    snoozed_until_at: datetime | None = None

    @property
    def quiet_until_at(self) -> datetime:
        """Return until when the responsible person is left alone: as they asked, but never beyond the deadline."""
        if self.snoozed_until_at is None:
            return self.sent_at
        return min(self.snoozed_until_at, self.deadline_at or self.snoozed_until_at)

    def is_over(self, now: datetime) -> bool:
        """Say whether the deadline has come."""
        return self.deadline_at is not None and now >= self.deadline_at


@dataclass(frozen=True, slots=True)
class Due:
    """What to do now: `send` these steps, one at most to each audience; `covered` are spoken for and never sent.

    Whatever a covered step would have brought (the document, when it is the sending itself), the sent one must bring.
    Keep the names of both as done in the transaction that writes the notices. `next_at` is when to look again, None
    when nothing more is to come.
    """

    send: tuple[Step, ...]
    covered: tuple[Step, ...]
    next_at: datetime | None

    @property
    def done(self) -> frozenset[str]:
        """Return the names to add to those already done."""
        return frozenset(step.name for step in (*self.send, *self.covered))


@dataclass(frozen=True, slots=True, order=True)
class _Planned:
    """A step and when it may be sent; what is ordered last speaks for what comes before it."""

    due_at: datetime
    wanted_at: datetime
    place: int
    step: Step


def due(policy: Policy, situation: Situation, already: frozenset[str], now: datetime, working_time: WorkingTime) -> Due:
    """Work out what `policy` asks for at `now`, given the names of the steps `already` sent or covered.

    What is counted from the sending is counted from the first working hour after it, when a person can be told, and is
    left out on or after the deadline; a step before the deadline is left out on or before the sending. Snoozing holds
    back what goes to the responsible person, and then reminds them whatever else is planned. When a deadline is moved,
    take the names of the steps counted from it out of `already`.
    """
    planned = sorted(
        each
        for each in _planned(policy, situation, working_time)
        if each.step.name not in already and not (each.step.in_time and situation.is_over(now))
    )
    ripe = [each for each in planned if each.due_at <= now]
    if ripe and not working_time.allows(now):
        return Due((), (), next_allowed(now, working_time))
    send = tuple(_speakers(ripe))
    covered = tuple(each.step for each in ripe if each.step not in send)
    return Due(send, covered, planned[len(ripe)].due_at if len(planned) > len(ripe) else None)


def _speakers(ripe: Sequence[_Planned]) -> Iterator[Step]:
    """Yield the last step to each audience."""
    yield from {each.step.audience: each.step for each in ripe}.values()


def _planned(policy: Policy, situation: Situation, working_time: WorkingTime) -> Iterator[_Planned]:
    for place, step in enumerate(policy):
        wanted_at = _wanted_at(step, situation, working_time)
        due_at = wanted_at and _due_at(step, wanted_at, situation, working_time)
        if wanted_at and due_at:
            yield _Planned(due_at, wanted_at, place, step)
    until = situation.snoozed_until_at
    if until and not situation.is_over(until):
        again = Step(f"snoozed-until-{until.isoformat()}", until - situation.sent_at)
        yield _Planned(next_allowed(until, working_time), until, len(policy), again)


def _wanted_at(step: Step, situation: Situation, working_time: WorkingTime) -> datetime | None:
    """Return when a step is wanted, None if it makes no sense between this sending and this deadline."""
    match step.anchor:
        case Anchor.SENT:
            told_at = next_allowed(situation.sent_at, working_time) if step.offset else situation.sent_at
            wanted_at = step.wanted_at(told_at, working_time)
            return None if situation.is_over(wanted_at) else wanted_at
        case Anchor.DEADLINE:
            deadline_at = situation.deadline_at
            if deadline_at is None:
                return None
            wanted_at = step.wanted_at(deadline_at, working_time)
            return None if wanted_at <= situation.sent_at and wanted_at < deadline_at else wanted_at
        case _:
            assert_never(step.anchor)


def _due_at(step: Step, wanted_at: datetime, situation: Situation, working_time: WorkingTime) -> datetime | None:
    """Return when a step may be sent: as soon as it is wanted, not snoozed and within working hours.

    None for a step that must be in time when no working hour is.
    """
    free_at = situation.sent_at
    if step.audience is Audience.RESPONSIBLE:
        free_at = max(free_at, situation.quiet_until_at)
    due_at = next_allowed(max(wanted_at, free_at), working_time)
    if step.in_time and situation.is_over(due_at):
        return last_opening(wanted_at, free_at, working_time)
    return due_at
