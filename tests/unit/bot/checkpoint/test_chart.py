"""A day drawn: readable whatever was checked, and as long as the day was."""

import io
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.checkpoint.log.chart import COLOURS, WIDTH, Chart, draw_chart, top_of
from bot.checkpoint.log.count_checks import hours_of
from bot.checkpoint.log.export_checks import since_of
from bot.checkpoint.models import Verdict
from bot.texts.words import Texts


@given(st.integers(0, 10**7))
def test_the_scale_holds_the_tallest_bar_and_is_not_much_taller(most):
    top = top_of(most)
    assert top >= most
    assert top % 4 == 0
    assert top <= max(4, 2 * most + 4)


@pytest.mark.parametrize(("day", "hours"), [((2026, 3, 29), 23), ((2026, 10, 25), 25), ((2026, 3, 2), 24)])
def test_a_day_has_as_many_hours_as_its_clocks_showed(day, hours):
    edges = hours_of(date(*day), "Europe/Kyiv")
    assert len(edges) == hours + 1
    assert {later - earlier for earlier, later in pairwise(edges)} == {timedelta(hours=1)}


def test_a_period_begins_at_midnight_where_the_organisation_is():
    now = hours_of(date(2026, 3, 2), "Europe/Kyiv")[9]
    assert since_of(1, "Europe/Kyiv", now) == hours_of(date(2026, 3, 2), "Europe/Kyiv")[0]
    assert since_of(7, "Europe/Kyiv", now) == hours_of(date(2026, 2, 24), "Europe/Kyiv")[0]
    assert since_of(0, "Europe/Kyiv", now).year == 1970


def test_every_verdict_has_a_colour_of_its_own():
    assert set(COLOURS) == set(Verdict)
    assert len(set(COLOURS.values())) == len(Verdict)


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
def test_the_tallest_of_days_is_a_picture_for_a_phone(language):
    words = Texts().words(language)
    legend = {one: words.plain(f"checkpoint-count-{one}", count=999_999) for one in Verdict}
    hours = [(f"{hour:02d}", dict.fromkeys(Verdict, hour * 900)) for hour in range(25)]
    drawn = draw_chart(Chart("Щ" * 200, "22.11.2026", hours, legend))
    picture = Image.open(io.BytesIO(drawn))
    assert picture.width == WIDTH
    assert picture.width + picture.height < 10_000, "Telegram takes no more"
    assert len(drawn) < 200_000
