from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.notices.schedule import (
    PASS_POLICY,
    REQUEST_POLICY,
    SERVICE_QR_POLICY,
    Anchor,
    Audience,
    Situation,
    Step,
    WorkingTime,
    due,
    next_allowed,
)
from bot.notices.schedule.working_time import stretches

KYIV = WorkingTime("Europe/Kyiv", frozenset({1, 2, 3, 4, 5}), time(9), time(18))
TICK = timedelta(seconds=30)
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


def at(text):
    """An instant by Kyiv's wall clock."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Kyiv")).astimezone(UTC)


def played(policy, situation, working_time, *, silences=(), already=frozenset()):
    """Run every 30 seconds except in the silences; return what was sent when: (instant, names)."""
    sent, next_at = [], situation.sent_at
    while next_at is not None:
        now = next_run(next_at, situation.sent_at, silences)
        answer = due(policy, situation, already, now, working_time)
        if answer.send:
            sent.append((now, tuple(step.name for step in answer.send), answer))
        situation = reminded(situation, answer, now)
        already |= answer.done
        assert answer.next_at is None or answer.next_at > now
        next_at = answer.next_at
    return sent


def reminded(situation, answer, now):
    return replace(
        situation, reminded_at={**situation.reminded_at, **dict.fromkeys([step.audience for step in answer.send], now)}
    )


def next_run(not_before, since, silences):
    """Return the first run at or after an instant: every 30 seconds since `since`, never in a silence."""
    run_at = since + -(-(not_before - since) // TICK) * TICK
    for begins, ends in sorted(silences):
        if begins <= run_at < ends:
            run_at = since + -(-(ends - since) // TICK) * TICK
    return run_at


def told(sent):
    return [(f"{when.astimezone(ZoneInfo('Europe/Kyiv')):%a %d %b %H:%M}", *names) for when, names, _ in sent]


# The first test of `make mutation`, which takes what runs while modules are imported for the work of its first test.
@pytest.mark.parametrize(
    ("policy", "to_responsible", "to_managers"),
    [(SERVICE_QR_POLICY, [30, 14, 7, 3, 1, 0], [3, 1, 0]), (PASS_POLICY, [14, 3, 0], [14, 3])],
)
def test_what_expires_is_announced_so_many_days_before_to_whom_it_concerns(policy, to_responsible, to_managers):
    assert policy == (
        *(before(days, f"{days}-days-before", Audience.RESPONSIBLE) for days in to_responsible),
        *(before(days, f"{days}-days-before-managers", Audience.MANAGERS) for days in to_managers),
    )


def before(days, name, audience):
    return Step(name, timedelta(days=-days), Anchor.DEADLINE, audience, by_day=True, in_time=True)


def test_a_request_is_reminded_of_as_promised():
    situation = Situation(at("2026-03-02 10:00"), at("2026-03-12 17:00"))
    assert told(played(REQUEST_POLICY, situation, KYIV)) == [
        ("Tue 03 Mar 10:00", "after-1-day"),
        ("Thu 05 Mar 10:00", "after-3-days"),
        ("Wed 11 Mar 09:00", "1-day-before"),
        ("Thu 12 Mar 17:00", "deadline", "overdue"),
    ]


@pytest.mark.parametrize("deadline", ["2026-03-12 00:30", "2026-03-12 18:00", "2026-03-12 23:59"])
def test_a_day_before_is_the_day_before_whatever_the_hour_of_the_deadline(deadline):
    situation = Situation(at("2026-03-02 10:00"), at(deadline))
    assert ("Wed 11 Mar 09:00", "1-day-before") in told(played(REQUEST_POLICY, situation, KYIV))


def test_what_was_missed_until_the_evening_waits_for_the_morning():
    situation = Situation(at("2026-03-02 10:00"), at("2026-03-13 18:00"), None, {})
    found = due(REQUEST_POLICY, situation, frozenset(), at("2026-03-03 20:00"), KYIV)
    assert (found.send, found.done, found.next_at) == ((), frozenset(), at("2026-03-04 09:00"))


def test_a_request_sent_at_night_waits_for_the_morning():
    situation = Situation(at("2026-03-06 22:00"), at("2026-03-20 17:00"))
    assert told(played(REQUEST_POLICY, situation, KYIV))[:2] == [
        ("Tue 10 Mar 09:00", "after-1-day"),  # counted from when the person could be told
        ("Thu 12 Mar 09:00", "after-3-days"),
    ]


def test_a_service_qr_is_reminded_of_in_the_morning_and_managers_hear_late():
    situation = Situation(at("2026-01-05 12:34"), at("2026-06-30 12:34"))
    assert told(played(SERVICE_QR_POLICY, situation, KYIV)) == [
        ("Mon 01 Jun 09:00", "30-days-before"),  # the 31st of May is a Sunday
        ("Tue 16 Jun 09:00", "14-days-before"),
        ("Tue 23 Jun 09:00", "7-days-before"),
        ("Mon 29 Jun 09:00", "1-days-before", "1-days-before-managers"),
        ("Tue 30 Jun 09:00", "0-days-before", "0-days-before-managers"),
    ]


def test_a_reminder_for_which_no_hour_is_left_comes_in_the_last_hour():
    """The deadline is a Sunday, the service QR's last day too: nobody can be reminded after Friday 18:00."""
    request = Situation(at("2026-03-02 10:00"), at("2026-03-15 12:00"))
    assert ("Fri 13 Mar 17:00", "1-day-before") in told(played(REQUEST_POLICY, request, KYIV))
    service_qr = Situation(at("2026-01-05 12:00"), at("2026-06-28 12:00"))
    assert told(played(SERVICE_QR_POLICY, service_qr, KYIV))[-1] == (
        "Fri 26 Jun 17:00",
        "0-days-before",
        "0-days-before-managers",
    )


