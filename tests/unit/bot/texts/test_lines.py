"""Text that people read holds nothing that they cannot see."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts.lines import LONGEST_FILE_NAME, file_name, one_line, visible

UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
IGNORABLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180e\u180f\u200b\u2060\u2065\u206f\u2800\u3164\ufe00\ufe0f\ufeff"
    "\uffa0\ufff0\ufffe\uffff\U0001bca0\U0001d173\U000e0000\U000e0001\U000e007f\U000e0100\U000e01ef\U000e0fff"
)
TEXTS = st.text(st.characters(), max_size=60) | st.text(st.sampled_from("ab. /\\\u202e\u2066\u200f\n\r\t" + IGNORABLE))


def seen(text):
    return not any(unicodedata.category(one) in UNSEEN or one in IGNORABLE for one in text)


def test_no_code_point_that_cannot_be_seen_is_left():
    left = [
        f"U+{code:04X}"
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) in UNSEEN and one_line(f"a{chr(code)}b") not in {"ab", "a b"}
    ]
    assert left == []


@pytest.mark.parametrize("one", IGNORABLE)
def test_what_is_drawn_as_nothing_is_left_out(one):
    assert one_line(f"a{one}b") == "ab"
    assert visible(f"a{one}b\nc") == "ab\nc"


@pytest.mark.parametrize("text", ["Наказ № 7 «Ґанок»", "Їжак-Єгорович О’Ніл", "משה כהן", "عقد ٣", "山田 太郎", "a–b…"])
def test_what_people_write_stays(text):
    assert one_line(text) == text


@given(text=TEXTS)
def test_a_cleaned_line_is_one_line_that_can_be_seen(text):
    cleaned = one_line(text)
    assert seen(cleaned)
    assert one_line(cleaned) == cleaned == cleaned.strip()


@given(text=TEXTS)
def test_a_cleaned_text_keeps_its_lines_and_nothing_that_cannot_be_seen(text):
    cleaned = visible(text)
    assert seen(cleaned.replace("\n", "").replace("\t", ""))
    assert visible(cleaned) in {cleaned, cleaned.removesuffix("\n")}


@given(text=TEXTS | st.text(min_size=LONGEST_FILE_NAME).map(lambda text: f"{text}.pdf"))
def test_a_file_name_is_a_line_without_folders(text):
    name = file_name(text)
    assert seen(name)
    assert 0 < len(name) <= LONGEST_FILE_NAME
    assert not set(name) & set("/\\")
    assert file_name(name) == name


def test_a_file_name_keeps_its_ending():
    assert file_name("../../Наказ\u202efdp.exe") == "Наказfdp.exe"
    assert file_name("C:\\Temp\\Наказ № 7.pdf") == "Наказ № 7.pdf"
    assert file_name("x" * 300 + ".docx") == "x" * (LONGEST_FILE_NAME - 5) + ".docx"
    assert file_name(" .. ") == "document"
