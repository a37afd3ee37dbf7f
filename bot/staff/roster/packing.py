"""A staff list as it was read, kept until the manager has seen what it would do: small, and quick to read again.

Promises that what is read is what was kept; never holds a formula, a picture or whatever else the file held.
"""

import json
import zlib
from dataclasses import astuple
from typing import Any

from bot.staff.roster.rows import BadRow, Column, Fault, Reason, Roster, RosterRow


def pack(roster: Roster) -> bytes:
    """Write a list down."""
    plain = {
        "rows": [_flat(row) for row in roster.rows],
        "bad": [_refused(row) for row in roster.bad],
        "columns": sorted(roster.columns),
        "sheet": roster.sheet,
        "unread": roster.sheets_unread,
    }
    return zlib.compress(json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def _flat(row: RosterRow) -> tuple[Any, ...]:
    number, name = row.personnel_number, row.name  # astuple copies deeply, ten times slower
    return row.row_number, number, name, row.position, row.department, row.phone, row.email


def _refused(row: BadRow) -> tuple[Any, ...]:
    reasons = [astuple(one) for one in row.reasons]
    return row.personnel_number, row.name, row.phone, row.email, row.row_number, reasons


def unpack(kept: bytes) -> Roster:
    """Read what `pack` wrote."""
    plain = json.loads(zlib.decompress(kept))
    rows = tuple(RosterRow(*row) for row in plain["rows"])
    columns = frozenset(Column(one) for one in plain["columns"])
    return Roster(rows, tuple(map(_bad, plain["bad"])), columns, plain["sheet"], tuple(plain["unread"]))


def _bad(row: list[Any]) -> BadRow:
    *known, row_number, reasons = row
    return BadRow(row_number, tuple(Reason(Fault(one[0]), Column(one[1]), *one[2:]) for one in reasons), *known)