@pytest.mark.parametrize(
    ("sent", "deadline", "reminded_at"),
    [
        ("2026-03-13 10:00", "2026-03-15 18:00", "Fri 13 Mar 17:00"),  # sent on a Friday, due on the Sunday
        ("2026-03-13 10:00", "2026-03-14 18:00", "Fri 13 Mar 17:00"),  # or on the Saturday
        ("2026-03-13 10:00", "2026-03-13 18:00", "Fri 13 Mar 17:00"),  # or on the same day
        ("2026-03-13 16:20", "2026-03-15 18:00", "Fri 13 Mar 17:20"),  # an hour after it was sent, at the earliest
        ("2026-03-13 20:00", "2026-03-16 09:20", "Mon 16 Mar 09:00"),
        ("2026-03-12 15:00", "2026-03-13 18:00", "Fri 13 Mar 15:00"),  # after a day: there is no need for another
    ],
)
def test_where_the_day_before_is_over_one_reminder_comes_all_the_same(sent, deadline, reminded_at):
    situation = Situation(at(sent), at(deadline))
    before = [each for each in played(REQUEST_POLICY, situation, KYIV) if each[0] < situation.deadline_at]
    assert [when for when, *_ in told(before)] == [reminded_at]


def test_nobody_can_be_reminded_where_no_working_hour_remains():
    situation = Situation(at("2026-03-13 17:00"), at("2026-03-15 18:00"))
    assert told(played(REQUEST_POLICY, situation, KYIV)) == [("Mon 16 Mar 09:00", "deadline", "overdue")]


def test_a_snooze_does_not_swallow_the_last_reminder():
    """Put off on Friday until Saturday, when nobody is reminded; the deadline is on Sunday."""
    snoozed = Situation(at("2026-03-11 10:00"), at("2026-03-15 18:00"), snoozed_until_at=at("2026-03-14 09:00"))
    already = frozenset({"after-1-day"})
    assert told(played(REQUEST_POLICY, snoozed, KYIV, already=already))[0] == (
        "Fri 13 Mar 17:00",
        f"snoozed-until-{at('2026-03-14 09:00').isoformat()}",
    )


