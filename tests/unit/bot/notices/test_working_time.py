from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.notices.schedule import WorkingTime, next_allowed
from bot.notices.schedule.working_time import last_allowed, next_day, stretches

INDEPENDENCE_DAY, SATURDAY = frozenset({date(2026, 8, 24)}), frozenset({date(2026, 9, 5)})
KYIV = WorkingTime("Europe/Kyiv", frozenset({1, 2, 3, 4, 5}), time(9), time(18), INDEPENDENCE_DAY, SATURDAY)
MINUTE = timedelta(minutes=1)

# Half hours, midnight changes, two-hour changes, odd offsets, a skipped day, a Ramadan pause, none at all.
ZONES = [
    *("UTC", "Europe/Kyiv", "Europe/London", "America/New_York", "America/St_Johns", "America/Santiago"),
    *("America/Havana", "Asia/Beirut", "Asia/Kathmandu", "Africa/Cairo", "Africa/Casablanca", "Antarctica/Troll"),
    *("Australia/Lord_Howe", "Pacific/Apia", "Pacific/Chatham", "Asia/Gaza", "America/Asuncion"),
]


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@cache
def changes(zone):
    """The instants at which a zone's clocks are changed, in some years of ours and some with oddities."""
    hours = (datetime(year, 1, 1, tzinfo=UTC) + timedelta(hours=n) for year in (2011, 2026, 2027) for n in range(8760))
    offsets = [(hour, hour.astimezone(ZoneInfo(zone)).utcoffset()) for hour in hours]
    found = [later for (_, before), (later, after) in pairwise(offsets) if before != after]
    return found or [datetime(2026, 3, 29, tzinfo=UTC)]


@st.composite
def instants(draw, zone):
    """Instants, mostly near a change of the clocks, to the minute."""
    change = draw(st.sampled_from(changes(zone)))
    return change + draw(st.integers(-4 * 1440, 2 * 1440)) * MINUTE


@st.composite
def working_times(draw):
    starts = draw(st.times().map(lambda hour: hour.replace(second=0, microsecond=0)))
    ends = draw(st.sampled_from([time(), *(time(hour) for hour in range(starts.hour + 1, 24)), time(23, 59)]))
    ends = time() if ends <= starts else ends
    days = draw(st.frozensets(st.integers(1, 7), min_size=1))
    zone = draw(st.sampled_from(ZONES))
    near = draw(st.sampled_from(changes(zone))).date()
    marked = st.frozensets(st.integers(-3, 9).map(lambda days: near + timedelta(days=days)), max_size=4)
    return WorkingTime(zone, days, starts, ends, draw(marked), draw(marked))


def shows_working_hours(instant, working_time):
    """What somebody who looks at a clock and a calendar on the wall would say."""
    local = instant.astimezone(ZoneInfo(working_time.zone))
    minutes = local.hour * 60 + local.minute
    ends = working_time.ends.hour * 60 + working_time.ends.minute or 1440
    ordinary = local.isoweekday() in working_time.days and local.date() not in working_time.holidays
    working = ordinary or local.date() in working_time.workdays
    return working and working_time.starts.hour * 60 + working_time.starts.minute <= minutes < ends


def first_by_waiting(instant, working_time):
    while not shows_working_hours(instant, working_time):
        instant += MINUTE
    return instant


@pytest.mark.parametrize(
    ("requested_at", "answered"),
    [
        ("2026-03-02 08:00", "2026-03-02 08:00"),  # a Monday, ten in Kyiv
        ("2026-03-02 05:00", "2026-03-02 07:00"),  # too early
        ("2026-03-02 16:00", "2026-03-03 07:00"),  # six in the evening is too late already
        ("2026-03-06 17:00", "2026-03-09 07:00"),  # over the weekend
        ("2026-03-27 17:00", "2026-03-30 06:00"),  # over the weekend in which summer time begins
        ("2026-08-21 17:00", "2026-08-25 06:00"),  # and over a holiday
        ("2026-09-04 17:00", "2026-09-05 06:00"),  # but not over a Saturday that is worked
    ],
)
def test_messages_wait_for_working_hours(requested_at, answered):
    assert next_allowed(at(requested_at), KYIV) == at(answered)


def test_an_hour_that_is_skipped_is_not_waited_for():
    nights = WorkingTime("Europe/Kyiv", frozenset(range(1, 8)), time(3, 30), time(5))
    assert next_allowed(at("2026-03-29 00:00"), nights) == at("2026-03-29 01:00")  # 3:00 becomes 4:00
    short = WorkingTime("Europe/Kyiv", frozenset(range(1, 8)), time(3, 15), time(3, 45))
    assert next_allowed(at("2026-03-29 00:00"), short) == at("2026-03-30 00:15")


def test_an_hour_that_comes_twice_counts_both_times():
    nights = WorkingTime("Europe/Kyiv", frozenset(range(1, 8)), time(3, 15), time(3, 45))
    assert next_allowed(at("2026-10-25 00:00"), nights) == at("2026-10-25 00:15")  # 4:00 becomes 3:00
    assert next_allowed(at("2026-10-25 00:45"), nights) == at("2026-10-25 01:15")


