"""How long what is kept: the days as an administrator writes them."""

import re

import pytest

from bot.retention import KEPT_DAYS, LEAST_DAYS, kept_days


def test_what_is_not_said_stays_as_it_is():
    assert kept_days("") == dict(KEPT_DAYS)
    assert kept_days("notices=14, files=3") == {**KEPT_DAYS, "notices": 14, "files": 3}
    assert kept_days("  updates=2\nletters=1 ") == {**KEPT_DAYS, "updates": 2, "conversations": 2, "letters": 1}


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("notice=14", "'notice' is no class: known are updates"),
        ("notices", "notices are kept for 1 days at least"),
        ("notices=0", "notices are kept for 1 days at least"),
        ("notices=-3", "notices are kept for 1 days at least"),
        ("files=soon", "files are kept for 1 days at least"),
        ("updates=1", "updates are kept for 2 days at least"),
        ("conversations=9", "conversations go with updates: set the days of those"),
    ],
)
def test_what_cannot_be_is_a_clear_sentence(said, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        kept_days(said)


def test_updates_are_known_for_longer_than_telegram_repeats_them():
    assert min(LEAST_DAYS.values()) >= 2
    assert all(KEPT_DAYS[name] >= days for name, days in LEAST_DAYS.items())
