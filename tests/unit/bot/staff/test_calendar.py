"""Days off and working days as people write them."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.staff.organisation.marked_days import DaysUnreadableRefused, MarkedDays, Span, read_days, spans_of

DAYS = st.frozensets(st.dates(date(2020, 1, 1), date(2040, 12, 31)), max_size=30)
TODAY = date(2026, 12, 2)
NEW_YEAR = frozenset(Span(date(2026, 12, 25), date(2027, 1, 8)).days())


@pytest.mark.parametrize(
    "written",
    [
        "25.12.2026-08.01.2027",
        "25.12.2026 – 8.1.2027",
        "25.12–08.01.2027",
        "25/12/2026..08/01/2027",
        "2026-12-25 - 2027-01-08",
        "2026-12-25..2027-01-08 New Year, and Christmas (2 weeks)",
        "25.12.2026-31.12.2026, 01.01.2027; 02.01–08.01.2027",
        "# winter\n\n25.12.2026-31.12.2026 # old\n01.01.2027-08.01.2027 «Різдво»",
    ],
)
def test_days_are_read_as_people_write_them(written):
    assert read_days(written, TODAY) == MarkedDays(off=NEW_YEAR)


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("24.12", {date(2026, 12, 24)}),
        ("завтра", {date(2026, 12, 3)}),
        ("1.01, 7 січня Різдво", {date(2027, 1, 1), date(2027, 1, 7)}),
        ("December 24, 2026", {date(2026, 12, 24)}),
        ("24.12.26", {date(2026, 12, 24)}),
    ],
)
def test_days_are_written_as_everywhere(written, days):
    assert read_days(written, TODAY) == MarkedDays(off=frozenset(days))


def test_a_plus_makes_a_day_a_working_one_and_the_last_line_decides():
    days = read_days("15.01.2027-18.01.2027\n+16.01.2027 instead of the 15th\n18.01.2027\n+ 2027-01-23", TODAY)
    assert days.on == {date(2027, 1, 16), date(2027, 1, 23)}
    assert days.off == {date(2027, 1, 15), date(2027, 1, 17), date(2027, 1, 18)}


@pytest.mark.parametrize(
    "line",
    [
        "32.01.2027",
        "2027-02-30",
        "20270101",
        "01.01.2027, 7 смерек",
        "01.01.2027 08.01.2027",
        "08.01.2027-01.01.2027",
        "01.01.2027-01.01.2037",
        "New Year",
        "01.01.2027 -",
        "01.01.20277",
        "１.０１.2027",
        "+",
        "0000-01-01",
    ],
)
def test_a_line_that_is_not_fully_understood_is_refused(line):
    with pytest.raises(DaysUnreadableRefused) as refused:
        read_days(f"01.01.2027\n{line}", TODAY)
    assert refused.value.facts == {"line": line}


@given(DAYS)
def test_spans_are_as_few_as_possible_and_hold_exactly_the_days(days):
    spans = spans_of(days)
    assert [day for span in spans for day in span.days()] == sorted(days)
    assert all(later.first - span.last > timedelta(days=1) for span, later in pairwise(spans))


@given(DAYS, DAYS)
def test_the_command_line_can_read_the_days_that_it_prints(off, on):
    lines = [*(f"{day}" for day in off), *(f"+{day}" for day in on)]
    assert read_days("\n".join(lines), TODAY) == MarkedDays(off - on, on)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text):
    try:
        days = read_days(text, TODAY)
    except DaysUnreadableRefused:
        return
    assert not days.off & days.on
