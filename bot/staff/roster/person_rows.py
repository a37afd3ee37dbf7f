"""Reads one line of a staff list: a person, or the reasons why it is a bad row."""

from collections.abc import Callable, Sequence
from typing import ParamSpec, TypeVar

from bot.staff.roster.cells import Unfit, read_email, read_name, read_number, read_phone, read_text
from bot.staff.roster.files.lines import Cell
from bot.staff.roster.layout import Layout
from bot.staff.roster.rows import BadRow, Column, Fault, Reason, RosterRow

_Arguments = ParamSpec("_Arguments")
_Value = TypeVar("_Value")


_NO_NUMBER = Reason(Fault.MISSING, Column.NUMBER)


class _Faults:
    """Collects every fault of a line, so that all can be corrected at once."""

    def __init__(self) -> None:
        self.reasons: list[Reason] = []

    def value(
        self, read: Callable[_Arguments, _Value], *args: _Arguments.args, **kwargs: _Arguments.kwargs
    ) -> _Value | None:
        try:
            return read(*args, **kwargs)
        except Unfit as unfit:
            self.reasons.append(unfit.reason)
            return None


def read_person(row_number: int, line: Sequence[Cell], layout: Layout, region: str) -> RosterRow | BadRow:
    """Read one line; `region` is where phones without a country code belong."""
    faults = _Faults()
    has_numbers = Column.NUMBER in layout.columns
    number = faults.value(read_number, layout.cell(line, Column.NUMBER)) if has_numbers else None
    name = faults.value(read_name, *layout.cells(line, Column.NAME))
    position = faults.value(read_text, layout.cell(line, Column.POSITION), Column.POSITION)
    department = faults.value(read_text, layout.cell(line, Column.DEPARTMENT), Column.DEPARTMENT)
    phone = faults.value(read_phone, layout.cell(line, Column.PHONE), region)
    email = faults.value(read_email, layout.cell(line, Column.EMAIL))
    reasons = faults.reasons
    if reasons == [_NO_NUMBER] and (phone or email):
        reasons = []  # somebody on the list without a number, or nobody: the import tells
    if not (reasons or number or phone or email):
        identity = Column.PHONE if Column.PHONE in layout.columns else Column.EMAIL
        reasons.append(Reason(Fault.UNIDENTIFIED, identity))
    if reasons:
        return BadRow(row_number, tuple(reasons), number, name or "", phone, email)
    return RosterRow(row_number, number, name or "", position or "", department or "", phone, email)
