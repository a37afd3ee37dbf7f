"""A file full of phones is noticed before it is sent to everyone, whatever kind of spreadsheet it is."""

import io
import struct
import zipfile
from contextlib import suppress

import openpyxl
import pytest

from bot.errors import InputRefused
from bot.staff.roster.count_listed import count_listed

PEOPLE = [(f"Людина {number}", f"+38067123450{number}") for number in range(6)]


def csv(separator=";", encoding="utf-8", heading="ПІБ;Телефон"):
    lines = [heading, *(separator.join(person) for person in PEOPLE)]
    return "\r\n".join(lines).encode(encoding)


def workbook(*, cover=False):
    book = openpyxl.Workbook()
    sheet = book.active
    if cover:
        sheet.append(["Список станом на вересень"])
        sheet = book.create_sheet()
    sheet.append(["ПІБ", "Телефон"])
    for name, phone in PEOPLE:
        sheet.append([name, int(phone)])
    book.save(content := io.BytesIO())
    return content.getvalue()


def rows(row, cell, inner="{}"):
    filled = ("".join(f"<{cell}>{inner.format(value)}</{cell}>" for value in person) for person in PEOPLE)
    return "".join(f"<{row}>{cells}</{row}>" for cells in filled)


OPEN_DOCUMENT = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office'
    ':1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:'
    'xmlns:text:1.0"><table:table>' + rows("table:table-row", "table:table-cell", "<text:p>{}</text:p>")
).encode() + b"</table:table></office:document>"


def ods():
    with zipfile.ZipFile(content := io.BytesIO(), "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", OPEN_DOCUMENT.replace(b"office:document", b"office:document-content"))
    return content.getvalue()


def old_workbook(people=PEOPLE):
    """Return what an XLS holds of its texts: 8-bit ones, and UTF-16 ones where they have Cyrillic letters."""
    texts = b"".join(name.encode("utf-16-le") + phone.encode("latin-1") + b"\0\0" for name, phone in people)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + texts


def old_numbers():
    """Return what an XLS holds of phones that are numbers."""
    numbers = (b"\x03\x02\x0e\x00" + bytes(6) + struct.pack("<d", int(phone)) for _, phone in PEOPLE)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + b"".join(numbers)


LISTS = {
    "xlsx": workbook(),
    "xlsx with a cover": workbook(cover=True),
    "csv": csv(),
    "csv of 1251": csv("\t", "cp1251"),
    "csv with a quote": csv(heading='ПІБ;"Телефон'),
    "ods": ods(),
    "fods": OPEN_DOCUMENT,
    "html called xls": b"<html><body><table>" + rows("tr", "td").encode() + b"</table></body></html>",
    "xml 2003": (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table>'
        + rows("Row", "Cell", "<Data>{}</Data>")
        + "</Table></Worksheet></Workbook>"
    ).encode(),
    "xls": old_workbook(),
    "xls with numbers": old_numbers(),
}

OTHERS = {
    "a letter": "Шановні колеги!\nЗапрошую на збори.\nТелефон: +380671234567\nДиректор".encode(),
    "a price list": "Товар;Ціна\nЦвяхи;100\nДошки;2000".encode(),
    "an html page": b"<html><body><p>+380671234567</p></body></html>",
    "an invoice in xls": old_workbook(PEOPLE[:2]),
    "a pdf": b"%PDF-1.7\n+380671234567\n+380671234568",
    "nothing to read": b"\x00\x01\x02",
}


@pytest.mark.parametrize("name", LISTS)
def test_a_spreadsheet_that_lists_phones_is_noticed(name):
    assert count_listed(LISTS[name], "UA") == len(PEOPLE)


@pytest.mark.parametrize("name", OTHERS)
def test_other_files_are_no_lists(name):
    with suppress(InputRefused):
        assert count_listed(OTHERS[name], "UA") == 0
