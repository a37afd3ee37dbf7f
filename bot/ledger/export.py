"""The ledger of an organisation as one file, and reading such a file offline.

JSON lines: every entry, oldest first, as the very bytes that its hash is of, so that ``sha256sum`` of one line is the
``previous`` of the next; then the signed checkpoints. The file names nobody: the ledger has ids and hashes. Pure.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from bot.crypto.canonical import canonical, parse_canonical
from bot.crypto.certificates import CertificateUnreadableRefused
from bot.ledger.checkpoints import LedgerCheckpoint, checkpoint_bytes, checkpoint_holds
from bot.ledger.entries import GENESIS, Act, Entry, entry_bytes

_PARTS = ("checkpoint", "signature", "certificate")


class ExportBroken(ValueError):  # noqa: N818 - says what the file is
    """The file is no export of this organisation's ledger, or was changed. The message says where, in English."""


@dataclass(frozen=True, slots=True)
class ExportedLedger:
    """A ledger that was read and is whole: its acts with their numbers, and how far checkpoints vouch for it.

    `issued`, `revoked` and `signed` map the SHA-256 of a certificate, and of a record, to the number of the entry that
    has it; `archived` that of a finished file to the entry of the revision that took its place.
    `vouched` is the number of the last entry under a signed checkpoint, or of the entry whose hash somebody kept.
    """

    entries: int
    checkpoints: int
    vouched: int
    issued: Mapping[str, int]
    signed: Mapping[str, int]
    revoked: Mapping[str, int]
    archived: Mapping[str, int]


def entry_line(entry: Entry) -> bytes:
    """Write one entry of an export."""
    return entry_bytes(entry.audit_event, entry.number, entry.previous, entry.row) + b"\n"


def checkpoint_line(checkpoint: LedgerCheckpoint) -> bytes:
    """Write one checkpoint of an export: what is signed, in text, with the signature and the seal's certificate."""
    parts = (checkpoint_bytes(checkpoint), checkpoint.signature, checkpoint.certificate)
    return canonical(dict(zip(_PARTS, (base64.b64encode(part).decode() for part in parts), strict=True))) + b"\n"


def read_export(data: bytes, authority: bytes, kept: str | None = None) -> ExportedLedger:
    """Read an export of the organisation whose certificate (DER) this is; ExportBroken.

    With `kept`, the hash of a checkpoint as it was posted to a chat, only what is entered up to it counts as vouched.
    """
    hashes, checkpoints = [GENESIS], list[LedgerCheckpoint]()
    noted: dict[str, dict[str, int]] = {name: {} for name in ("issued", "signed", "revoked", "archived")}
    for number, line in enumerate(data.splitlines(), start=1):
        found = _parsed(line, number)
        if found.keys() == set(_PARTS):
            checkpoints.append(_checkpoint(found, number))
            continue
        if checkpoints or (found.get("number"), found.get("previous")) != (number, hashes[-1]):
            raise ExportBroken(f"line {number} does not follow the entry before it")
        hashes.append(sha256(line).hexdigest())
        _note(found, number, noted)
    vouched = [_held(checkpoint, hashes, authority) for checkpoint in checkpoints]
    return ExportedLedger(len(hashes) - 1, len(vouched), _vouched(hashes, vouched, kept), **noted)


def _vouched(hashes: list[str], vouched: list[int], kept: str | None) -> int:
    if kept is None:
        return max(vouched, default=0)
    if kept not in hashes[1:]:
        raise ExportBroken("no entry has the hash that was kept")
    return hashes.index(kept)


def _parsed(line: bytes, number: int) -> dict[str, Any]:
    try:
        found = parse_canonical(line)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise ExportBroken(f"line {number} is no entry")
    return found


_NOTED: Final = {
    Act.CERTIFICATE_ISSUED.value: ("issued", "certificate"),
    Act.CERTIFICATE_REVOKED.value: ("revoked", "certificate"),
    Act.FILE_ARCHIVED.value: ("archived", "was_sha256"),
    Act.SIGNED.value: ("signed", "record_sha256"),
}


def _note(entry: dict[str, Any], number: int, noted: dict[str, dict[str, int]]) -> None:
    """Note the certificate or record that an entry names; the first entry of it counts."""
    facts = entry.get("facts")
    if not isinstance(facts, dict):
        raise ExportBroken(f"line {number} is no entry")
    kind = _NOTED.get(f"{entry.get('act')}")
    if kind is not None:
        name, fact = kind
        noted[name].setdefault(f"{facts.get(fact)}", number)


def _checkpoint(found: dict[str, Any], number: int) -> LedgerCheckpoint:
    try:
        said, signature, certificate = (base64.b64decode(found[name], validate=True) for name in _PARTS)
        named = parse_canonical(said)
        checkpoint = LedgerCheckpoint(
            organisation_id=UUID(named["organisation_id"]),
            day=named["day"],
            number=named["number"],
            hash=named["hash"],
            made_at=datetime.fromisoformat(named["made_at"]),
            certificate=certificate,
            signature=signature,
        )
        same = checkpoint_bytes(checkpoint) == said
    except (ValueError, TypeError, KeyError, AttributeError):
        same = False
    if not same:
        raise ExportBroken(f"line {number} is no checkpoint")
    return checkpoint


def _held(checkpoint: LedgerCheckpoint, hashes: list[str], authority: bytes) -> int:
    """Return the number of the entry that a checkpoint is of."""
    number = checkpoint.number
    try:
        ours = checkpoint_holds(checkpoint, authority)
    except CertificateUnreadableRefused:
        ours = False
    if not ours:
        raise ExportBroken(f"the checkpoint of {checkpoint.day} was not signed by this organisation's seal")
    if not 0 < number < len(hashes) or hashes[number] != checkpoint.hash:
        raise ExportBroken(f"the checkpoint of {checkpoint.day} is of another entry {number}")
    return number
