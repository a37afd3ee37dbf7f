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
)

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
        already |= answer.done
        assert answer.next_at is None or answer.next_at > now
        next_at = answer.next_at
    return sent


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
        ("Mon 02 Mar 10:00", "sent"),
        ("Tue 03 Mar 10:00", "after-1-day"),
        ("Thu 05 Mar 10:00", "after-3-days"),
        ("Wed 11 Mar 17:00", "1-day-before"),
        ("Thu 12 Mar 17:00", "deadline", "overdue"),
    ]


def test_a_request_sent_at_night_waits_for_the_morning():
    situation = Situation(at("2026-03-06 22:00"), at("2026-03-20 17:00"))
    assert told(played(REQUEST_POLICY, situation, KYIV))[:3] == [
        ("Mon 09 Mar 09:00", "sent"),
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


def test_a_reminder_that_would_come_too_late_comes_early():
    """The deadline is a Sunday, the QR's last day too: Friday is the last chance to be told."""
    request = Situation(at("2026-03-02 10:00"), at("2026-03-15 12:00"))
    assert ("Fri 13 Mar 09:00", "1-day-before") in told(played(REQUEST_POLICY, request, KYIV))
    service_qr = Situation(at("2026-01-05 12:00"), at("2026-06-28 12:00"))
    assert told(played(SERVICE_QR_POLICY, service_qr, KYIV))[-1] == (
        "Fri 26 Jun 09:00",
        "0-days-before",
        "0-days-before-managers",
    )


def test_after_downtime_one_reminder_is_sent_not_five():
    situation = Situation(at("2026-03-02 10:00"), at("2026-03-12 17:00"))
    silence = (at("2026-03-02 09:00"), at("2026-03-11 17:30"))
    assert told(played(REQUEST_POLICY, situation, KYIV, silences=[silence])) == [
        ("Wed 11 Mar 17:30", "1-day-before"),
        ("Thu 12 Mar 17:00", "deadline", "overdue"),
    ]


def test_who_snoozes_is_left_alone_until_then_and_reminded_then():
    snoozed = Situation(at("2026-03-02 10:00"), at("2026-03-12 17:00"), snoozed_until_at=at("2026-03-06 09:00"))
    assert told(played(REQUEST_POLICY, snoozed, KYIV, already=frozenset({"sent"}))) == [
        ("Fri 06 Mar 09:00", f"snoozed-until-{at('2026-03-06 09:00').isoformat()}"),
        ("Wed 11 Mar 17:00", "1-day-before"),
        ("Thu 12 Mar 17:00", "deadline", "overdue"),
    ]


def test_snoozing_beyond_the_deadline_hides_neither_the_deadline_nor_the_escalation():
    snoozed = Situation(at("2026-03-02 10:00"), at("2026-03-05 17:00"), snoozed_until_at=at("2026-03-20 09:00"))
    assert told(played(REQUEST_POLICY, snoozed, KYIV, already=frozenset({"sent"}))) == [
        ("Thu 05 Mar 17:00", "deadline", "overdue")
    ]


def test_a_deadline_too_near_leaves_out_what_makes_no_sense():
    situation = Situation(at("2026-03-02 10:00"), at("2026-03-02 17:00"))
    assert told(played(REQUEST_POLICY, situation, KYIV)) == [
        ("Mon 02 Mar 10:00", "sent"),
        ("Mon 02 Mar 17:00", "deadline", "overdue"),
    ]


@pytest.mark.parametrize("deadline", ["2026-03-02 17:00", "2026-03-03 10:00"])
def test_what_had_to_be_said_before_or_at_the_sending_is_no_step_at_all(deadline):
    situation = Situation(at("2026-03-02 10:00"), at(deadline))
    answer = due(REQUEST_POLICY, situation, frozenset(), situation.sent_at, KYIV)
    assert ([step.name for step in answer.send], answer.covered) == (["sent"], ())


def test_what_is_sent_at_its_deadline_is_overdue_at_once():
    situation = Situation(at("2026-03-02 10:00"), at("2026-03-02 10:00"))
    assert told(played(REQUEST_POLICY, situation, KYIV)) == [("Mon 02 Mar 10:00", "deadline", "overdue")]


def test_a_reminder_that_was_postponed_covers_a_step_due_at_the_same_time():
    snoozed = Situation(at("2026-03-02 10:00"), None, at("2026-03-03 10:00"))
    answer = due(REQUEST_POLICY, snoozed, frozenset({"sent"}), at("2026-03-03 10:00"), KYIV)
    assert [step.name for step in answer.send] == [f"snoozed-until-{at('2026-03-03 10:00').isoformat()}"]
    assert [step.name for step in answer.covered] == ["after-1-day"]


def test_a_step_by_day_opens_on_a_day_of_the_organisations_own_calendar():
    step = Step("by-day", timedelta(), Anchor.DEADLINE, by_day=True)
    assert step.wanted_at(at("2026-03-10 00:30"), KYIV) == at("2026-03-10 09:00")


def test_without_a_deadline_only_the_sending_counts():
    assert [names for _, names, _ in played(REQUEST_POLICY, Situation(at("2026-03-02 10:00")), KYIV)] == [
        ("sent",),
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
def test_between_what_it_announced_there_is_never_anything_to_send(policy, situation, working_time, data):
    """A job that looks at `next_at` alone misses nothing."""
    already, next_at = frozenset(), situation.sent_at
    while next_at is not None:
        answer = due(policy, situation, already, next_at, working_time)
        already |= answer.done
        if answer.next_at is not None:
            gap = int((answer.next_at - next_at).total_seconds())
            early = next_at + timedelta(seconds=data.draw(st.integers(0, max(gap - 1, 0))))
            looked = due(policy, situation, already, early, working_time)
            assert not looked.send
            assert not looked.covered
        next_at = answer.next_at


@settings(max_examples=200, deadline=None)
@given(**WORLD)
def test_whoever_snoozed_is_left_alone(policy, situation, working_time, data):
    for now, _, answer in played(policy, situation, working_time):
        if now < situation.quiet_until_at:
            assert all(step.audience is Audience.MANAGERS for step in answer.send)


@settings(max_examples=150, deadline=None)
@given(**WORLD)
def test_nothing_comes_later_than_a_minute_after_it_may_be_sent(policy, situation, working_time, data):
    """Waited for minute by minute, as somebody would who knows nothing of how it is worked out."""
    silences = data.draw(silences_from(situation.sent_at))
    handled = {}
    for now, _, answer in played(policy, situation, working_time, silences=silences):
        handled |= dict.fromkeys(answer.done, now)
    for step in policy:
        wanted_at = wanted(step, situation, working_time)
        if wanted_at is None or step.in_time:
            continue
        may_be_sent_at = waited_for(step, wanted_at, situation, working_time, silences)
        assert may_be_sent_at <= handled[step.name] <= may_be_sent_at + MINUTE


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


def waited_for(step, wanted_at, situation, working_time, silences):
    clock = max(wanted_at, situation.sent_at)
    if step.audience is Audience.RESPONSIBLE:
        clock = max(clock, situation.quiet_until_at)
    while not working_time.allows(clock) or any(begins <= clock < ends for begins, ends in silences):
        clock += MINUTE
    return clock


@settings(max_examples=100, deadline=None)
@given(policies(), situations(), working_times())
def test_what_must_be_in_time_is_if_working_hours_allow_it_and_is_not_said_otherwise(policy, situation, working_time):
    policy = tuple(step for step in policy if step.in_time)
    situation = replace(situation, snoozed_until_at=None)
    handled = {}
    for now, _, answer in played(policy, situation, working_time):
        handled |= dict.fromkeys(answer.done, now)
    for step in policy:
        wanted_at = wanted(step, situation, working_time)
        possible = wanted_at is not None and could_be_in_time(wanted_at, situation, working_time)
        assert (step.name in handled) == possible
        assert step.name not in handled or handled[step.name] < situation.deadline_at


def could_be_in_time(wanted_at, situation, working_time):
    """Some minute from then to the deadline is allowed, or the hours open between the sending and then."""
    clock = situation.sent_at
    while clock < situation.deadline_at:
        opens = working_time.allows(clock) and not working_time.allows(clock - MINUTE)
        if working_time.allows(clock) if clock >= wanted_at else opens:
            return True
        clock += MINUTE
    return False
