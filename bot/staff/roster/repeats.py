"""Finds rows of one file with the same person or the same phone.

Rows that are wholly the same are one. Of two others both are bad, for nothing in the file says which is right; each
names the other.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.staff.roster.rows import BadRow, Column, Fault, Reason, RosterRow
from bot.texts.folding import fold

_Complaint = tuple[RosterRow, Reason]


def drop_identical(rows: Sequence[RosterRow]) -> list[RosterRow]:
    """Return the rows without those that repeat another exactly."""
    first: dict[RosterRow, RosterRow] = {}
    for row in rows:
        first.setdefault(replace(row, row_number=0), row)
    return list(first.values())


def separate_repeats(rows: Sequence[RosterRow]) -> tuple[list[RosterRow], list[BadRow]]:
    """Separate unique rows from those that repeat one another.

    An e-mail may be an office's, shared by many; it must be unique only where it is all that identifies a person.
    """
    reasons: dict[int, list[Reason]] = defaultdict(list)
    for row, reason in _complaints(rows):
        reasons[row.row_number].append(reason)
    good = [row for row in rows if row.row_number not in reasons]
    bad = [BadRow.of(row, tuple(reasons[row.row_number])) for row in rows if row.row_number in reasons]
    return good, bad


def _complaints(rows: Sequence[RosterRow]) -> Iterator[_Complaint]:
    yield from _repeats(((row.personnel_number, row) for row in rows), Column.NUMBER)
    yield from _repeats(((row.phone, row) for row in rows), Column.PHONE)
    needed = {row.email for row in rows if row.phone is None and row.personnel_number is None}
    if needed:
        yield from _repeats(((row.email, row) for row in rows if row.email in needed), Column.EMAIL)


def _repeats(keyed: Iterable[tuple[str | None, RosterRow]], column: Column) -> Iterator[_Complaint]:
    groups: dict[str, list[tuple[str, RosterRow]]] = defaultdict(list)
    for key, row in keyed:
        if key is not None:
            groups[fold(key)].append((key, row))
    for group in groups.values():
        for key, row in group if len(group) > 1 else ():
            other = group[0][1] if row is not group[0][1] else group[1][1]
            yield row, Reason(Fault.REPEATED, column, key, other.row_number)