def test_who_was_reminded_today_is_reminded_again_tomorrow_at_the_earliest():
    today = {Audience.RESPONSIBLE: at("2026-03-13 09:30")}
    situation = Situation(at("2026-03-10 10:00"), at("2026-03-16 18:00"), reminded_at=today)
    assert [when for when, *_ in told(played(REQUEST_POLICY, situation, KYIV))][:1] == ["Mon 16 Mar 09:00"]
    last_word = replace(situation, deadline_at=at("2026-03-15 18:00"))  # there was one on the last day
    assert told(played(REQUEST_POLICY, last_word, KYIV)) == [("Mon 16 Mar 09:00", "deadline", "overdue")]


def test_that_the_deadline_has_passed_is_said_on_the_next_day_to_who_was_reminded_on_that_day():
    situation = Situation(at("2026-03-02 10:00"), at("2026-03-03 17:00"))
    assert told(played(REQUEST_POLICY, situation, KYIV)) == [
        ("Tue 03 Mar 10:00", "after-1-day"),
        ("Tue 03 Mar 17:00", "overdue"),
        ("Wed 04 Mar 09:00", "deadline"),
    ]


def test_after_downtime_one_reminder_is_sent_not_five():
    situation = Situation(at("2026-03-02 10:00"), at("2026-03-12 17:00"))
    silence = (at("2026-03-02 09:00"), at("2026-03-11 17:30"))
    assert told(played(REQUEST_POLICY, situation, KYIV, silences=[silence])) == [
        ("Wed 11 Mar 17:30", "1-day-before"),
        ("Thu 12 Mar 17:00", "deadline", "overdue"),
    ]


def test_who_snoozes_is_left_alone_until_then_and_reminded_then():
    snoozed = Situation(at("2026-03-02 10:00"), at("2026-03-12 17:00"), snoozed_until_at=at("2026-03-06 09:00"))
    assert told(played(REQUEST_POLICY, snoozed, KYIV)) == [
        ("Fri 06 Mar 09:00", f"snoozed-until-{at('2026-03-06 09:00').isoformat()}"),
        ("Wed 11 Mar 09:00", "1-day-before"),
        ("Thu 12 Mar 17:00", "deadline", "overdue"),
    ]


def test_snoozing_beyond_the_deadline_hides_neither_the_last_reminder_nor_the_escalation():
    snoozed = Situation(at("2026-03-02 10:00"), at("2026-03-05 17:00"), snoozed_until_at=at("2026-03-20 09:00"))
    assert told(played(REQUEST_POLICY, snoozed, KYIV)) == [
        ("Thu 05 Mar 16:00", "1-day-before"),
        ("Thu 05 Mar 17:00", "overdue"),
        ("Fri 06 Mar 09:00", "deadline"),
    ]


def test_what_is_sent_at_its_deadline_is_overdue_at_once():
    situation = Situation(at("2026-03-02 10:00"), at("2026-03-02 10:00"))
    assert told(played(REQUEST_POLICY, situation, KYIV)) == [("Mon 02 Mar 10:00", "deadline", "overdue")]


def test_a_reminder_that_was_postponed_covers_a_step_due_at_the_same_time():
    snoozed = Situation(at("2026-03-02 10:00"), None, at("2026-03-03 10:00"))
    answer = due(REQUEST_POLICY, snoozed, frozenset(), at("2026-03-03 10:00"), KYIV)
    assert [step.name for step in answer.send] == [f"snoozed-until-{at('2026-03-03 10:00').isoformat()}"]
    assert [step.name for step in answer.covered] == ["after-1-day"]


def test_a_step_by_day_opens_on_a_day_of_the_organisations_own_calendar():
    step = Step("by-day", timedelta(), Anchor.DEADLINE, by_day=True)
    assert step.wanted_at(at("2026-03-10 00:30"), KYIV) == at("2026-03-10 09:00")


