import subprocess
import sys
from datetime import datetime

import pytest

from bot.spreadsheet import SheetColumn, SheetFrame, write_sheet
from bot.staff.roster import (
    Column,
    Fault,
    Limits,
    Reason,
    RosterEmptyRefused,
    RosterHeadingsRefused,
    RosterRow,
    RosterTooManyRowsRefused,
)


def reasons(roster):
    return {bad.row_number: [(reason.fault, reason.column) for reason in bad.reasons] for bad in roster.bad}


def test_a_workbook_gives_its_people(read, workbook, headings, people):
    roster = read(workbook(headings, *people))
    assert not roster.bad
    assert roster.sheet == "Список"
    assert roster.columns == frozenset(Column)
    assert roster.rows[0] == RosterRow(
        row_number=2,
        personnel_number="1042",
        name="Шевченко Олена Григорівна",
        position="Бухгалтерка",
        department="Бухгалтерія",
        phone="+380671234567",
        email="olena@example.org",
    )
    assert roster.rows[2].email is None


def test_titles_above_and_form_lines_below_the_headings_are_passed_over(read, workbook, headings, people):
    rows = [
        ["ТОВ «Приклад»"],
        ["Список працівників", None, "станом на", datetime(2026, 3, 1)],  # noqa: DTZ001 - spreadsheets know no zones
        [],
        headings,
        [1, 2, 3, 4, 5, 6],
        people[0],
        [],
        headings,
        people[1],
    ]
    roster = read(workbook(*rows))
    assert [(row.row_number, row.personnel_number) for row in roster.rows] == [(6, "1042"), (9, "1043")]
    assert not roster.bad


@pytest.mark.parametrize(
    "headings",
    [
        ("Таб. №", "П.І.Б.", "Назва посади", "Структурний підрозділ", "Моб. тел.", "Ел. пошта"),
        ("ТАБЕЛЬНЫЙ НОМЕР", "Ф.И.О. сотрудника", "Должность", "Отдел", "Номер телефона", "Электронная почта"),
        ("Personnel No.", "Full name", "Job title", "Department", "Mobile phone", "Email address"),
        ("Табельний №", "Прізвище, ім’я, по батькові", "Посада*", "Вiддiл", "Телефон (у форматі +380…)", "e-mail"),
    ],
)
def test_headings_are_known_in_three_languages_and_many_words(read, workbook, people, headings):
    roster = read(workbook(headings, people[0]))
    assert roster.columns == frozenset(Column)
    assert roster.rows[0].email == "olena@example.org"


def test_columns_may_stand_in_any_order_among_others(read, workbook):
    roster = read(
        workbook(
            ("№ з/п", "Телефон", "Дата народження", "Робочий телефон", "ПІБ", "Табельний номер"),
            (1, "0671234567", "01.02.1990", "044 000 00 00", "Шевченко Олена", 7),
        )
    )
    assert roster.rows[0].personnel_number == "7"
    assert roster.rows[0].phone == "+380671234567"
    assert not roster.bad


def test_a_phone_in_the_first_column_is_a_phone(read, workbook):
    roster = read(workbook(("Телефон", "ПІБ"), ("0671234567", "Шевченко Олена")))
    assert roster.rows[0].phone == "+380671234567"


@pytest.mark.parametrize(
    "headings",
    [("Таб №", "Ім'я", "По батькові", "Прізвище"), ("Staff ID", "First name", "Middle name", "Surname")],
)
def test_a_name_in_parts_is_joined_surname_first(read, workbook, headings):
    roster = read(workbook(headings, ("1", "Олена", "Григорівна", "Шевченко"), ("2", "Їжак", None, "Ґава")))
    assert [row.name for row in roster.rows] == ["Шевченко Олена Григорівна", "Ґава Їжак"]


def test_name_beside_surname_is_the_given_name(read, workbook):
    roster = read(workbook(("Name", "Surname", "Phone"), ("Olena", "Shevchenko", "0671234567")))
    assert roster.rows[0].name == "Shevchenko Olena"


def test_numbers_that_a_spreadsheet_turned_into_floats_are_read_back(read, workbook, table, headings):
    mended = ("1042", "+380671234567")
    from_xlsx = read(workbook(headings, (1042.0, "Шевченко Олена", None, None, 380671234567.0)))
    from_csv = read(table(headings, ("1042.0", "Шевченко Олена", "", "", "380671234567.0", "")))
    for roster in (from_xlsx, from_csv):
        assert (roster.rows[0].personnel_number, roster.rows[0].phone) == mended


def test_leading_zeros_and_letters_of_a_personnel_number_stay(read, workbook):
    roster = read(workbook(("Табельний номер", "ПІБ"), ("0042", "Шевченко Олена"), ("А-7/1", "Ґава Їжак")))
    assert [row.personnel_number for row in roster.rows] == ["0042", "А-7/1"]


def test_every_fault_of_a_row_is_reported_with_its_number(read, workbook, headings):
    roster = read(
        workbook(
            headings,
            (None, None, "Водій", None, "3.80671E+11", "не має"),
            (datetime(2026, 2, 1), "Шевченко Олена", None, None, "067 123-45-67, 050 765-43-21", None),  # noqa: DTZ001
            ("7", "7", "#N/A", "Х" * 400, "телефону немає", None),
            ("1.00001E+11", "Ґава Їжак", None, None, None, None),
        )
    )
    assert not roster.rows
    assert reasons(roster) == {
        2: [
            (Fault.MISSING, Column.NUMBER),
            (Fault.MISSING, Column.NAME),
            (Fault.CUT_SHORT, Column.PHONE),
            (Fault.UNREADABLE, Column.EMAIL),
        ],
        3: [(Fault.TURNED_INTO_DATE, Column.NUMBER), (Fault.SEVERAL, Column.PHONE)],
        4: [
            (Fault.UNREADABLE, Column.NAME),
            (Fault.CELL_ERROR, Column.POSITION),
            (Fault.TOO_LONG, Column.DEPARTMENT),
            (Fault.UNREADABLE, Column.PHONE),
        ],
        5: [(Fault.CUT_SHORT, Column.NUMBER)],
    }


