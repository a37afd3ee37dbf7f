import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.signing.personal_texts.in_workers import draw_copies
from bot.signing.personal_texts.parsing import fields_of, parse_file, parse_text
from bot.signing.personal_texts.text import (
    LONGEST,
    Field,
    FieldUnknownRefused,
    LineStyle,
    NoFieldRefused,
    Run,
    Setup,
    TextEmptyRefused,
    TextLongRefused,
)
from bot.texts.words import Texts

SETUP = Setup("Угода", "uk", datetime(2026, 3, 2, 8, 0, tzinfo=UTC))
VALUES = {field: f"<{field}>" for field in Field}


@pytest.mark.parametrize(
    ("written", "field"),
    [
        ("name", Field.NAME),
        ("Ім’я", Field.NAME),
        ("імʼя", Field.NAME),
        ("ПІБ", Field.NAME),
        ("ФИО", Field.NAME),
        (" full_name ", Field.NAME),
        ("Табельний номер", Field.NUMBER),
        ("Должность", Field.POSITION),
        ("organization", Field.ORGANISATION),
        ("строк", Field.DEADLINE),
    ],
)
def test_a_field_is_recognised_in_three_languages_and_spellings(written, field):
    (paragraph,) = parse_text(f"{{{written}}}")
    assert paragraph.runs == (Run(field),)


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
def test_every_field_is_recognised_by_the_name_that_is_shown(language):
    words = Texts().words(language)
    for field in Field:
        shown = words.plain(f"signing-field-{field}")
        assert fields_of(parse_text(f"{{{shown}}}")) == {field}


def test_an_unknown_field_is_refused_with_its_name():
    with pytest.raises(FieldUnknownRefused) as refused:
        parse_text("{name} отримує {зарплата}")
    assert refused.value.facts == {"field": "зарплата"}


def test_a_text_that_is_not_personal_is_refused():
    with pytest.raises(TextEmptyRefused):
        parse_text(" \n\t")
    with pytest.raises(NoFieldRefused):
        parse_text("Усім однаково {{name}}")
    with pytest.raises(TextLongRefused):
        parse_text("{name}" + "а" * LONGEST)


def test_headings_items_and_bold_words_are_parsed_line_by_line():
    heading, gap, item, plain = parse_text("# Наказ\n\n- для **{name}**\n#1 у списку")
    assert [one.style for one in (heading, gap, item, plain)] == [
        LineStyle.HEADING,
        LineStyle.GAP,
        LineStyle.ITEM,
        LineStyle.PLAIN,
    ]
    assert item.runs == (Run("для "), Run(Field.NAME, bold=True))


def test_doubled_braces_stand_for_single_ones():
    (paragraph,) = parse_text("{{{name}}}")
    assert [run.what for run in paragraph.runs] == ["{", Field.NAME, "}"]


def test_a_file_is_a_personal_text_if_its_name_and_its_fields_say_so():
    assert parse_file("Я, {ПІБ}".encode("cp1251"), "Угода.TXT") == "Я, {ПІБ}"
    assert parse_file(b"no fields, {}", "notes.md") is None
    assert parse_file(b"{name}", "notes.pdf") is None
    assert parse_file(b"\x00\x01{name}", "notes.txt") is None
    with pytest.raises(FieldUnknownRefused):
        parse_file(b"{name} {salary}", "notes.md")


@given(text=st.text(max_size=300))
def test_any_text_is_parsed_or_refused(text):
    try:
        paragraphs = parse_text(text)
    except (FieldUnknownRefused, NoFieldRefused, TextEmptyRefused):
        return
    assert fields_of(paragraphs)


def test_a_value_is_never_read_as_markup(tool):
    values = VALUES | {Field.NAME: "**# - {title}**"}
    (pdf,) = draw_copies("# Згода\n{name}, {position}", SETUP, [values])
    code, text = tool("pdftotext", pdf, "-")
    assert (code, "**# - {title}**, <position>" in text) == (0, True)


def test_copies_of_different_people_differ(tool):
    names = ["Їжакевич Ганна Петрівна", "Ґонта Борис Єгорович"]
    pdfs = draw_copies("Я, {name}, згоден.", SETUP, [VALUES | {Field.NAME: name} for name in names])
    for name, pdf in zip(names, pdfs, strict=True):
        assert name in tool("pdftotext", pdf, "-")[1]
    assert len(set(pdfs)) == 2


def test_long_texts_take_several_pages_and_every_line_fits_the_page(tool):
    text = "## Розділ\n{name} " + "довгеслово " * 40 + "\n" + "щ" * 400 + "\n"
    (pdf,) = draw_copies(text * 12, SETUP, [VALUES])
    boxes = tool("pdftotext", "-bbox", pdf, "-")[1]
    edges = [float(edge) for edge in re.findall(r'xMax="([\d.]+)"', boxes)]
    assert len(re.findall("<page", boxes)) > 2
    assert max(edges) < 595 - 30