def test_without_a_deadline_only_the_sending_counts():
    assert [names for _, names, _ in played(REQUEST_POLICY, Situation(at("2026-03-02 10:00")), KYIV)] == [
        ("after-1-day",),
        ("after-3-days",),
    ]


def test_what_had_to_be_in_time_is_not_said_after_the_deadline():
    situation = Situation(at("2026-01-05 12:00"), at("2026-06-30 12:00"))
    answer = due(SERVICE_QR_POLICY, situation, frozenset(), at("2026-06-30 12:00"), KYIV)
    assert (answer.send, answer.next_at) == ((), None)


def test_nothing_is_left_to_look_for_once_all_is_done():
    situation = Situation(at("2026-03-02 10:00"), at("2026-03-12 17:00"))
    everything = frozenset(step.name for step in REQUEST_POLICY)
    assert due(REQUEST_POLICY, situation, everything, at("2026-03-05 10:00"), KYIV).next_at is None


@pytest.mark.parametrize("policy", [REQUEST_POLICY, SERVICE_QR_POLICY, PASS_POLICY])
def test_names_of_steps_are_unique_for_they_are_what_is_remembered(policy):
    assert len({step.name for step in policy}) == len(policy)


ZONES = ["UTC", "Europe/Kyiv", "America/St_Johns", "Asia/Beirut", "Australia/Lord_Howe", "America/Santiago"]
CHANGES = [date(2026, 3, 28), date(2026, 10, 24), date(2026, 4, 4), date(2026, 6, 1)]


@st.composite
def working_times(draw):
    starts = time(draw(st.integers(0, 20)), draw(st.sampled_from([0, 15, 30])))
    ends = draw(st.sampled_from([time(), time(starts.hour + 1, 45), time(23)]))
    days = draw(st.frozensets(st.integers(1, 7), min_size=1))
    near = [day + n * DAY for day in CHANGES for n in (0, 1)]
    marked = [draw(st.frozensets(st.sampled_from(near))) for _ in ("holidays", "workdays")]
    return WorkingTime(draw(st.sampled_from(ZONES)), days, starts, ends, *marked)


@st.composite
def policies(draw):
    steps = []
    for place in range(draw(st.integers(1, 7))):
        anchor, audience = draw(st.sampled_from(Anchor)), draw(st.sampled_from(Audience))
        by_day = draw(st.booleans())
        unit = DAY if by_day else timedelta(minutes=draw(st.sampled_from([1, 60, 1440])))
        in_time = anchor is Anchor.DEADLINE and draw(st.booleans())
        offset = draw(st.integers(0 if anchor is Anchor.SENT else -9, 0 if in_time else 9)) * unit
        steps.append(Step(f"step-{place}", offset, anchor, audience, by_day, in_time))
    return tuple(steps)


@st.composite
def situations(draw):
    day = draw(st.sampled_from(CHANGES))
    sent_at = datetime(day.year, day.month, day.day, tzinfo=UTC) + draw(st.integers(-3000, 3000)) * MINUTE
    deadline_at = draw(st.none() | st.integers(1, 20_000).map(lambda minutes: sent_at + minutes * MINUTE))
    snoozed = draw(st.none() | st.integers(1, 9000).map(lambda minutes: sent_at + minutes * MINUTE))
    return Situation(sent_at, deadline_at, snoozed)


@st.composite
def silences_from(draw, begin):
    """Downtimes, hours to days long, apart from one another."""
    found, clock = [], begin
    for _ in range(draw(st.integers(0, 4))):
        begins = clock + draw(st.integers(0, 4000)) * MINUTE
        ends = begins + draw(st.integers(1, 6000)) * MINUTE
        found.append((begins, ends))
        clock = ends
    return found


WORLD = {"policy": policies(), "situation": situations(), "working_time": working_times(), "data": st.data()}


