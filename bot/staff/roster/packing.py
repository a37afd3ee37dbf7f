"""Packs a staff list that was read, to be stored until the manager confirms the import: compact and quick to read.

Only the values of people are packed, no formulas, pictures or other contents of the file. What was not used of the file
is told once, with the dry run.
"""

import json
import zlib
from dataclasses import astuple
from typing import Any

from bot.staff.roster.rows import BadRow, Column, Fault, Reason, Roster, RosterRow


def pack(roster: Roster) -> bytes:
    """Return a list as compressed JSON."""
    plain = {
        "rows": [_flat(row) for row in roster.rows],
        "bad": [_flat_bad(row) for row in roster.bad],
        "columns": sorted(roster.columns),
        "sheet": roster.sheet,
        "hidden": [_flat(row) for row in roster.hidden if isinstance(row, RosterRow)],
        "hidden bad": [_flat_bad(row) for row in roster.hidden if isinstance(row, BadRow)],
    }
    return zlib.compress(json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def _flat(row: RosterRow) -> tuple[Any, ...]:
    number, name = row.personnel_number, row.name  # astuple copies deeply, ten times slower
    return row.row_number, number, name, row.position, row.department, row.phone, row.email


def _flat_bad(row: BadRow) -> tuple[Any, ...]:
    reasons = [astuple(one) for one in row.reasons]
    return row.personnel_number, row.name, row.phone, row.email, row.row_number, reasons


def unpack(kept: bytes) -> Roster:
    """Return the list that `pack` has packed, without what was not used of its file."""
    plain = json.loads(zlib.decompress(kept))
    rows = tuple(RosterRow(*row) for row in plain["rows"])
    bad = tuple(map(_bad, plain["bad"]))
    columns = frozenset(Column(one) for one in plain["columns"])
    hidden: list[RosterRow | BadRow] = [RosterRow(*row) for row in plain["hidden"]]
    hidden += map(_bad, plain["hidden bad"])
    return Roster(rows, bad, columns, plain["sheet"], tuple(hidden))


def _bad(row: list[Any]) -> BadRow:
    *known, row_number, reasons = row
    return BadRow(row_number, tuple(Reason(Fault(one[0]), Column(one[1]), *one[2:]) for one in reasons), *known)
