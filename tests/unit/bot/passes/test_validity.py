"""For which time a pass is ordered: as managers type it, in any zone and on any day."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.passes.issuing.validity import PassPeriodPastRefused, Validity, read_validity
from bot.passes.models import LONGEST_VALIDITY
from bot.passes.types.pass_types import PassValidityRefused
from bot.staff.organisation.marked_days import DaysUnreadableRefused

KYIV = "Europe/Kyiv"
NOW = datetime(2026, 11, 22, 22, 30, tzinfo=UTC)
"""In Kyiv it is the 23rd already."""
ZONES = st.sampled_from([KYIV, "UTC", "Asia/Kathmandu", "America/St_Johns", "Pacific/Kiritimati", "Africa/Casablanca"])


@pytest.mark.parametrize(
    ("typed", "validity"),
    [
        ("23.11.2026", Validity(1, date(2026, 11, 23))),
        ("20.11.2026-25.11.2026", Validity(6, date(2026, 11, 20))),
        ("25.12 – 08.01.2027", Validity(15, date(2026, 12, 25))),
        ("2026-12-25", Validity(1, date(2026, 12, 25))),
    ],
)
def test_days_are_read(typed, validity):
    assert read_validity(typed, KYIV, NOW) == validity


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("22.11.2026", PassPeriodPastRefused),
        ("", DaysUnreadableRefused),
        ("soon", DaysUnreadableRefused),
        ("+25.12.2026", DaysUnreadableRefused),
        ("25.12.2026, 27.12.2026", DaysUnreadableRefused),
        ("28.12.2026-25.12.2026", DaysUnreadableRefused),
        ("01.01.2036", PassValidityRefused),
    ],
)
def test_other_days_are_refused(typed, refusal):
    with pytest.raises(refusal):
        read_validity(typed, KYIV, NOW)


def test_a_pass_may_begin_so_many_days_ahead_and_not_one_more():
    latest = date(2026, 11, 23) + LONGEST_VALIDITY
    assert read_validity(f"{latest:%d.%m.%Y}", KYIV, NOW) == Validity(1, latest)
    with pytest.raises(PassValidityRefused) as refused:
        read_validity(f"{latest + timedelta(days=1):%d.%m.%Y}", KYIV, NOW)
    assert refused.value.facts == {"days": LONGEST_VALIDITY.days}


def test_the_refusal_of_several_days_quotes_the_beginning_of_what_was_typed():
    typed = "25.12.2026, 27.12.2026, 29.12.2026, 31.12.2026"
    with pytest.raises(DaysUnreadableRefused) as refused:
        read_validity(f"  {typed}", KYIV, NOW)
    assert refused.value.facts == {"line": typed[:40]}


def test_a_period_is_in_utc():
    assert all(instant.tzinfo is UTC for instant in Validity(2, date(2026, 12, 1)).between(KYIV, NOW))


def test_a_last_day_counts_whole_where_the_organisation_is():
    begins, ends = Validity(2, date(2026, 12, 1)).between(KYIV, NOW)
    assert (begins, ends) == (
        datetime(2026, 11, 30, 22, tzinfo=UTC),
        datetime(2026, 12, 2, 21, 59, 59, tzinfo=UTC),
    )


def test_days_that_have_begun_count_from_now_and_days_alone_from_now_too():
    assert Validity(6, date(2026, 11, 20)).between(KYIV, NOW)[0] == NOW
    assert Validity(7).between(KYIV, NOW) == (NOW, NOW + timedelta(days=7))


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - hypothesis adds the zone
    ZONES,
    st.integers(0, 2000),
    st.integers(1, LONGEST_VALIDITY.days),
)
def test_a_pass_is_good_on_its_days_and_on_no_other_through_every_change_of_clocks(now, zone, ahead, days):
    here = ZoneInfo(zone)
    first = now.astimezone(here).date() + timedelta(days=ahead)
    begins, ends = Validity(days, first).between(zone, now)
    assert now <= begins < ends
    assert begins.astimezone(here).date() == first
    assert ends.astimezone(here).date() == first + timedelta(days=days - 1)
    assert (ends + timedelta(seconds=1)).astimezone(here).date() == first + timedelta(days=days)
