import pytest

from bot.texts.full_stops import single_full_stops
from bot.texts.words import Texts


@pytest.mark.parametrize(
    ("line", "single"),
    [
        ("Підписала Ковальчук І. П..", "Підписала Ковальчук І. П."),
        ("Asked <b>I. P.</b>. Then more", "Asked <b>I. P</b>. Then more"),
        ("1 т.. Далі", "1 т. Далі"),
        ("Wait...", "Wait..."),
        ("a/../b stays, and so does 1..2", "a/../b stays, and so does 1..2"),
        ("ends.", "ends."),
        ("", ""),
    ],
)
def test_a_sentence_ends_with_one_full_stop(line, single):
    assert single_full_stops(line) == single
    assert single_full_stops(single) == single


def test_texts_end_with_one_full_stop_after_a_value_that_has_its_own():
    words = Texts().words("en")
    assert words("refused-not-guard", name="Gate", place="5 Main St.").count("..") == 0