def test_the_day_is_that_of_the_time_zone():
    evenings = WorkingTime("America/New_York", frozenset(range(1, 8)), time(23), time())
    assert next_allowed(at("2026-03-03 03:30"), evenings) == at("2026-03-03 04:00")  # half past ten, on the second


def test_midnight_ends_the_day_and_seconds_count():
    whole_day = WorkingTime("Europe/Kyiv", frozenset({1}), time(), time())
    assert next_allowed(at("2026-03-08 21:59:59.999999"), whole_day) == at("2026-03-08 22:00")
    assert next_allowed(at("2026-03-09 21:59:59.999999"), whole_day) == at("2026-03-09 21:59:59.999999")


@pytest.mark.parametrize("days", [(), (0,), (8,), (1, 8)])
def test_days_that_never_come_are_refused(days):
    with pytest.raises(ValueError, match=r"^working days are ISO weekdays, 1 to 7, and at least one$"):
        WorkingTime("UTC", frozenset(days), time(9), time(18))


@pytest.mark.parametrize(("starts", "ends"), [(time(18), time(9)), (time(9), time(9))])
def test_hours_that_never_come_are_refused(starts, ends):
    with pytest.raises(ValueError, match=r"^working hours end after they start, on the same day$"):
        WorkingTime("UTC", frozenset({1}), starts, ends)


@pytest.mark.parametrize(
    ("before", "not_before", "begins", "ends"),
    [
        ("2026-03-15 10:00", "2026-03-02 08:00", "2026-03-13 15:00", "2026-03-13 16:00"),  # a Sunday: on Friday
        ("2026-03-10 12:00", "2026-03-02 08:00", "2026-03-10 11:00", "2026-03-10 12:00"),  # within the hours
        ("2026-03-10 07:20", "2026-03-02 08:00", "2026-03-10 07:00", "2026-03-10 07:20"),  # they have just begun
        ("2026-03-10 07:00", "2026-03-02 08:00", "2026-03-09 15:00", "2026-03-09 16:00"),
        ("2026-03-15 10:00", "2026-03-13 15:40", "2026-03-13 15:40", "2026-03-13 16:00"),
        ("2026-03-15 10:00", "2026-03-13 16:00", None, None),
        ("2026-08-25 05:00", "2026-08-01 00:00", "2026-08-21 14:00", "2026-08-21 15:00"),  # over a holiday
        ("2026-09-06 05:00", "2026-08-01 00:00", "2026-09-05 14:00", "2026-09-05 15:00"),  # a Saturday that is worked
    ],
)
def test_the_last_working_hour_lies_before_one_time_and_not_before_the_other(before, not_before, begins, ends):
    assert last_allowed(at(before), at(not_before), KYIV) == (begins and (at(begins), at(ends)))


def test_the_last_hour_is_looked_for_on_the_days_of_the_organisations_own_calendar():
    late = WorkingTime("America/New_York", frozenset(range(1, 8)), time(21), time())
    found = last_allowed(at("2026-03-12 02:30"), at("2026-03-10 00:30"), late)
    assert found == (at("2026-03-12 01:30"), at("2026-03-12 02:30"))
    assert last_allowed(at("2026-03-12 00:30"), at("2026-03-10 00:30"), late) == (
        at("2026-03-11 03:00"),
        at("2026-03-11 04:00"),
    )


@settings(max_examples=200, deadline=None)
@given(st.data(), working_times())
def test_stretches_hold_the_minutes_that_local_time_allows_and_no_others(data, working_time):
    zone = working_time.time_zone
    minute = data.draw(instants(working_time.zone))
    held = [
        (begins, ends)
        for begins, ends in stretches(minute.astimezone(zone).date(), working_time)
        if begins <= minute < ends
    ]
    assert bool(held) == shows_working_hours(minute, working_time)


@settings(max_examples=200, deadline=None)
@given(st.data(), working_times())
def test_the_next_day_begins_with_the_first_minute_of_another_date(data, working_time):
    zone = working_time.time_zone
    minute = data.draw(instants(working_time.zone))
    begins = next_day(minute, working_time)
    assert (begins - MINUTE).astimezone(zone).date() == minute.astimezone(zone).date()
    assert begins.astimezone(zone).date() > minute.astimezone(zone).date()


@settings(max_examples=250, deadline=None)
@given(st.data(), working_times())
def test_returns_the_first_minute_at_which_local_time_allows_it(data, working_time):
    requested_at = data.draw(instants(working_time.zone))
    assert next_allowed(requested_at, working_time) == first_by_waiting(requested_at, working_time)


@settings(max_examples=200, deadline=None)
@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2037, 12, 31), timezones=st.timezones()),  # noqa: DTZ001 - naive bounds
    st.timezone_keys(),
    working_times(),
)
def test_in_any_zone_the_answer_is_allowed_not_earlier_and_final(requested_at, zone, working_time):
    working_time = replace(working_time, zone=zone)
    answered = next_allowed(requested_at, working_time)
    assert answered.tzinfo is UTC
    assert answered >= requested_at
    assert working_time.allows(answered)
    assert next_allowed(answered, working_time) == answered
