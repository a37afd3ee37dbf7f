"""`countersign verify FILE`: offline, with nothing but the file and the organisation's certificate."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.errors import Refused
from bot.signing.verification.findings import CheckedSignature, Integrity, Verification
from bot.signing.verification.in_workers import verify

ENDS = {Integrity.UNCHANGED: 0, Integrity.CHANGED: 1, Integrity.UNKNOWN: 3}
"""The command's exit status by its verdict."""

TRUST = {
    "ours": "the organisation whose certificate was given vouches for it",
    "stranger": "the certificate given does not vouch for it",
    "unasked": "no certificate was given, so who sealed it was not asked (--certificate)",
}


def add(verbs: Any) -> None:  # noqa: ANN401 - argparse keeps the type of its subparsers to itself
    """Add the command."""
    parser = verbs.add_parser(
        "verify", help="check a finished document, offline; exits 0 unchanged, 1 changed, 3 unknown"
    )
    parser.add_argument("file", type=Path, help="the finished PDF")
    parser.add_argument("--certificate", type=Path, help="the organisation's certificate, PEM or DER")
    parser.add_argument("--json", action="store_true", help="say everything, as JSON")
    parser.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> int:
    try:
        authority = given.certificate.read_bytes() if given.certificate else None
        found = verify(given.file.read_bytes(), authority)
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)  # noqa: T201 - the command line speaks by printing
        return 2
    except Refused:
        print(f"{given.certificate}: no certificate of an organisation", file=sys.stderr)  # noqa: T201 - as above
        return 2
    lines = [json.dumps(found.as_json(), ensure_ascii=False, indent=2)] if given.json else _told(given.file.name, found)
    print("\n".join(lines))  # noqa: T201 - as above
    return ENDS[found.answer]


def _told(name: str, found: Verification) -> Iterator[str]:
    if found.answer is Integrity.UNKNOWN:
        yield f"{name}: UNKNOWN: no finished document of this organisation"
        return
    of = f"signed by {found.signed} of {found.expected}, " if found.expected is not None else ""
    yield f"{name}: {of}{found.integrity.value.upper()}"
    yield from (f"  fault: {fault.value}" for fault in found.faults)
    yield f"  trust: {TRUST[found.trust.value]}"
    if found.organisation:
        yield f"  organisation: {found.organisation.name}"
    if found.document:
        yield f"  document: {found.document.title}, version {found.document.version}, SHA-256 {found.document.sha256}"
    if found.sealed_at:
        yield f"  sealed: {found.sealed_at.isoformat()} by {found.sealed_by or 'an unnamed seal'}"
    yield from (_line(one) for one in found.signatures)


def _line(one: CheckedSignature) -> str:
    record, state = one.verdict.record, "holds" if one.verdict.sound else "DOES NOT HOLD"
    if record is None:
        return f"  signature {one.id}: unreadable"
    act, rebound_at = record.act, record.signer.rebound_at
    said = f"{record.signer.name}, {act.confirmed_at.isoformat()}, {act.method.value}: {state}"
    return f"  signature {one.id}: {said}{f', new account since {rebound_at.isoformat()}' if rebound_at else ''}"
