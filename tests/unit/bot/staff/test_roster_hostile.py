import io
import tracemalloc
import warnings
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from bot.errors import InputRefused
from bot.staff.roster import (
    Limits,
    RosterOldWorkbookRefused,
    RosterTooLargeRefused,
    RosterTooManyRowsRefused,
    RosterUnreadableRefused,
    read_roster,
)


def small_workbook():
    book = Workbook()
    book.active.append(["Таб №", "ПІБ", "Телефон"])
    book.active.append([1042.0, "Шевченко Олена", 380671234567])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


WHOLE = small_workbook()  # once, for its time stamps are part of the bytes


def repacked(content, **parts):
    """Replace parts of a package; `parts` map a path, its slashes written __, to a function of the old bytes."""
    changes = {path.replace("__", "/") + ".xml": change for path, change in parts.items()}
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changes.get(name, bytes)(old.read(name)))
    return stream.getvalue()


@pytest.fixture
def good(workbook, headings, people):
    return workbook(headings, *people)


def test_a_file_over_the_limit_is_refused_unopened(read):
    with pytest.raises(RosterTooLargeRefused) as refused:
        read(b"x" * (20 * 1024 * 1024 + 1))
    assert refused.value.facts == {"megabytes": 20}


def test_a_zip_bomb_is_refused_unpacked(read, good):
    bomb = repacked(good, xl__worksheets__sheet1=lambda old: old + b" " * 300_000_000)
    tracemalloc.start()
    with pytest.raises(RosterTooLargeRefused):
        read(bomb, limits=Limits(unpacked_bytes=256 * 1024 * 1024))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10 * 1024 * 1024


def test_a_package_of_very_many_parts_is_refused(read, good):
    with pytest.raises(RosterTooLargeRefused):
        read(good, limits=Limits(parts=3))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_with_entities_is_never_parsed(read, good, encoding):
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    prolog = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a0 "ha">{laughs}]>'
    bomb = repacked(good, xl__worksheets__sheet1=lambda _: f"{prolog}<worksheet>&a9;</worksheet>".encode(encoding))
    with pytest.raises(RosterUnreadableRefused):
        read(bomb)


def test_a_document_type_behind_a_long_comment_is_found_too(read, good):
    prolog = b"<?xml version='1.0'?><!--" + b"-x" * 40_000 + b"--><!DOCTYPE worksheet SYSTEM 'file:///etc/passwd'>"
    with pytest.raises(RosterUnreadableRefused):
        read(repacked(good, xl__worksheets__sheet1=lambda old: prolog + old))


def test_a_row_with_a_huge_number_does_not_stall(read, good):
    far = repacked(good, xl__worksheets__sheet1=lambda old: old.replace(b'<row r="4"', b'<row r="9999999999"'))
    with pytest.raises(RosterTooManyRowsRefused):
        read(far)


def test_cells_beyond_the_limit_of_columns_are_ignored(read, good):
    wide = repacked(good, xl__worksheets__sheet1=lambda old: old.replace(b'r="F2"', b'r="XFD2"'))
    assert read(wide).rows[0].email is None


def test_columns_of_a_table_beyond_the_limit_are_ignored(read):
    """Two million headings in 14 MB are minutes of work otherwise."""
    wide = f"Таб №;ПІБ{';x' * 300};Пошта\n7;Шевченко Олена{';x' * 300};a@example.org"
    assert read(wide.encode()).rows[0].email is None
    with pytest.raises(InputRefused):
        read(("ПІБ;" * 2_000_000).encode())


def test_an_extension_of_a_sheet_gives_no_warning(read, good):
    """A phone that was formatted as a date is quoted in such a warning, which would end in a log."""
    validation = b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'
    extended = repacked(good, xl__worksheets__sheet1=lambda old: old.replace(b"</worksheet>", validation))
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        assert len(read(extended).rows) == 3
    assert not told


def test_wrong_dimensions_hide_no_rows(read, good):
    lying = repacked(good, xl__worksheets__sheet1=lambda old: old.replace(b'ref="A1:F4"', b'ref="A1:B2"'))
    assert len(read(lying).rows) == 3


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n\x00\x01\x00\x00\x00\x02",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"<html><table><tr><td>\xd0\x9f\xd0\x86\xd0\x91</td></tr></table></html>",
        b"PK\x03\x04 but nothing more",
    ],
)
def test_other_files_are_refused(read, content):
    with pytest.raises(RosterUnreadableRefused):
        read(content)


def test_an_old_or_locked_workbook_is_refused_with_its_own_reason(read):
    with pytest.raises(RosterOldWorkbookRefused):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))


def test_a_zip_that_is_no_workbook_is_refused(read):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("word/document.xml", "<document/>")
    with pytest.raises(RosterUnreadableRefused):
        read(stream.getvalue())


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_damaged_workbook_is_refused_or_read_but_never_breaks(data):
    content = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        read_roster(bytes(content), region="UA")
    except InputRefused:
        return


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_sheet_of_damaged_xml_is_refused_or_read_but_never_breaks(data):
    def damage(old):
        at = data.draw(st.integers(0, len(old) - 1))
        return (
            old[:at]
            + data.draw(st.sampled_from([b"", b"&x;", b'"', b"<", b"\0", b"NaN", b"-1", b"1e999"]))
            + old[at + 1 :]
        )

    part = data.draw(st.sampled_from(["xl__worksheets__sheet1", "xl__workbook", "xl__styles", "[Content_Types]"]))
    try:
        read_roster(repacked(WHOLE, **{part: damage}), region="UA")
    except InputRefused:
        return