@settings(max_examples=200, deadline=None)
@given(**WORLD)
def test_whatever_happens_each_step_is_sent_at_most_once_and_only_in_working_hours(
    policy, situation, working_time, data
):
    sent = played(policy, situation, working_time, silences=data.draw(silences_from(situation.sent_at)))
    names = [name for _, names, _ in sent for name in names]
    assert len(names) == len(set(names))
    for now, _, answer in sent:
        assert working_time.allows(now)
        assert len({step.audience for step in answer.send}) == len(answer.send)
        assert not {step.name for step in answer.send} & {step.name for step in answer.covered}


@settings(max_examples=200, deadline=None)
@given(**WORLD)
def test_nobody_is_reminded_twice_on_one_day(policy, situation, working_time, data):
    sent = played(policy, situation, working_time, silences=data.draw(silences_from(situation.sent_at)))
    days = [
        (step.audience, when.astimezone(working_time.time_zone).date()) for when, _, each in sent for step in each.send
    ]
    assert len(days) == len(set(days))


LAST_WORD = Step("last", -DAY, Anchor.DEADLINE, by_day=True, in_time=True)


@settings(max_examples=300, deadline=None)
@given(policies(), situations(), working_times())
def test_there_is_a_last_word_wherever_an_allowed_hour_remains(policy, situation, working_time):
    """On the day before, or later; where no hour remains from then on, on the last day that has one."""
    sent = played((*policy, LAST_WORD), situation, working_time)
    before = [
        when
        for when, _, answer in sent
        if when < (situation.deadline_at or when) and Audience.RESPONSIBLE in {step.audience for step in answer.send}
    ]
    hours = allowed_minutes(situation, working_time)
    if situation.deadline_at is None or not hours:
        return
    zone = working_time.time_zone
    assert before
    day_before = situation.deadline_at.astimezone(zone).date() - DAY
    assert before[-1].astimezone(zone).date() >= min(day_before, hours[-1].astimezone(zone).date())


def allowed_minutes(situation, working_time):
    """List the minutes from an hour after the sending to the deadline at which somebody may be reminded.

    Of those the last ones, from the last day that has any.
    """
    begins, found = situation.sent_at + timedelta(hours=1), []
    clock = (situation.deadline_at or begins) - MINUTE
    while clock >= begins and (not found or same_day(clock, found[0], working_time)):
        found = [clock, *found] if working_time.allows(clock) else found
        clock -= MINUTE
    return found


@settings(max_examples=100, deadline=None)
@given(situations(), working_times())
def test_the_day_before_is_the_day_before_on_the_organisations_calendar(situation, working_time):
    situation = replace(situation, snoozed_until_at=None)
    if situation.deadline_at is None:
        return
    zone = working_time.time_zone
    day_before = situation.deadline_at.astimezone(zone).date() - DAY
    if day_before <= situation.sent_at.astimezone(zone).date() or not stretches(day_before, working_time):
        return
    (only,) = played((LAST_WORD,), situation, working_time)
    assert only[0].astimezone(zone).date() == day_before


@settings(max_examples=200, deadline=None)
@given(**WORLD)
def test_between_what_it_announced_there_is_never_anything_to_send(policy, situation, working_time, data):
    """A job that looks at `next_at` alone misses nothing."""
    already, next_at = frozenset(), situation.sent_at
    while next_at is not None:
        answer = due(policy, situation, already, next_at, working_time)
        already |= answer.done
        situation = reminded(situation, answer, next_at)
        if answer.next_at is not None:
            gap = int((answer.next_at - next_at).total_seconds())
            early = next_at + timedelta(seconds=data.draw(st.integers(0, max(gap - 1, 0))))
            looked = due(policy, situation, already, early, working_time)
            assert not looked.send
            assert not looked.covered
        next_at = answer.next_at


