"""Workbooks and tables as people's programs write them; each is made here."""

import io
import re
import time
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.styles import Border, Side

from bot.staff.roster import (
    Column,
    Fault,
    Limits,
    Looks,
    RosterEncodingRefused,
    RosterFileKindRefused,
    RosterTooLargeRefused,
    RosterUnreadableRefused,
    UnusedColumn,
    read_roster,
)
from bot.staff.roster.files.number_formats import formatter
from bot.staff.roster.files.workbook import open_sheets
from bot.staff.roster.reading import with_hidden

HEAD = ("Табельний номер", "ПІБ", "Телефон")
OLENA = ("0101", "Шевченко Олена", "0671234567")
PETRO = ("0102", "Коваль Петро", "0671234568")
IVAN = ("0103", "Мельник Іван", "0671234569")


@pytest.fixture
def book():
    """Make an XLSX of rows, changed by a function before it is saved."""

    def _book(*rows, change=None):
        made = Workbook()
        for row in rows:
            made.active.append(row)
        if change:
            change(made.active)
        stream = io.BytesIO()
        made.save(stream)
        return stream.getvalue()

    return _book


def repacked(content, change):
    """Give each part of a package a new name and content by `change(name, bytes)`."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(*change(name, old.read(name)))
    return stream.getvalue()


def names(roster):
    return [row.name for row in roster.rows]


@pytest.fixture
def read_lines():
    """Read the lines of every sheet."""

    def _read(content):
        with open_sheets(content, Limits()) as sheets:
            return [list(sheet.lines) for sheet in sheets]

    return _read


# Headings


def test_headings_over_two_lines_with_a_merged_group(read, book):
    def merge(sheet):
        for cells in ("A1:A2", "B1:D1", "E1:F1"):
            sheet.merge_cells(cells)

    content = book(
        ("Таб. №", "Працівник", None, None, "Телефон", None),
        (None, "Прізвище", "Власне ім'я", "По батькові (за наявності)", "робочий", "мобільний"),
        (1, 2, 3, 4, 5, 6),
        ("7", "Шевченко", "Олена", "Григорівна", "0441234567", "0671234567"),
        change=merge,
    )
    roster = read(content)
    assert [(row.personnel_number, row.name, row.phone) for row in roster.rows] == [
        ("7", "Шевченко Олена Григорівна", "+380671234567")
    ]
    assert roster.unread.columns == (UnusedColumn("E", "Телефон робочий", Looks.PHONES),)


def test_the_first_person_is_no_second_line_of_headings(read, book):
    roster = read(book((*HEAD, None), (*OLENA, "Цех"), (*PETRO, "Цех")))
    assert names(roster) == ["Шевченко Олена", "Коваль Петро"]
    assert roster.unread.columns == (UnusedColumn("D", "", Looks.TEXT),)


def test_every_column_that_is_not_used_is_named_with_what_it_looks_like(read, book):
    def hide(sheet):
        sheet.column_dimensions["E"].hidden = True
        sheet.column_dimensions["C"].hidden = True

    roster = read(
        book(
            (*HEAD, "Запасний контакт", "Оклад", "Порожній", None, "Особиста скринька"),
            (*OLENA, "050 111 22 33", 12000.5, None, "нотатка", "o@example.org"),
            change=hide,
        )
    )
    assert roster.unread.columns == (
        UnusedColumn("D", "Запасний контакт", Looks.PHONES),
        UnusedColumn("E", "Оклад", Looks.NUMBERS, hidden=True),
        UnusedColumn("G", "", Looks.TEXT),
        UnusedColumn("H", "Особиста скринька", Looks.EMAILS),
    )
    assert roster.unread.hidden_columns == ("Телефон",)


# Rows


def test_hidden_rows_are_kept_apart_and_may_be_taken(read, book):
    def hide(sheet):
        sheet.row_dimensions[3].hidden = True

    roster = read(book(HEAD, OLENA, PETRO, IVAN, change=hide))
    assert names(roster) == ["Шевченко Олена", "Мельник Іван"]
    assert [row.name for row in roster.hidden] == ["Коваль Петро"]
    assert names(with_hidden(roster)) == ["Шевченко Олена", "Коваль Петро", "Мельник Іван"]


def test_a_hidden_row_that_repeats_a_visible_one_is_one_when_it_is_taken(read, book):
    def hide(sheet):
        sheet.row_dimensions[3].hidden = True

    taken = with_hidden(read(book(HEAD, OLENA, OLENA, change=hide)))
    assert (names(taken), taken.bad) == (["Шевченко Олена"], ())


def test_two_identical_rows_are_one(read, book):
    roster = read(book(HEAD, OLENA, PETRO, OLENA))
    assert (names(roster), roster.bad, roster.unread.repeated) == (["Шевченко Олена", "Коваль Петро"], (), 1)


def test_a_value_merged_downwards_makes_no_people_of_empty_rows(read, book):
    def merge(sheet):
        sheet.merge_cells("D2:D9")

    roster = read(book((*HEAD, "Підрозділ"), (*OLENA, "Склад"), PETRO, change=merge))
    assert [(row.name, row.department) for row in roster.rows] == [
        ("Шевченко Олена", "Склад"),
        ("Коваль Петро", "Склад"),
    ]
    assert not roster.bad


def test_an_ordinal_number_alone_is_nobody(read, book):
    roster = read(book(("№ з/п", *HEAD), (1, *OLENA), (2, None, None, None), (3, None, None, None)))
    assert (names(roster), roster.bad) == (["Шевченко Олена"], ())


def test_who_is_marked_as_dismissed_is_not_taken(read, book):
    rows = [(*OLENA, "зареєстровано"), (*PETRO, "звільнено"), (*IVAN, "Звільнений")]
    roster = read(book((*HEAD, "Статус"), *rows))
    assert (names(roster), roster.unread.dismissed) == (["Шевченко Олена"], 2)
    assert not roster.unread.columns


# Cells


@pytest.mark.parametrize(
    ("code", "number", "shown"),
    [
        ("0000", 101, "0101"),
        ("0000", 123456, "123456"),
        ("000\\-00\\-00", 1234567, "123-45-67"),
        ('"+38"0000000000', 671234567, "+380671234567"),
        ("\\+0", 380671234567, "+380671234567"),
        ("[Red]00000;-0", 42, "00042"),
        ('"№ "0', 7, "№ 7"),
        ("(000) 000-0000", 501112233, "(050) 111-2233"),
    ],
)
def test_a_number_is_what_its_format_shows(code, number, shown):
    show = formatter(code, 164)
    assert show is not None
    assert show(number) == shown


@pytest.mark.parametrize(
    "code", ["General", "0", "#,##0", "0.00", "@", "0%", "0.00E+00", "# ?/?", "", "#", "_-* #,##0_-"]
)
def test_a_format_that_adds_nothing_to_a_number_leaves_it(code):
    assert formatter(code, 164) is None


def test_numbers_with_zeros_by_format_are_one_with_texts(read, book):
    def zeros(sheet):
        sheet["A2"].number_format = "0000"

    (row,) = read(book(HEAD, (101, "Шевченко Олена", None), change=zeros)).rows
    assert row.personnel_number == "0101"


ERRORS = [
    *(
        "#N/A",
        "#REF!",
        "#VALUE!",
        "#NAME?",
        "#DIV/0!",
        "#NULL!",
        "#NUM!",
        "#SPILL!",
        "#CALC!",
        "#FIELD!",
        "#BUSY!",
        "#ERROR!",
    ),
    *("#Н/Д", "#ССЫЛКА!", "#ЗНАЧ!", "#ИМЯ?", "#ДЕЛ/0!", "#ПУСТО!", "#ЧИСЛО!", "#ПЕРЕНОС!", "#ВЫЧИС!"),
    *("#ПОСИЛАННЯ!", "#ЗНАЧЕННЯ!", "#ІМ'Я?", "#ІМ’Я?", "#ДІЛ/0!"),
    *("#NV", "#BEZUG!", "#WERT!", "#NOM?", "#VALEUR!", "#N/D", "#¡VALOR!", "#¿NOMBRE?", "#ADR!", "#ARG!"),
    *("Err:502", "Err:508", "Помилка:502", "Ошибка:504", "####", "#GETTING_DATA"),
]


@pytest.mark.parametrize("error", ERRORS)
def test_an_error_in_a_cell_is_nobodys_name_or_position(read, table, error):
    roster = read(table((*HEAD, "Посада"), ("0101", error, "0671234567", ""), ("0102", "Коваль", "", error)))
    assert [(row.row_number, row.reasons[0].fault) for row in roster.bad] == [
        (2, Fault.CELL_ERROR),
        (3, Fault.CELL_ERROR),
    ]


@pytest.mark.parametrize("text", ["Цех #5", "#1", "C#", "Err", "Водій!", "№ 3"])
def test_a_text_with_a_number_sign_is_no_error(read, table, text):
    (row,) = read(table((*HEAD, "Посада"), ("0101", "Коваль", "", text))).rows
    assert row.position == text


@pytest.mark.parametrize("text", ["'0101", '="0101"', " '0101 ", '=T("0101")', '= т( "0101" )', '=("0101")'])
def test_a_guarded_number_is_the_number(read, table, text):
    (row,) = read(table(HEAD, (text, "Шевченко Олена", ""))).rows
    assert row.personnel_number == "0101"


def test_a_formula_with_an_empty_text_is_an_empty_cell(read, book):
    def empty(name, old):
        return name, re.sub(rb'<c r="D2"><f>', b'<c r="D2" t="str"><f>', old)

    content = book((*HEAD, "Посада"), (*OLENA, "=A1"))
    assert [row.reasons[0].fault for row in read(content).bad] == [Fault.NOT_CALCULATED]
    assert names(read(repacked(content, empty))) == ["Шевченко Олена"]


# Packages


def test_strict_workbooks_and_odd_part_names_are_read(read, book):
    def strict(name, old):
        old = old.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        )
        old = old.replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/", b"http://purl.oclc.org/ooxml/officeDocument/"
        )
        return name, old

    def odd(name, old):
        return name.replace("/", "\\").upper(), old

    def prefixed(name, old):
        if name != "xl/worksheets/sheet1.xml":
            return name, old
        old = (
            old.replace(b"<", b"<x:").replace(b"<x:/", b"</x:").replace(b"<x:?", b"<?").replace(b"xmlns=", b"xmlns:x=")
        )
        return name, old

    for change in (strict, odd, prefixed):
        assert names(read(repacked(book(HEAD, OLENA), change))) == ["Шевченко Олена"]


@pytest.mark.long
def test_a_list_formatted_down_to_the_last_row_is_read_in_seconds(read):
    cells = "".join(f'<c r="{letter}%d" s="0"/>' for letter in "ABCDEF")
    rows = "".join(f'<row r="{row}">{cells}</row>' % ((row,) * 6) for row in range(4, 400_001))
    people = "".join(
        f'<row r="{row}">' + "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts) + "</row>"
        for row, texts in enumerate((HEAD, OLENA, PETRO), 1)
    )

    def formatted(name, old):
        if name != "xl/worksheets/sheet1.xml":
            return name, old
        return name, f'<worksheet xmlns="x"><sheetData>{people}{rows}</sheetData></worksheet>'.encode()

    stream = io.BytesIO()
    Workbook().save(stream)
    content = repacked(stream.getvalue(), formatted)
    started = time.process_time()
    assert names(read(content)) == ["Шевченко Олена", "Коваль Петро"]
    assert time.process_time() - started < 10


def shared(content, *texts):
    """Give a workbook shared strings, and let its first cells refer to them."""
    sheet = "".join(f'<row r="{at}"><c t="s"><v>{at - 1}</v></c><c><v>671234567</v></c></row>' for at in range(1, 4))
    relation = b'<Relationship Id="s" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    parts = {
        "xl/worksheets/sheet1.xml": lambda _: f"<worksheet><sheetData>{sheet}</sheetData></worksheet>".encode(),
        "xl/_rels/workbook.xml.rels": lambda old: old.replace(b"</Relationships>", relation),
    }
    stream = io.BytesIO(repacked(content, lambda name, old: (name, parts.get(name, bytes)(old))))
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr("xl/sharedStrings.xml", f"<sst>{''.join(f'<si>{text}</si>' for text in texts)}</sst>")
    return stream.getvalue()


def test_shared_strings_have_no_hints_and_their_escapes_undone(read_lines, book):
    hinted = "<r><t>Шев</t></r><r><t>ченко_x0020_О</t></r><rPh><t>hint</t></rPh>"
    (lines, *_) = read_lines(shared(book(HEAD), "<t>ПІБ</t>", hinted))
    assert [line.cells[0] for line in lines] == ["ПІБ", "Шевченко О", None]


def test_shared_strings_beyond_the_limit_are_refused(read, book):
    with pytest.raises(RosterTooLargeRefused):
        read(shared(book(HEAD), "<t>ПІБ</t>"), limits=Limits(strings_bytes=10))


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        ({"mimetype": b"", "content.xml": b"<x/>"}, "ods"),
        ({"xl/workbook.bin": b""}, "xlsb"),
        ({"word/document.xml": b"<x/>"}, "text"),
        ({"Index/Document.iwa": b""}, "numbers"),
    ],
)
def test_a_package_of_another_kind_is_named(read, parts, kind):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    with pytest.raises(RosterFileKindRefused) as refused:
        read(stream.getvalue())
    assert refused.value.facts == {"kind": kind}


# Texts

XML_2003 = b'<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.4\n", "pdf"),
        (b"\xef\xbb\xbf<!DOCTYPE html><table></table>", "html"),
        ("<html><table>ПІБ</table>".encode("utf-16"), "html"),
        (XML_2003, "xml2003"),
        (b'<?xml version="1.0"?><office:document/>', "fods"),
        (b"<?xml version='1.0'?><people/>", "xml"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "picture"),
        (b"\x00\x00\x00\x18ftypheic", "picture"),
        (b"{\\rtf1 }", "rtf"),
        (b"Rar!\x1a\x07\x00", "archive"),
    ],
)
def test_a_file_is_named_for_what_it_is(read, content, kind):
    with pytest.raises(RosterFileKindRefused) as refused:
        read(content)
    assert refused.value.facts == {"kind": kind}


@pytest.mark.parametrize("name", ["José Muñoz", "François Lefèvre", "Jürgen Müller", "Łukasz Żółć"])
@pytest.mark.parametrize("encoding", ["latin-1", "cp1250"])
def test_latin_letters_are_not_read_as_cyrillic(read, name, encoding):
    try:
        content = f"Name;Phone\n{name};+380671234567\n".encode(encoding)
    except UnicodeEncodeError:
        return
    with pytest.raises(RosterEncodingRefused):
        read(content)


def test_dashes_and_quotes_of_windows_are_no_letters(read):
    assert names(read("Name;Phone;Position\nOlena Sample;+380671234567;“clerk” – office…\n".encode("cp1252")))


def test_a_latin_i_in_a_cyrillic_list_is_still_cyrillic(read):
    content = "Табельний номер;ПIБ;Пiдроздiл\n1;Шевченко Олена;Вiддiл кадрiв\n".encode("cp1251")
    assert names(read(content)) == ["Шевченко Олена"]


@pytest.mark.parametrize("content", [b"Name;Phone\nOl\0ena;+380671234567\n", b"Name;Phone\nOlena;+380671234567\n\0"])
def test_one_nul_makes_no_chinese(read, content):
    with pytest.raises(RosterUnreadableRefused):
        read(content)


def test_a_text_of_brackets_is_read_in_no_time(read):
    started = time.process_time()
    with pytest.raises(Exception, match="refused-roster"):
        read(b"(1" * 25_000)
    assert time.process_time() - started < 2


def test_the_columns_of_a_bordered_empty_table_are_nobody(read, book):
    def borders(sheet):
        for row in sheet["A3:C50"]:
            for cell in row:
                cell.border = Border(bottom=Side("thin"))

    roster = read(book(HEAD, OLENA, change=borders))
    assert names(roster) == ["Шевченко Олена"]
    assert roster.columns == {Column.NUMBER, Column.NAME, Column.PHONE}


def test_a_second_line_of_headings_is_no_person_where_others_are_merged_into_it():
    book = Workbook()
    sheet = book.active
    rows = (
        ("№", "Табельний", "Прізвище, ім’я, по батькові", "Підрозділ"),
        ("п/п", "номер"),
        (1, *OLENA[:2], "Цех 1"),
        (2, *PETRO[:2]),
    )
    for row in rows:
        sheet.append(row)
    for merged in ("C1:C2", "D1:D2", "D3:D4"):
        sheet.merge_cells(merged)
    book.save(content := io.BytesIO())
    roster = read_roster(content.getvalue(), region="UA")
    people = [(row.personnel_number, row.name, row.department) for row in roster.rows]
    assert people == [(*OLENA[:2], "Цех 1"), (*PETRO[:2], "Цех 1")]
    assert not roster.bad


@pytest.mark.parametrize("cell", ["Loading...", "Загрузка…", "Завантаження..."])
def test_a_cell_that_was_still_being_calculated_is_an_error(cell):
    (bad,) = read_roster(f"{HEAD[0]};{HEAD[1]}\n1;{cell}\n".encode(), region="UA").bad
    assert [reason.fault for reason in bad.reasons] == [Fault.CELL_ERROR]


@pytest.mark.parametrize("written", ["'0101", "’0101", "ʼ0101", '="0101"'])
def test_a_number_guarded_by_any_apostrophe_is_the_number(written):
    (row,) = read_roster(f"{HEAD[0]};{HEAD[1]}\n{written};{OLENA[1]}\n".encode(), region="UA").rows
    assert row.personnel_number == OLENA[0]
