"""Which steps of a reminder to send now, which they speak for, and when to look again."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import assert_never

from bot.notices.schedule.steps import Anchor, Audience, Policy, Step
from bot.notices.schedule.working_time import HOUR, WorkingTime, last_allowed, next_allowed, next_day


@dataclass(frozen=True, slots=True)
class Situation:
    """What a reminder is about: sent when, with which deadline, put off until when. Aware UTC.

    `reminded_at` says when each audience was last reminded.
    """

    sent_at: datetime
    deadline_at: datetime | None = None
    snoozed_until_at: datetime | None = None
    reminded_at: Mapping[Audience, datetime] = field(default_factory=dict)

    @property
    def quiet_until_at(self) -> datetime:
        """Return until when the responsible person is left alone: as they asked, but never beyond the deadline."""
        if self.snoozed_until_at is None:
            return self.sent_at
        return min(self.snoozed_until_at, self.deadline_at or self.snoozed_until_at)

    def is_over(self, now: datetime) -> bool:
        """Say whether the deadline has come."""
        return self.deadline_at is not None and now >= self.deadline_at

    def free_at(self, audience: Audience, working_time: WorkingTime) -> datetime:
        """Return from when on an audience may be reminded: on the day after it last was."""
        reminded_at = self.reminded_at.get(audience)
        return self.sent_at if reminded_at is None else max(self.sent_at, next_day(reminded_at, working_time))


@dataclass(frozen=True, slots=True)
class Due:
    """What to do now: `send` these steps, one at most to each audience; `covered` are spoken for and never sent.

    Keep the names of both as done, and when each audience was reminded, in the transaction that writes the notices.
    `next_at` is when to look again, None when nothing more is to come.
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
    left out on or after the deadline; a step before the deadline is left out on or before the sending, except for the
    last one where it would be the only one. Nobody is reminded twice on one local day: what was wanted on it is
    covered, and what says that the deadline has passed waits for the next. Snoozing holds back what goes to the
    responsible person, except for what must be in time, and then reminds them whatever else is planned. When a deadline
    is moved, take the names of the steps counted from it out of `already`.
    """
    planned = _still_to_come(policy, situation, already, now, working_time)
    ripe = [each for each in planned if each.due_at <= now]
    if not ripe:
        return Due((), (), planned[0].due_at if planned else None)
    if not working_time.allows(now):
        return Due((), (), next_allowed(now, working_time))
    send = tuple(_speakers(ripe))
    reminded_at = {**situation.reminded_at, **dict.fromkeys((step.audience for step in send), now)}
    after = replace(situation, reminded_at=reminded_at)
    spoken_for = [each.step for each in planned if each in ripe or _spoken_for(each, after, now, working_time)]
    covered = tuple(step for step in spoken_for if step not in send)
    later = _still_to_come(policy, after, already | {step.name for step in spoken_for}, now, working_time)
    return Due(send, covered, later[0].due_at if later else None)


def _still_to_come(
    policy: Policy, situation: Situation, already: Collection[str], now: datetime, working_time: WorkingTime
) -> list[_Planned]:
    planned = [each for each in _planned(policy, situation, working_time) if each.step.name not in already]
    planned += [each for each in _only_word(policy, situation, planned, working_time) if each.step.name not in already]
    return sorted(each for each in planned if not (each.step.in_time and situation.is_over(now)))


def _speakers(ripe: Sequence[_Planned]) -> Iterator[Step]:
    """Yield the last step to each audience."""
    yield from {each.step.audience: each.step for each in ripe}.values()


def _spoken_for(each: _Planned, after: Situation, now: datetime, working_time: WorkingTime) -> bool:
    """Say whether a step that was to come later the same day says nothing new after what is sent `now`."""
    today_is_over_at = after.free_at(each.step.audience, working_time)
    return now < today_is_over_at and each.due_at < today_is_over_at and not after.is_over(each.wanted_at)


def _planned(policy: Policy, situation: Situation, working_time: WorkingTime) -> Iterator[_Planned]:
    for place, step in enumerate(policy):
        wanted_at = _wanted_at(step, situation, working_time)
        due_at = wanted_at and _due_at(step, wanted_at, situation, working_time)
        if wanted_at and due_at:
            yield _Planned(due_at, wanted_at, place, step)
    until = situation.snoozed_until_at
    if until and not situation.is_over(until):
        again = Step(f"snoozed-until-{until.isoformat()}", until - situation.sent_at, in_time=True)
        due_at = _due_at(again, until, situation, working_time)
        if due_at:
            yield _Planned(due_at, until, len(policy), again)


def _only_word(
    policy: Policy, situation: Situation, others: Sequence[_Planned], working_time: WorkingTime
) -> Iterator[_Planned]:
    """Yield the last step that must be in time, where its day is over and no other comes before the deadline."""
    steps = [step for step in policy if step.in_time and step.audience is Audience.RESPONSIBLE]
    if not steps or Audience.RESPONSIBLE in situation.reminded_at:
        return
    if any(each.step.audience is Audience.RESPONSIBLE and not situation.is_over(each.due_at) for each in others):
        return
    if due_at := _last_hour(Audience.RESPONSIBLE, situation, working_time):
        last = max(steps, key=lambda step: step.offset)
        yield _Planned(due_at, due_at, policy.index(last), last)


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

    None for a step that must be in time when there is no working hour for it.
    """
    free_at = situation.free_at(step.audience, working_time)
    awake_at = max(free_at, situation.quiet_until_at) if step.audience is Audience.RESPONSIBLE else free_at
    due_at = next_allowed(max(wanted_at, awake_at), working_time)
    return _last_hour(step.audience, situation, working_time) if step.in_time and situation.is_over(due_at) else due_at


def _last_hour(audience: Audience, situation: Situation, working_time: WorkingTime) -> datetime | None:
    """Return when the last working hour before the deadline begins in which an audience may be reminded."""
    if situation.deadline_at is None:
        return None
    not_before = max(situation.free_at(audience, working_time), situation.sent_at + HOUR)
    hour = last_allowed(situation.deadline_at, not_before, working_time)
    return hour and hour[0]