@settings(max_examples=200, deadline=None)
@given(**WORLD)
def test_whoever_snoozed_is_left_alone_but_for_the_last_word(policy, situation, working_time, data):
    quiet_until_at = situation.quiet_until_at
    for now, _, answer in played(policy, situation, working_time):
        if now < quiet_until_at:
            reached = [step for step in answer.send if step.audience is Audience.RESPONSIBLE]
            assert not reached or next_allowed(quiet_until_at, working_time) >= situation.deadline_at
            last_minutes = allowed_minutes(situation, working_time)
            assert not reached or last_minutes[-1] < now + timedelta(hours=1)


@settings(max_examples=150, deadline=None)
@given(**WORLD)
def test_nothing_comes_later_than_a_minute_after_it_may_be_sent(policy, situation, working_time, data):
    """Waited for minute by minute, as somebody would who knows nothing of how it is worked out."""
    silences = data.draw(silences_from(situation.sent_at))
    sent = played(policy, situation, working_time, silences=silences)
    handled = {name: now for now, _, answer in sent for name in answer.done}
    for step in policy:
        wanted_at = wanted(step, situation, working_time)
        if wanted_at is None or step.in_time:
            continue
        may_be_sent_at = waited_for(step, wanted_at, situation, working_time, ())
        another_speaks_for_it = same_day(handled[step.name], may_be_sent_at, working_time)
        assert handled[step.name] >= may_be_sent_at or another_speaks_for_it
        others = [now for now, _, answer in sent if step.audience in {one.audience for one in answer.send}]
        must_be_sent_at = waited_for(step, wanted_at, situation, working_time, silences, others)
        assert handled[step.name] <= must_be_sent_at + MINUTE


def wanted(step, situation, working_time):
    told_at = waited_for(Step("", DAY, audience=Audience.MANAGERS), situation.sent_at, situation, working_time, ())
    sent_at = told_at if step.offset else situation.sent_at
    anchor_at = sent_at if step.anchor is Anchor.SENT else situation.deadline_at
    if anchor_at is None:
        return None
    wanted_at = step.wanted_at(anchor_at, working_time)
    if step.anchor is Anchor.SENT and situation.deadline_at and wanted_at >= situation.deadline_at:
        return None
    if step.anchor is Anchor.DEADLINE and wanted_at <= situation.sent_at and wanted_at < anchor_at:
        return None
    return wanted_at


def waited_for(step, wanted_at, situation, working_time, silences, others=()):
    clock = max(wanted_at, situation.sent_at)
    if step.audience is Audience.RESPONSIBLE:
        clock = max(clock, situation.quiet_until_at)
    while (
        not working_time.allows(clock)
        or any(begins <= clock < ends for begins, ends in silences)
        or any(other < clock and same_day(other, clock, working_time) for other in others)
    ):
        clock += MINUTE
    return clock


def same_day(one, other, working_time):
    return one.astimezone(working_time.time_zone).date() == other.astimezone(working_time.time_zone).date()


@settings(max_examples=100, deadline=None)
@given(policies(), situations(), working_times())
def test_what_must_be_in_time_is_if_working_hours_allow_it_and_is_not_said_otherwise(policy, situation, working_time):
    situation = replace(situation, snoozed_until_at=None)
    for step in (step for step in policy if step.in_time):
        handled = [now for now, *_ in played((step,), situation, working_time)]
        wanted_at = wanted(step, situation, working_time)
        possible = could_be_in_time(step, wanted_at, situation, working_time)
        assert bool(handled) == possible
        assert not handled or handled[0] < situation.deadline_at


def could_be_in_time(step, wanted_at, situation, working_time):
    """Some minute from then to the deadline is allowed, or some is an hour after the sending."""
    if wanted_at is None and step.audience is Audience.MANAGERS:
        return False
    if allowed_minutes(situation, working_time):
        return True
    clock = wanted_at and max(wanted_at, situation.sent_at)
    while clock and clock < situation.deadline_at:
        if working_time.allows(clock):
            return True
        clock += MINUTE
    return False
