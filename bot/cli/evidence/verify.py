"""`countersign verify FILE`: offline, with nothing but the file, the organisation's certificate and its ledger.

A file that is no finished document is judged by the signatures in it, which people make elsewhere.
"""

import argparse
import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, assert_never

from bot.cli.evidence.judge import judge_and_tell
from bot.cli.output import complain, say
from bot.crypto.certificates import parse_certificate
from bot.crypto.revocation import ListBroken, parse_list
from bot.errors import Refused
from bot.ledger.export import ExportBroken, ExportedLedger, read_export
from bot.settings import SettingsError
from bot.signing.records.record import Act, Method, Trust, container_name
from bot.signing.verification.announced import Announced, announced
from bot.signing.verification.findings import CheckedSignature, Integrity, Verification
from bot.signing.verification.in_workers import verify
from bot.texts.language import Language

SOUND, CHANGED, WRONG_CALL, UNKNOWN, TRUST_UNASKED, UNCONFIRMED = range(6)

EPILOG = """exit status:
  0  unchanged, and the organisation whose certificate was given vouches for it
  1  changed
  2  wrong call: a file, the certificate or the ledger cannot be read
  3  unknown: no finished document of this organisation
  4  unchanged, but no certificate was given: nobody vouches for it
  5  unchanged and sealed by the organisation, but a signature is not confirmed:
     its certificate is not the organisation's or was revoked before, or the ledger given
     does not have it

exit status for signatures made elsewhere (.p7s, .sig, .asics, .asice, a signed PDF):
  0  every signature is qualified: all five parts say so, by the lists of `countersign trust list`
  1  a signature is wrong, about something else, or its certificate was revoked
  3  there is no signature that can be judged
  6  nothing is wrong, but that it is qualified is not proven
"""

TRUST = {
    Trust.OURS: "the organisation whose certificate was given vouches for it",
    Trust.STRANGER: "the certificate given does not vouch for it",
    Trust.UNASKED: "NOT CHECKED: no certificate was given (--certificate), so anybody may have sealed it",
}

WAYS = {
    Method.TAP: "by a tap, with a key that the server made for it",
    Method.TAP_AND_PIN: "by a tap and the PIN, with the person's own key",
    Method.PASSKEY: "by the passkey in the person's own device",
    Method.QUALIFIED: "with a qualified signature that was made elsewhere",
}

