from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts.typed_days import read_typed_day, read_typed_moment, read_typed_span

TODAY = date(2026, 12, 2)
"""A Wednesday."""
DAYS = st.dates(date(2001, 1, 1), date(2098, 12, 31))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("31.12.2026", date(2026, 12, 31)),
        (" 5.12 ", date(2026, 12, 5)),
        ("05.12", date(2026, 12, 5)),
        ("5.12.", date(2026, 12, 5)),
        ("4.12.26", date(2026, 12, 4)),
        ("5/12/2026", date(2026, 12, 5)),
        ("5-12-2026", date(2026, 12, 5)),
        ("2026-12-05", date(2026, 12, 5)),
        ("1.12", date(2027, 12, 1)),
        ("2.12", TODAY),
        ("29.02", date(2028, 2, 29)),
        ("сьогодні", TODAY),
        ("Завтра", date(2026, 12, 3)),
        ("до завтра", date(2026, 12, 3)),
        ("послезавтра", date(2026, 12, 4)),
        ("tomorrow", date(2026, 12, 3)),
        ("пʼятниця", date(2026, 12, 4)),
        ("п'ятницю", date(2026, 12, 4)),
        ("в п’ятницю", date(2026, 12, 4)),
        ("до пятницы", date(2026, 12, 4)),
        ("by Friday", date(2026, 12, 4)),
        ("пт", date(2026, 12, 4)),
        ("середа", date(2026, 12, 9)),
        ("5 грудня", date(2026, 12, 5)),
        ("5 декабря 2027 г.", date(2027, 12, 5)),
        ("5 грудня 2026 року", date(2026, 12, 5)),
        ("December 5, 2026", date(2026, 12, 5)),
        ("5th Dec", date(2026, 12, 5)),
        ("3 січня", date(2027, 1, 3)),
    ],
)
def test_a_day_is_read_as_people_type_it(typed, day):
    assert read_typed_day(typed, TODAY) == day


@pytest.mark.parametrize(
    "typed", ["", "колись", "31.02", "32.1.2026", "5", "12.2026", "5 смерек", "٥.١٢", "5.12 або 6.12"]
)
def test_other_text_is_no_day(typed):
    with pytest.raises(ValueError):  # noqa: PT011 - whatever it says
        read_typed_day(typed, TODAY)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("25.12.2026–28.12.2026", date(2026, 12, 25), date(2026, 12, 28)),
        ("25.12-28.12", date(2026, 12, 25), date(2026, 12, 28)),
        ("25.12 – 08.01.2027", date(2026, 12, 25), date(2027, 1, 8)),
        ("20.11 – 05.12.2026", date(2026, 11, 20), date(2026, 12, 5)),
        ("завтра – пʼятниця", date(2026, 12, 3), date(2026, 12, 4)),
        ("2026-12-05", date(2026, 12, 5), date(2026, 12, 5)),
    ],
)
def test_a_period_is_read(typed, first, last):
    assert read_typed_span(typed, TODAY) == (first, last)


@pytest.mark.parametrize("typed", ["28.12.2026-25.12.2026", "25.12.2026-", "a–b–c", "25.12.2026, 27.12.2026"])
def test_other_text_is_no_period(typed):
    with pytest.raises(ValueError):  # noqa: PT011 - whatever it says
        read_typed_span(typed, TODAY)


@given(DAYS, DAYS)
def test_a_written_day_is_read_back(day, today):
    assert read_typed_day(f"{day:%d.%m.%Y}", today) == day
    assert read_typed_day(day.isoformat(), today) == day
    assert read_typed_span(f"{day:%d.%m.%Y}–{day + timedelta(days=9):%d.%m.%Y}", today)[0] == day


@given(DAYS, DAYS)
def test_a_day_without_a_year_is_the_next_one(day, today):
    found = read_typed_day(f"{day:%d.%m}", today)
    assert (found.day, found.month) == (day.day, day.month)
    assert today <= found <= today + timedelta(days=8 * 366)


@given(st.text(max_size=40), DAYS)
def test_any_text_is_a_day_or_a_value_error(text, today):
    try:
        read_typed_span(text, today)
    except ValueError:
        return


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("5.12", (date(2026, 12, 5), None)),
        ("31.12.2026 23:59", (date(2026, 12, 31), time(23, 59))),
        ("завтра о 15:00", (date(2026, 12, 3), time(15))),
        ("завтра, в 9:30 ", (date(2026, 12, 3), time(9, 30))),
        ("5 грудня до 18:00", (date(2026, 12, 5), time(18))),
        ("by Friday at 18:00", (date(2026, 12, 4), time(18))),
        ("5.12.2026\n18:00", (date(2026, 12, 5), time(18))),
    ],
)
def test_a_time_may_be_typed_behind_a_day(typed, moment):
    assert read_typed_moment(typed, TODAY) == moment


@pytest.mark.parametrize("typed", ["", "18:00", "5.12 24:00", "5.12 18:60", "18:00 5.12", "5.12 18:00 18:00", "5.12 8"])
def test_other_text_is_no_moment(typed):
    with pytest.raises(ValueError):  # noqa: PT011 - whatever it says
        read_typed_moment(typed, TODAY)