def test_rows_that_repeat_a_number_or_a_phone_name_each_other(read, workbook, headings):
    roster = read(
        workbook(
            headings,
            ("1", "Шевченко Олена", None, None, "0671234567"),
            ("2", "Ґава Їжак", None, None, "8 067 123 45 67"),
            ("1", "Мельник Іван", None, None, None),
            ("4", "Коваль Петро", None, None, "0501112233"),
        )
    )
    assert [row.personnel_number for row in roster.rows] == ["4"]
    assert [(bad.row_number, bad.reasons) for bad in roster.bad] == [
        (
            2,
            (
                Reason(Fault.REPEATED, Column.NUMBER, "1", other_row=4),
                Reason(Fault.REPEATED, Column.PHONE, "+380671234567", other_row=3),
            ),
        ),
        (3, (Reason(Fault.REPEATED, Column.PHONE, "+380671234567", other_row=2),)),
        (4, (Reason(Fault.REPEATED, Column.NUMBER, "1", other_row=2),)),
    ]


def test_without_a_number_column_the_phone_identifies_and_then_the_email(read, workbook):
    roster = read(
        workbook(
            ("ПІБ", "Телефон", "Пошта"),
            ("Шевченко Олена", "0671234567", "office@example.org"),
            ("Ґава Їжак", "0501112233", "office@example.org"),
            ("Мельник Іван", None, "ivan@example.org"),
            ("Коваль Петро", None, None),
        )
    )
    assert [row.row_number for row in roster.rows] == [2, 3, 4]
    assert reasons(roster) == {5: [(Fault.UNIDENTIFIED, Column.PHONE)]}


def test_an_office_address_cannot_be_all_that_identifies_somebody(read, workbook):
    roster = read(
        workbook(
            ("ПІБ", "Телефон", "Пошта"),
            ("Шевченко Олена", "0671234567", "office@example.org"),
            ("Ґава Їжак", None, "Office@Example.org"),
        )
    )
    assert reasons(roster) == {2: [(Fault.REPEATED, Column.EMAIL)], 3: [(Fault.REPEATED, Column.EMAIL)]}


def test_a_file_without_the_needed_headings_is_refused_with_what_was_found(read, workbook):
    for headings, missing in [
        (("Посада", "Телефон"), "name"),
        (("ПІБ", "Посада"), "identity"),
        (("Дата народження", "Стать"), "both"),
    ]:
        with pytest.raises(RosterHeadingsRefused) as refused:
            read(workbook(headings, ("x", "y")))
        assert refused.value.facts == {"found": ", ".join(headings), "missing": missing}


def test_nothing_below_the_headings_or_nothing_at_all_is_an_empty_list(read, workbook, headings):
    for content in (workbook(headings), workbook(), b"", b"\n\n;;\n"):
        with pytest.raises(RosterEmptyRefused):
            read(content)


def test_the_first_sheet_that_serves_is_read_and_the_others_are_named(read, workbook, headings, people):
    roster = read(
        workbook(
            ("Інструкція",),
            title="Як заповнити",
            Офіс=[headings, people[0]],
            Склад=[headings, people[1]],
            Нотатки=[("…",)],
        )
    )
    assert (roster.sheet, roster.unread.sheets) == ("Офіс", ("Склад",))
    assert [row.personnel_number for row in roster.rows] == ["1042"]


def test_the_limit_on_rows_is_enforced(read, workbook, headings, people):
    with pytest.raises(RosterTooManyRowsRefused) as refused:
        read(workbook(headings, *people), limits=Limits(people=2))
    assert refused.value.facts == {"rows": 2}


def test_invisible_characters_and_stray_spaces_do_not_make_another_person(read, workbook):
    roster = read(workbook(("ПІБ", "Телефон"), ("\u202eШевченко\u200b  Олена\u00a0 \n", "0671234567")))
    assert roster.rows[0].name == "Шевченко Олена"


@pytest.mark.long
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_hundred_thousand_people_are_read_within_400_mebibytes(tmp_path, kind):
    """In a process of its own; its peak is read from /proc, for getrusage counts what it was forked from."""
    path = tmp_path / f"staff.{kind}"
    path.write_bytes(hundred_thousand(kind))
    program = (
        "import re, sys\n"
        "from pathlib import Path\n"
        "from bot.staff.roster import read_roster\n"
        "roster = read_roster(Path(sys.argv[1]).read_bytes(), region='UA')\n"
        "peak = re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1]\n"
        "print(len(roster.rows), len(roster.bad), int(peak) // 1024)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, path], check=True, capture_output=True, text=True)
    rows, bad, mebibytes = map(int, done.stdout.split())
    assert (rows, bad) == (100_000, 0)
    assert mebibytes < 400


def hundred_thousand(kind):
    labels = ("Табельний номер", "ПІБ", "Посада", "Підрозділ", "Телефон", "E-mail")
    rows = (
        (str(n), f"Працівник Номер {n}", "Водій", f"Гараж {n % 50}", f"067{n:07}", f"p{n}@example.org")
        for n in range(100_000)
    )
    if kind == "xlsx":
        return write_sheet(SheetFrame("Список", "UTC"), [SheetColumn(label) for label in labels], rows)
    return "\r\n".join(";".join(row) for row in (labels, *rows)).encode("cp1251")
