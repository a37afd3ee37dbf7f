"""`countersign ledger verify` and `countersign ledger export`: the hash chain of the organisations.

`verify` finds any edited, removed or reordered entry; a truncated end or a rewritten chain by the signed checkpoints
stored here, and with ``--head`` by a hash that was posted in a chat, which nobody here can change. With ``--rows`` it
also compares the rows of the database with what their entries say of them. `export` writes one organisation's ledger
to a file for `countersign verify --ledger`.
"""

import argparse
import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.cli.organisations.choosing import choose
from bot.cli.output import say
from bot.ledger.checking import Fault, Finding, LedgerCheck
from bot.ledger.checkpoints import LedgerCheckpoint, checkpoint_bytes
from bot.ledger.export import checkpoint_line, entry_line
from bot.settings import Settings, SettingsError, read_settings
from bot.staff.models import Organisation
from bot.startup.master_key import open_cipher
from storage.ledger_rows import RowsCompared
from storage.opening import open_store
from storage.transaction import Transaction

SAYS = {
    Fault.BROKEN: "broken at entry {number}: it was edited, removed or moved",
    Fault.CUT: "cut off: entry {number} and what followed is missing",
    Fault.CHECKPOINT_DIFFERS: "rewritten: entry {number} is not the one whose hash was signed",
    Fault.CHECKPOINT_FORGED: "the checkpoint of entry {number} was not signed by this organisation",
}


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of verifying one organisation's ledger."""

    organisation: Organisation
    check: LedgerCheck
    finding: Finding | None
    checkpoints: list[LedgerCheckpoint]
    rows: RowsCompared | None = None


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type of its subparsers to itself
    """Add the command."""
    whats = commands.add_parser("ledger", help="check the ledger, or write it to a file").add_subparsers(required=True)
    checking = whats.add_parser("verify", help="walk the hash chain of every organisation; exits 0 when all hold")
    checking.add_argument(
        "--head", metavar="HASH", help="a hash as it was posted to a chat: a ledger here must have it"
    )
    checking.add_argument("--rows", action="store_true", help="compare the rows of the database with their entries too")
    checking.set_defaults(run=_verify)
    exporting = whats.add_parser("export", help="write an organisation's ledger, which names nobody, to a file")
    exporting.add_argument("file", type=Path, help="the file to write")
    exporting.add_argument("--organisation", help="the organisation's name; needed where there are several")
    exporting.set_defaults(run=_export)


def _verify(given: argparse.Namespace) -> int:
    return asyncio.run(verify_ledgers(read_settings(), given.head, rows=given.rows))


def _export(given: argparse.Namespace) -> None:
    number = asyncio.run(export_ledger(read_settings(), given.organisation, given.file))
    say(f"{given.file}: {number} entries")


async def export_ledger(settings: Settings, name: str | None, file: Path) -> int:
    """Write the ledger of an organisation to a file; return how many entries it has."""
    store, number = await open_store(settings, open_cipher(settings)), 0
    try:
        async with store.snapshot() as tx:
            organisation = choose(await tx.organisations.all(), name)
            with file.open("wb") as out:
                async for entry in tx.ledger.entries(organisation.id):
                    out.write(entry_line(entry))
                    number += 1
                for checkpoint in await tx.ledger.checkpoints(organisation.id):
                    out.write(checkpoint_line(checkpoint))
    except OSError as error:
        raise SettingsError(f"{file}: {error.strerror}") from None
    finally:
        await store.close()
    return number


async def verify_ledgers(settings: Settings, witnessed: str | None = None, *, rows: bool = False) -> int:
    """Print the result by organisation; return 0 when every chain is intact and the witnessed hash is in one.

    With `rows` every row must also be as its newest entry says.
    """
    witnessed = _require_hash(witnessed)
    store = await open_store(settings, open_cipher(settings))
    try:
        async with store.snapshot() as tx:
            found = [await _checked(tx, one, witnessed, rows=rows) for one in await tx.organisations.all()]
    finally:
        await store.close()
    say(*(line for one in found for line in _told(one)))
    missing = witnessed is not None and not any(one.check.seen for one in found)
    if missing:
        say("NOT FOUND: no ledger here has that hash; it was cut off or rewritten since")
    faulty = [one for one in found if one.finding and one.finding.fault is not Fault.NOT_WITNESSED]
    changed = [one for one in found if one.rows and one.rows.faults]
    return 1 if faulty or missing or changed else 0


async def _checked(tx: Transaction, organisation: Organisation, witnessed: str | None, *, rows: bool) -> Checked:
    checkpoints = await tx.ledger.checkpoints(organisation.id)
    check = LedgerCheck(checkpoints, organisation.ca_certificate, witnessed)
    try:
        async for entry in tx.ledger.entries(organisation.id):
            if not check.take(entry):
                break
    except (ValueError, TypeError, LookupError):
        check.unreadable()  # a row that is no entry any more was edited
    finding = check.finding(await tx.ledger.tip(organisation.id))
    compared = await tx.ledger_rows.compare(organisation.id) if rows else None
    return Checked(organisation, check, finding, checkpoints, compared)


def _told(found: Checked) -> Iterator[str]:
    check, name = found.check, found.organisation.name
    if found.finding is not None and found.finding.fault is not Fault.NOT_WITNESSED:
        yield f"{name}: {SAYS[found.finding.fault].format(number=found.finding.number)}"
        return
    yield f"{name}: holds, {check.number} entries, head {check.hash}"
    if found.checkpoints:
        last = found.checkpoints[-1]
        yield f"  signed checkpoints: {len(found.checkpoints)}, the last of {last.day}{_stamped(last)}"
    if check.seen:
        yield "  the hash given is in it"
    if found.rows is not None:
        yield from _told_rows(found.rows)


def _told_rows(rows: RowsCompared) -> Iterator[str]:
    yield f"  rows compared with their entries: {rows.compared}; {len(rows.faults)} differ"
    for fault in rows.faults:
        if fault.number is None:
            yield f"  {fault.table} {fault.id}: no entry tells of it"
        else:
            yield f"  {fault.table} {fault.id}: not as entry {fault.number} says; it was edited"


def _stamped(checkpoint: LedgerCheckpoint) -> str:
    from bot.signing.sealing.timestamps import read_stamp  # noqa: PLC0415 - pyHanko is heavy: only stamped ones need it

    if checkpoint.timestamp is None:
        return ""
    said = read_stamp(checkpoint.timestamp, checkpoint_bytes(checkpoint))
    return f", stamped {said.at.isoformat()} by {said.authority}" if said else ", its time stamp DOES NOT HOLD"


def _require_hash(given: str | None) -> str | None:
    if given is None:
        return None
    plain = given.strip().lower()
    if not re.fullmatch(r"[0-9a-f]{64}", plain):
        raise SettingsError("--head takes the 64 digits of a hash as it was posted to a chat")
    return plain
