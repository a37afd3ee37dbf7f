import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import InputRefused
from bot.staff.roster import RosterQuotesRefused, RosterUnreadableRefused, read_roster
from bot.staff.roster.files.table import decode

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-u", "cp1125", "mac-cyrillic"]
UKRAINIAN = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"
NAMES = st.text(UKRAINIAN, min_size=3, max_size=12).map(str.capitalize)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_any_common_encoding_and_separator_gives_the_same_people(read, table, headings, people, encoding, separator):
    if encoding == "mac-cyrillic":  # has no letter ґ
        people = [tuple(value.replace("Ґ", "Г") for value in person) for person in people]
    roster = read(table(headings, *people, separator=separator, encoding=encoding))
    assert not roster.bad
    assert [row.name for row in roster.rows] == [person[1] for person in people]
    assert [row.department for row in roster.rows] == [person[3] for person in people]


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-u", "cp1125"])
@pytest.mark.parametrize("shout", [False, True])
def test_an_8_bit_russian_list_with_english_headings_is_told_by_its_letters(read, table, encoding, shout):
    name = "Соловьёв Пётр Щукарь-Эйхе"
    name = name.upper() if shout else name
    roster = read(table(("Phone", "Name"), ("0671234567", name), encoding=encoding))
    assert roster.rows[0].name == name


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(NAMES, NAMES), min_size=3, max_size=8), st.sampled_from(ENCODINGS[:8]))
def test_headings_make_any_names_come_out_in_any_encoding(names, encoding):
    lines = ["Табельний номер;Прізвище та ім'я;Посада;Підрозділ"]
    lines += [f"{number};{' '.join(name)};Водій;Гараж" for number, name in enumerate(names)]
    roster = read_roster("\r\n".join(lines).encode(encoding), region="UA")
    assert [row.name for row in roster.rows] == [" ".join(name) for name in names]


def test_a_separator_declared_in_the_first_line_is_used(read):
    content = "sep=|\r\nПІБ|Телефон\r\nШевченко Олена|0671234567\r\n".encode()
    assert [row.row_number for row in read(content).rows] == [3]


def test_a_cell_of_several_lines_is_one_cell(read, table, headings):
    roster = read(
        table(
            headings,
            ("1", "Шевченко\nОлена", "", "Цех\r\n№ 1", "", ""),
            ("2", "Ґава Їжак", "", "", "", ""),
            quoting=csv.QUOTE_ALL,
        )
    )
    assert [(row.row_number, row.name, row.department) for row in roster.rows] == [
        (2, "Шевченко Олена", "Цех № 1"),
        (3, "Ґава Їжак", ""),
    ]


@pytest.mark.parametrize("line", ['2;"Ґава Їжак;\r\n3;Мельник Іван;', '2;"Ґава" Їжак;\r\n3;Мельник Іван;'])
def test_unbalanced_quotes_are_refused(read, line):
    content = f"Таб №;ПІБ;Посада\r\n1;Шевченко Олена;\r\n{line}\r\n".encode()
    with pytest.raises(RosterQuotesRefused) as refused:
        read(content)
    assert refused.value.facts == {"row": 3}


def test_a_line_shorter_than_the_headings_has_empty_cells(read):
    roster = read("Таб №,ПІБ,Телефон\n1,Шевченко Олена\n".encode())
    assert roster.rows[0].phone is None


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_text_or_refused(content):
    try:
        text = decode(content)
    except RosterUnreadableRefused:
        return
    assert isinstance(text, str)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet='ПІБТелефон067 1;,\t|"\r\n=#.E+\u0000\ud800', max_size=200), st.sampled_from(ENCODINGS))
def test_any_table_is_read_or_refused_but_never_breaks(text, encoding):
    content = f"ПІБ;Телефон\r\n{text}".encode(encoding, errors="ignore")
    try:
        roster = read_roster(content, region="UA")
    except InputRefused:
        return
    numbers = [row.row_number for row in (*roster.rows, *roster.bad)]
    assert numbers
    assert len(numbers) == len(set(numbers))
