"""Staff list files, made on the spot: what offices really send."""

import csv
import io

import pytest
from openpyxl import Workbook

from bot.staff.roster import read_roster

HEADINGS = ("Табельний номер", "ПІБ", "Посада", "Підрозділ", "Телефон", "E-mail")
PEOPLE = (
    ("1042", "Шевченко Олена Григорівна", "Бухгалтерка", "Бухгалтерія", "067 123-45-67", "olena@example.org"),
    ("1043", "Ґонта Їржі Єгорович", "Водій", "Автогосподарство 2", "(050) 765-43-21", "gonta@example.org"),
    ("1044", "Мар'яненко Лук'ян", "Сторож; нічний", 'ТОВ "Охорона", пост 1', "0931112233", ""),
)


@pytest.fixture
def headings():
    return HEADINGS


@pytest.fixture
def people():
    return PEOPLE


@pytest.fixture
def workbook():
    """Make an XLSX of rows; `more` are further sheets by name."""

    def _workbook(*rows, title="Список", **more):
        book = Workbook()
        book.active.title = title
        for row in rows:
            book.active.append(row)
        for name, lines in more.items():
            sheet = book.create_sheet(name)
            for line in lines:
                sheet.append(line)
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    return _workbook


@pytest.fixture
def table():
    """Make a CSV of rows."""

    def _table(*rows, separator=";", encoding="utf-8", quoting=csv.QUOTE_MINIMAL):
        stream = io.StringIO(newline="")
        csv.writer(stream, delimiter=separator, quoting=quoting).writerows(rows)
        return stream.getvalue().encode(encoding)

    return _table


@pytest.fixture
def read():
    """Read a staff list of a Ukrainian organisation."""

    def _read(content, **more):
        return read_roster(content, region="UA", **more)

    return _read
