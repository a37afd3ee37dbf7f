"""Inputs that went wrong once, kept beside the repository: each is read as a person sees it, or named."""

from pathlib import Path

import pytest

from bot.staff.roster import (
    Column,
    Fault,
    RosterEncodingRefused,
    RosterFileKindRefused,
    RosterUnreadableRefused,
    read_roster,
)

CASES = next((folder for at in Path(__file__).parents if (folder := at / "shared/cases/staff").is_dir()), Path("none"))

pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the kept inputs are not here")


def case(name):
    return read_roster((CASES / name).read_bytes(), region="UA")


def people(roster):
    return [(row.personnel_number, row.name) for row in roster.rows]


THREE = [
    ("0101", "Гринько Тарас Ілліч"),
    ("0102", "Мар'янчук Соломія Юріївна"),
    ("0103", "Зима-Літня Ганна Ярославівна"),
]


@pytest.mark.parametrize(
    "name",
    [
        "01-shared-strings-case.xlsx",
        "03-strict.xlsx",
        "06-two-heading-lines.xlsx",
        "11-zeros-by-format.xlsx",
        "11-zeros-by-format.csv",
        "12-filtered-row.xlsx",
    ],
)
def test_three_people_are_read(name):
    roster = case(name)
    assert people(roster) == THREE
    assert not roster.bad


def test_headings_over_two_lines_name_every_column():
    assert case("06-two-heading-lines.xlsx").columns == set(Column) - {Column.DEPARTMENT}
    assert people(case("07-name-parts-below.xlsx")) == [
        ("0201", "Гринько Тарас Ілліч"),
        ("0202", "Вовк Ольга Іванівна"),
    ]


@pytest.mark.parametrize("name", ["08-apostrophe-guard.csv", "09-equals-quoted.csv"])
def test_a_number_guarded_in_a_table_is_what_the_spreadsheet_shows(name):
    roster = case(name)
    assert people(roster) == [("0101", "Гринько Тарас Ілліч"), ("0102", "Вовк Ольга Іванівна")]
    assert all(row.phone and row.phone.startswith("+38050123") for row in roster.rows)


def test_a_formula_without_a_value_is_said_with_its_row():
    bad = case("10-formula-no-value.xlsx").bad
    assert [(row.row_number, row.reasons[0].fault) for row in bad] == [
        (2, Fault.NOT_CALCULATED),
        (3, Fault.NOT_CALCULATED),
    ]


def test_a_row_hidden_by_a_filter_is_kept_apart():
    assert [row.name for row in case("12-filtered-row.xlsx").hidden] == ["Звільнений Петро Петрович"]


@pytest.mark.parametrize("name", ["13-own-name-0.xlsx", "13-own-name-1.xlsx"])
def test_the_official_wording_of_names_is_known(name):
    assert people(case(name)) == [("0101", "Гринько Тарас Ілліч")]


def test_a_value_merged_downwards_belongs_to_all():
    assert [row.department for row in case("22-merged-down.xlsx").rows] == ["Склад"] * 3


def test_a_chart_sheet_is_passed_over():
    assert [row.name for row in case("chartsheet-first.xlsx").rows] == ["Olena Sample", "Ivan Sample"]


def test_strings_that_unpack_a_hundredfold_are_read():
    assert [row.name for row in case("heavy-shared-strings.xlsx").rows] == ["Olena Sample"]


def test_a_quote_within_a_cell_is_a_letter():
    assert [row.name for row in case("quote-in-cell.csv").rows] == ['Olena "Lena" Sample']


@pytest.mark.parametrize(("name", "kind"), [("document.pdf", "pdf"), ("flat.fods", "fods"), ("page.html", "html")])
def test_what_is_no_list_is_named_for_what_it_is(name, kind):
    with pytest.raises(RosterFileKindRefused) as refused:
        case(name)
    assert refused.value.facts == {"kind": kind}


@pytest.mark.parametrize(
    ("name", "refused"), [("latin1.csv", RosterEncodingRefused), ("nul.csv", RosterUnreadableRefused)]
)
def test_letters_are_never_guessed(name, refused):
    with pytest.raises(refused):
        case(name)


def test_every_kept_list_is_read_by_a_test():
    tests = Path(__file__).read_text()
    assert [path.name for path in CASES.iterdir() if path.name not in tests] == []
