import io
import tempfile
import unicodedata
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from bot.spreadsheet import SheetColumn, SheetFrame, write_sheet
from bot.staff.roster import Limits
from bot.staff.roster.files.workbook import open_sheets

FRAME = SheetFrame("Працівники", "Europe/Kyiv")
TWO = (SheetColumn("ПІБ", 40), SheetColumn("Стан"))


def opened(content):
    return load_workbook(io.BytesIO(content)).active


def test_headings_are_bold_and_frozen_above_the_rows():
    sheet = opened(write_sheet(FRAME, TWO, [("Шевченко Олена", "зареєстрована"), ("Ґава Їжак", None)]))
    assert sheet.title == "Працівники"
    assert list(sheet.values) == [("ПІБ", "Стан"), ("Шевченко Олена", "зареєстрована"), ("Ґава Їжак", None)]
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold
    assert not sheet["A2"].font.bold
    assert sheet.column_dimensions["A"].width == 40


def test_a_remark_is_written_above_the_headings():
    sheet = opened(write_sheet(SheetFrame("1", "UTC", remark="Не пересилайте"), TWO, [("a", "b")]))
    assert [row[0] for row in sheet.values] == ["Не пересилайте", "ПІБ", "a"]
    assert sheet.freeze_panes == "A3"


@pytest.mark.parametrize(
    "text", ["=1+1", "+380671234567", "-2", "@SUM(A1)", "#REF!", '=HYPERLINK("http://x","y")', "\t=1"]
)
def test_a_text_that_begins_like_a_formula_is_marked_as_text(text):
    sheet = opened(write_sheet(SheetFrame(text, "UTC", text), (SheetColumn(text),), [(text,)]))
    for row in (1, 2, 3):
        cell = sheet.cell(row, 1)
        assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", text, True)


def test_an_ordinary_text_carries_no_mark_but_stays_text_when_edited():
    sheet = opened(write_sheet(FRAME, TWO, [("Шевченко", "0101")]))
    assert not sheet["A2"].quotePrefix
    assert [cell.number_format for row in sheet.iter_rows() for cell in row] == ["@"] * 4


IGNORABLE = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) in {"Cc", "Cf", "Cs", "Cn", "Mn"}]
"""What nobody sees: controls, formats, surrogates, code points without a character, marks."""
HIDING = st.lists(st.sampled_from(["\uffff", "\ufffe", "\u200b", "\ufeff", "\x00", *IGNORABLE]))


DEFAULT_IGNORABLE = [
    chr(code)
    for first, last in (
        (0x00AD, 0x00AD),
        (0x034F, 0x034F),
        (0x061C, 0x061C),
        (0x115F, 0x1160),
        (0x17B4, 0x17B5),
        (0x180B, 0x180F),
        (0x200B, 0x200F),
        (0x202A, 0x202E),
        (0x2060, 0x206F),
        (0x3164, 0x3164),
        (0xFE00, 0xFE0F),
        (0xFEFF, 0xFEFF),
        (0xFFA0, 0xFFA0),
        (0xFFF0, 0xFFF8),
        (0x1BCA0, 0x1BCA3),
        (0x1D173, 0x1D17A),
        (0xE0000, 0xE0FFF),
    )
    for code in range(first, last + 1)
]
"""Default_Ignorable_Code_Point (Unicode 17, DerivedCoreProperties.txt): what a renderer may leave out, letters too."""


def test_no_code_point_that_a_renderer_may_leave_out_hides_a_formula():
    sheet = opened(write_sheet(FRAME, (SheetColumn("x"),), [(f"{hidden}=1+1",) for hidden in DEFAULT_IGNORABLE]))
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == [f"{hidden}=1+1" for hidden in DEFAULT_IGNORABLE]
    assert {(cell.data_type, cell.quotePrefix, cell.number_format) for cell in cells} == {("s", True, "@")}


@pytest.mark.parametrize("hidden", ["\uffff", "\ufffe\x00", "\u200b", "\ufeff", "\u2060", "\ud800", " "])
def test_nothing_invisible_hides_a_formula(hidden):
    cell = opened(write_sheet(FRAME, (SheetColumn("x"),), [(f"{hidden}=1+1",)]))["A2"]
    assert (cell.data_type, cell.quotePrefix, cell.number_format) == ("s", True, "@")


@settings(max_examples=200, deadline=None)
@given(HIDING.map("".join), st.sampled_from("=+-@#"), st.text(max_size=10))
def test_whatever_stands_before_a_sign_the_cell_is_text_and_marked(hidden, sign, rest):
    cell = opened(write_sheet(FRAME, (SheetColumn("x"),), [(hidden + sign + rest,)]))["A2"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(["_", "x", "003D", "_x003D_", "_x005F_", "_x0041_", "A", "="]), max_size=8).map("".join)
)
def test_what_looks_like_an_escape_is_read_back_as_it_was(text):
    content = write_sheet(FRAME, TWO, [(f"A{text}", "x")])
    with open_sheets(content, Limits()) as sheets:
        lines = list(next(sheets).lines)
    assert lines[1].cells[0] == f"A{text}"


def test_times_are_shown_on_the_readers_clock_and_days_as_days():
    columns = (SheetColumn("Коли"), SheetColumn("День"), SheetColumn("Скільки"))
    rows = [(datetime(2026, 7, 1, 21, 30, 5, 99, tzinfo=UTC), date(2026, 7, 1), 7)]
    (values,) = list(opened(write_sheet(FRAME, columns, rows)).iter_rows(min_row=2, values_only=True))
    assert [str(value) for value in values] == ["2026-07-02 00:30:05", "2026-07-01 00:00:00", "7"]


def test_a_row_of_the_wrong_length_raises_an_error():
    with pytest.raises(ValueError, match="1 values under 2 headings"):
        write_sheet(FRAME, TWO, [("a",)])


def test_an_error_in_the_rows_leaves_no_personal_data_behind(tmp_path, monkeypatch):
    def rows():
        yield ("Шевченко Олена", "+380671234567")
        raise LookupError

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(LookupError):
        write_sheet(FRAME, TWO, rows())
    assert not list(tmp_path.iterdir())


def test_columns_beyond_z_have_widths_too():
    columns = [SheetColumn(f"c{index}", 20 + index) for index in range(30)]
    sheet = opened(write_sheet(FRAME, columns, []))
    assert [sheet.column_dimensions[name].width for name in ("Z", "AA", "AD")] == [45, 46, 49]


@settings(max_examples=100, deadline=None)
@given(title=st.text(max_size=50), text=st.text(max_size=50))
def test_any_text_can_be_written_and_no_formula_ever_comes_of_it(title, text):
    sheet = opened(write_sheet(SheetFrame(title, "UTC", text), (SheetColumn(text), SheetColumn("x")), [(text, "x")]))
    assert all(cell.data_type in "sn" for row in sheet.iter_rows() for cell in row if cell.value is not None)
