import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts.language import Language
from bot.texts.quotes import nest_quotes
from bot.texts.words import Texts


@pytest.mark.parametrize(
    ("language", "line", "nested"),
    [
        (Language.UK, "Підписати «Наказ «Про відпустку»»?", "Підписати «Наказ „Про відпустку“»?"),
        (Language.RU, "«А «Б» «В»»", "«А „Б“ „В“»"),
        (Language.EN, "“The “second” draft” is withdrawn", "“The ‘second’ draft” is withdrawn"),
        (Language.UK, "Наказ «Про відпустку»", "Наказ «Про відпустку»"),
        (Language.UK, "«Наказ «Про відпустку»", "«Наказ «Про відпустку»"),
        (Language.UK, "»«", "»«"),
    ],
)
def test_quotes_inside_quotes_become_inner_ones(language, line, nested):
    assert nest_quotes(language, line) == nested


@given(st.sampled_from(Language), st.text(alphabet="«»“”„‘’ab"))
def test_only_quotation_marks_change_and_a_second_run_changes_nothing(language, line):
    nested = nest_quotes(language, line)
    letters = str.maketrans("", "", "«»“”„‘’")
    assert nested.translate(letters) == line.translate(letters)
    assert nest_quotes(language, nested) == nested


def test_a_title_with_its_own_quotes_is_nested_in_a_text():
    said = Texts().words(Language.UK)("refused-document-ended", title="Наказ «Про відпустку»")
    assert "«Наказ „Про відпустку“»" in said
