"""Reads one cell of a staff list: undoes what a spreadsheet changed, or gives the reason why it cannot."""

import math
import re
from datetime import date, time, timedelta

from bot.staff.people.phones import cut_short, parse_phone
from bot.staff.roster.files.lines import Broken, Cell
from bot.staff.roster.rows import Column, Fault, Reason
from bot.texts.lines import one_line

_ERROR = re.compile(
    r"#[¡¿]?[^\W\d_][\w/'’ʼ.]{0,30}[!?]"  # #REF!, #DIV/0!, #ІМ'Я?, #ЗНАЧ!, #¡VALOR!
    r"|#[^\W\d_]{1,2}/[^\W\d_]{1,2}[!?]?"  # #N/A, #Н/Д, #N/D
    r"|#(?:NV|YOK|SAKNAS!?|PUUTTUU!?|HIÁNYZIK|BRAK!?|GETTING_DATA|ОЖИДАНИЕ_ДАННЫХ|ОЧІКУВАННЯ_ДАНИХ)"
    r"|(?:ERR|ERROR|ОШИБКА|ПОМИЛКА|FEHLER|BŁĄD):\d{3}"  # LibreOffice
    r"|(?:Loading|Загрузка|Завантаження)(?:\.{3}|…)"  # Google Sheets, exported before it has calculated
    r"|#{3,}",  # a column too narrow for its number, saved as text
    re.IGNORECASE,
)
"""The errors of Excel, Google Sheets and LibreOffice in any language."""
_GUARDED = re.compile(r"['’ʼ](?=[\d+=@-])")
"""The apostrophe that people type before a number, so that it stays as it is."""
_QUOTED_TEXT = r'"((?:[^"]|"")*)"'
_EQUALS_QUOTED = re.compile(rf"=\s*(?:{_QUOTED_TEXT}|[TТ]?\s*\(\s*{_QUOTED_TEXT}\s*\))", re.IGNORECASE)
"""A formula that is one text, also as an argument of T: a Cyrillic Т in Excel for Russian."""
_EMAIL = re.compile(r"[^\s@,;:<>()\[\]\\\"]{1,64}@[^\s@,;:<>()\[\]\\\"]{1,190}\.[^\s@.,;:<>()\[\]\\\"]{2,63}")
_LONGEST = {Column.NUMBER: 32, Column.NAME: 200, Column.POSITION: 300, Column.DEPARTMENT: 300, Column.EMAIL: 254}
_EXACT_FLOAT = 2**53
_QUOTED = 60


class Unfit(Exception):  # noqa: N818 - carries a reason to the row, is not an error
    """A cell that cannot be taken, with its reason."""

    def __init__(self, fault: Fault, column: Column, value: str = "") -> None:
        super().__init__(fault)
        self.reason = Reason(fault, column, value[:_QUOTED])


def clean(text: str) -> str:
    """Return text without invisible characters, with composed accents and single spaces."""
    return text if text.isascii() and text.isalnum() else one_line(text)


def shown(text: str) -> str:
    """Return what a spreadsheet shows of a text typed as ``'0101``, ``="0101"`` or ``=T("0101")``."""
    if quoted := _EQUALS_QUOTED.fullmatch(text):
        return (quoted[1] or quoted[2] or "").replace('""', '"')
    return _GUARDED.sub("", text, count=1) if _GUARDED.match(text) else text


def plain(cell: Cell, column: Column) -> str:
    """Return a cell's text; a whole number loses the ``.0`` that spreadsheets add. Raises `Unfit`."""
    if isinstance(cell, str):
        text = shown(clean(cell))
        if _ERROR.fullmatch(text):
            raise Unfit(Fault.CELL_ERROR, column, text)
        return text
    if cell is None:
        return ""
    if isinstance(cell, Broken):
        raise Unfit(cell.fault, column, cell.text)
    if isinstance(cell, date | time | timedelta):
        raise Unfit(Fault.TURNED_INTO_DATE, column, str(cell))
    if isinstance(cell, float):
        return _from_float(cell, column)
    return str(cell)


def _from_float(number: float, column: Column) -> str:
    if not math.isfinite(number):
        raise Unfit(Fault.CELL_ERROR, column, str(number))
    if abs(number) >= _EXACT_FLOAT:
        raise Unfit(Fault.CUT_SHORT, column, str(number))
    return str(int(number)) if number.is_integer() else str(number)


def read_text(cell: Cell, column: Column) -> str:
    """Return a position or department. Raises `Unfit`."""
    text = plain(cell, column)
    if len(text) > _LONGEST[column]:
        raise Unfit(Fault.TOO_LONG, column, text)
    return text


def read_number(cell: Cell) -> str:
    """Return a personnel number; ``1042.0`` is ``1042``, ``0042`` stays. Raises `Unfit`."""
    text = read_text(cell, Column.NUMBER)
    if not text:
        raise Unfit(Fault.MISSING, Column.NUMBER)
    if cut_short(text):
        raise Unfit(Fault.CUT_SHORT, Column.NUMBER, text)
    return re.sub(r"^(\d+)[.,]0+$", r"\1", text)


def read_name(*cells: Cell) -> str:
    """Return a name, whole or of parts in the order in which they are written. Raises `Unfit`."""
    text = " ".join(filter(None, (plain(cell, Column.NAME) for cell in cells)))
    if not text:
        raise Unfit(Fault.MISSING, Column.NAME)
    if sum(map(str.isalpha, text)) < 2:  # noqa: PLR2004 - one letter names nobody
        raise Unfit(Fault.UNREADABLE, Column.NAME, text)
    if len(text) > _LONGEST[Column.NAME]:
        raise Unfit(Fault.TOO_LONG, Column.NAME, text)
    return text


def read_phone(cell: Cell, region: str) -> str | None:
    """Return a phone in E.164, None for an empty cell. Raises `Unfit`."""
    text = plain(cell, Column.PHONE)
    if not text.strip("-–—"):
        return None
    if cut_short(text):
        raise Unfit(Fault.CUT_SHORT, Column.PHONE, text)
    if phone := parse_phone(text, region):
        return phone
    several = sum(parse_phone(part, region) is not None for part in re.split(r"[,;/|]", text[:200])) > 1
    raise Unfit(Fault.SEVERAL if several else Fault.UNREADABLE, Column.PHONE, text)


def read_email(cell: Cell) -> str | None:
    """Return an e-mail address in lower case, None for an empty cell. Raises `Unfit`."""
    text = read_text(cell, Column.EMAIL)
    if not text.strip("-–—"):
        return None
    if not _EMAIL.fullmatch(text):
        raise Unfit(Fault.UNREADABLE, Column.EMAIL, text)
    return text.lower()