LEDGER = {
    Announced.ENTERED: "in the ledger, under a checkpoint",
    Announced.CERTIFICATE_MISSING: "ITS CERTIFICATE WAS NEVER ANNOUNCED: the ledger does not have it from before",
    Announced.CERTIFICATE_REVOKED: "ENTERED AFTER ITS CERTIFICATE WAS REVOKED",
    Announced.RECORD_MISSING: "NOT IN THE LEDGER",
    Announced.BEHIND_CHECKPOINT: "IN THE LEDGER, BUT UNDER NO CHECKPOINT that vouches for it",
}


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type of its subparsers to itself
    """Add the command."""
    parser = commands.add_parser(
        "verify",
        help="check a finished document, offline",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", type=Path, help="the finished PDF, or a file with signatures made elsewhere")
    parser.add_argument("document", type=Path, nargs="?", help="the document that a detached signature belongs to")
    parser.add_argument("--certificate", type=Path, help="the organisation's certificate, PEM or DER")
    parser.add_argument("--crl", type=Path, action="append", default=[], help="a revocation list, DER or PEM")
    parser.add_argument("--ledger", type=Path, help="the organisation's ledger, from `countersign ledger export`")
    parser.add_argument("--head", metavar="HASH", help="with --ledger: a hash as it was posted to a chat")
    parser.add_argument("--language", type=Language, choices=[*Language], help="of what is said about signatures")
    parser.add_argument("--json", action="store_true", help="say everything, as JSON")
    parser.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> int:
    if ((given.ledger or given.crl) and not given.certificate) or (given.head and not given.ledger):
        complain("--ledger and --crl go with --certificate, and --head with --ledger")
        return WRONG_CALL
    try:
        authority = given.certificate.read_bytes() if given.certificate else None
        content = given.file.read_bytes()
        found = verify(content, authority, [_list(file, authority) for file in given.crl])
        if given.document or (found.integrity is Integrity.UNKNOWN and authority is None):
            return judge_and_tell(given.file, given.document, given.language, as_json=given.json)
        ledger = _ledger(given.ledger, authority, given.head) if given.ledger and authority else None
    except (OSError, ListBroken, Refused, ExportBroken, SettingsError) as error:
        complain(_reason(given, error))
        return WRONG_CALL
    newer = ledger is not None and hashlib.sha256(content).hexdigest() in ledger.archived
    lines = _as_json(found, ledger, newer=newer) if given.json else _told(given.file.name, found, ledger, newer=newer)
    say(*lines)
    return _status(found, ledger)


def _reason(given: argparse.Namespace, error: Exception) -> str:
    match error:
        case OSError():
            return f"{error.filename}: {error.strerror}"
        case ListBroken():
            return str(error)
        case Refused():
            return f"{given.certificate}: no certificate of an organisation"
        case _:
            return f"{given.ledger}: {error}"


def _list(file: Path, authority: bytes | None) -> bytes:
    """Read a list that the organisation signed; ListBroken for anything else."""
    data = file.read_bytes()
    with suppress(ListBroken):
        if authority is not None and parse_list(data, parse_certificate(authority).der) is not None:
            return data
    raise ListBroken(f"{file}: no revocation list of this organisation")


def _ledger(file: Path, authority: bytes, kept: str | None) -> ExportedLedger:
    kept = None if kept is None else kept.strip().lower()
    return read_export(file.read_bytes(), parse_certificate(authority).der, kept)


def _status(found: Verification, ledger: ExportedLedger | None) -> int:
    match found.answer:
        case Integrity.CHANGED:
            return CHANGED
        case Integrity.UNKNOWN:
            return UNKNOWN
        case Integrity.UNCHANGED:
            return _trusted(found, ledger)
        case _:
            assert_never(found.answer)


def _trusted(found: Verification, ledger: ExportedLedger | None) -> int:
    """Return the status of an unchanged file."""
    if found.trust is Trust.UNASKED:
        return TRUST_UNASKED
    return SOUND if all(_confirmed(one, ledger) for one in found.signatures) else UNCONFIRMED


def _confirmed(one: CheckedSignature, ledger: ExportedLedger | None) -> bool:
    return one.counts and (ledger is None or announced(one, ledger) is Announced.ENTERED)


def _as_json(found: Verification, ledger: ExportedLedger | None, *, newer: bool) -> list[str]:
    plain = found.as_json()
    if ledger is not None:
        plain["earlier_revision"] = newer
        plain["announced"] = {str(one.id): announced(one, ledger).value for one in found.signatures}
    return json.dumps(plain, ensure_ascii=False, indent=2).split("\n")


def _told(name: str, found: Verification, ledger: ExportedLedger | None, *, newer: bool) -> Iterator[str]:
    if found.answer is Integrity.UNKNOWN:
        yield f"{name}: UNKNOWN: no finished document of this organisation"
        return
    of = f"signed by {found.signed} of {found.expected}, " if found.expected is not None else ""
    yield f"{name}: {of}{found.integrity.value.upper()}"
    yield from (f"  fault: {fault.value}" for fault in found.faults)
    yield f"  trust: {TRUST[found.trust]}"
    if ledger is not None:
        yield f"  ledger: holds, {ledger.entries} entries, vouched for up to entry {ledger.vouched}"
    if found.organisation:
        yield f"  organisation: {found.organisation.name}"
    if found.document:
        yield f"  document: {found.document.title}, version {found.document.version}, SHA-256 {found.document.sha256}"
    if found.sealed_at:
        yield f"  sealed: {found.sealed_at.isoformat()} by {found.sealed_by or 'an unnamed seal'}"
    for stamp in found.archive_timestamps:
        yield f"  time stamp over the file: {stamp.at.isoformat()} by {stamp.authority}"
    if newer:
        yield "  revision: a good earlier one; the ledger has a newer one, with one more time stamp"
    for one in found.signatures:
        yield f"  signature {one.id}: {_state(one)}"
        yield from _qualified(one)
        if ledger is not None:
            yield f"    {LEDGER[announced(one, ledger)]}"


def _state(one: CheckedSignature) -> str:
    record = one.verdict.record
    if record is None:
        return "unreadable"
    who = f"{record.signer.name}, {record.act.confirmed_at.isoformat()}"
    if not one.verdict.sound:
        return f"{who}: DOES NOT HOLD"
    if one.repeated:
        return f"{who}: NOT COUNTED, a second one of this person or request"
    if one.verdict.trust is Trust.STRANGER:
        return f"{who}: NOT COUNTED, the certificate is not one of this organisation"
    if one.verdict.late:
        return f"{who}: NOT COUNTED, its certificate was revoked before{_at(one.verdict.revoked_at)}"
    rebound_at = record.signer.rebound_at
    new_account = f", new account since {rebound_at.isoformat()}" if rebound_at else ""
    return f"{who}, {WAYS[record.act.method]}, {_channel(record.act)}: holds{new_account}{_revoked(one)}"


def _channel(act: Act) -> str:
    """Return where it was confirmed, in the words of the record."""
    if act.kiosk is None:
        return f"channel: {act.channel}"
    return f"channel: {act.channel} ({act.kiosk.name}, enabled by {act.kiosk.enabled_by})"


def _qualified(one: CheckedSignature) -> Iterator[str]:
    """Say what was found of a qualified signature when it was accepted; here only its file is compared."""
    said = one.container
    if said is not None:
        yield f"    qualified signature of {said.name}, certificate by {said.issuer}, list {said.trusted_list}"
        yield f"    judged qualified when it came; time stamp {said.stamped_at.isoformat()}"
        yield f"    judge it again: take {container_name(one.id, said.format)} out of the file, then countersign verify"


def _revoked(one: CheckedSignature) -> str:
    revoked_at = one.verdict.revoked_at
    return f"; made before its certificate was revoked{_at(revoked_at)}" if revoked_at else ""


def _at(moment: datetime | None) -> str:
    return f", at {moment.isoformat()}" if moment else ""
