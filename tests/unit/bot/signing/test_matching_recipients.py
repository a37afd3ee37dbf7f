"""Recipients from a list: every line matches one person, or has a reason why not."""

import io
from datetime import UTC, datetime
from uuid import uuid4

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import InputRefused
from bot.signing.documents.read_recipients import Known, Why, match
from bot.staff.models import Person, Role, Status
from bot.staff.people.people import Listed
from bot.staff.roster import RosterEmptyRefused, RosterTooManyRowsRefused, RosterUnreadableRefused, read_mentions

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def listed(name, number=None, phone=None, status=Status.REGISTERED, email=None):
    person = Person(uuid4(), uuid4(), number, name, "", "", phone, email, Role.EMPLOYEE, NOW)
    return Listed(person, status, None)


STAFF = (
    listed("Мельник Андрій Петрович", "1002", "+380501110002"),
    listed("Їжакевич Ганна", "1003", "+380501110003", email="hanna@example.org"),
    listed("Коваль Іван", "1004", "+380501110004"),
    listed("Коваль Іван", "1005", "+380501110005"),
    listed("Новенька Олена", "1006", "+380501110006", Status.NOT_INVITED),
    listed("Колишній Степан", "1007", "+380501110007", Status.DISMISSED),
)


def read(text):
    content = text if isinstance(text, bytes) else text.encode()
    found = match(read_mentions(content, region="UA"), map(Known.of, STAFF))
    names = {one.person.id: one.person.personnel_number for one in STAFF}
    return [names[person] for person in found.people], {one.row_number: one.why for one in found.unmatched}


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("Мар'янчук Соломія", "Марянчук Соломія"),
        ("Мар'янчук Соломія", 'Мар"янчук Соломія'),
        ("Марянчук Соломія", "Мар’янчук Соломія"),
        ("Зима-Літня Ганна", "Зима Літня Ганна"),
        ("Зима-Літня Ганна", "Зима – Літня Ганна"),
        ("Войтенко Сергій", "Boйтенко Cергiй"),
        ("Коваленко Іван", "Ковале́нко Ива́н".replace("Ив", "Ів")),
        ("Коваленко Іван", "Коваленко\u00a0Іван"),
    ],
)
def test_who_is_on_the_list_is_found_however_the_name_is_written(written, line):
    one = listed(written, "7")
    found = match(read_mentions(line.encode(), region="UA"), [Known.of(one)])
    assert (found.people, found.unmatched) == ((one.person.id,), ())


@pytest.mark.parametrize("line", ["А-7", "A-7", "A‑7", "а 7"])
def test_a_number_is_found_in_either_alphabet(line):
    one = listed("Коваль Іван", "А-7")
    assert match(read_mentions(f"Табельний номер\n{line}\n".encode(), region="UA"), [Known.of(one)]).people


@pytest.mark.parametrize(
    "line",
    [
        "1002",
        "+380 50 111 00 02",
        "050 111-00-02",
        "Мельник Андрій",
        "андрій МЕЛЬНИК",
        "1. Мельник Андрій Петрович",
        "- Мельник Андрій",
        "1002 Мельник Андрій",
        "Мельник Андрій +380501110002",
        "1002;Мельник Андрій;інженер",
        "Мельник;Андрій",
    ],
)
def test_a_line_without_headings_is_recognised_by_its_content(line):
    assert read(line) == (["1002"], {})


def test_each_unmatched_line_has_its_number_and_the_reason():
    lines = ["1002", "", "Хтось Інший", "Коваль Іван", "1006", "Колишній Степан", "1003 Мельник Андрій", "Мельник"]
    assert read("\n".join(lines)) == (
        ["1002"],
        {
            3: Why.UNKNOWN,
            4: Why.SEVERAL,
            5: Why.UNREGISTERED,
            6: Why.DISMISSED,
            7: Why.CONTRADICTS,
            8: Why.UNKNOWN,
        },
    )


def test_people_are_returned_once_and_in_the_order_of_the_list():
    assert read("1004\n1002\nМельник Андрій\n1004\nhanna@EXAMPLE.org") == (["1004", "1002", "1003"], {})


def test_columns_are_recognised_by_their_headings_and_titles_above_are_skipped():
    text = "Список на інструктаж\n№ з/п;ПІБ;Табельний номер\n1;Коваль Іван;1005\n2;Їжакевич Ганна;\n3;;77\n"
    assert read(text) == (["1005", "1003"], {5: Why.UNKNOWN})


def test_a_hidden_row_is_no_recipient_and_is_said():
    book = openpyxl.Workbook()
    for row in (["Телефон"], [380501110003], [380501110004]):
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    out = io.BytesIO()
    book.save(out)
    assert read(out.getvalue()) == (["1003"], {3: Why.HIDDEN})


def test_a_workbook_with_a_column_of_phones_is_read():
    book = openpyxl.Workbook()
    book.active.append(["Телефон"])
    book.active.append([380501110003])
    book.active.append([380501110009])
    out = io.BytesIO()
    book.save(out)
    assert read(out.getvalue()) == (["1003"], {3: Why.UNKNOWN})


def test_a_dismissed_namesake_is_ignored():
    staff = (listed("Коваль Іван", "1"), listed("Коваль Іван", "2", status=Status.DISMISSED))
    found = match(read_mentions("Коваль Іван".encode(), region="UA"), map(Known.of, staff))
    assert found.people == (staff[0].person.id,)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", RosterEmptyRefused),
        (b"\n \n", RosterEmptyRefused),
        (b"%PDF-1.7\x00\x01\x02", RosterUnreadableRefused),
        (b"PK\x03\x04broken", RosterUnreadableRefused),
        (b"1\n" * 5001, RosterTooManyRowsRefused),
    ],
)
def test_a_file_that_is_not_a_list_is_refused(content, refusal):
    with pytest.raises(refusal):
        read_mentions(content, region="UA")


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_any_bytes_are_read_as_a_list_or_refused(content):
    try:
        mentions = read_mentions(content, region="UA")
    except InputRefused:
        return
    found = match(mentions, map(Known.of, STAFF))
    assert len(found.people) + len(found.unmatched) <= len(mentions)
    assert all(len(one.text) <= 80 for one in found.unmatched)
