"""Checking a finished file as a whole: its seal, its manifest, its original, its records.

Whatever a parser fails on is a result too. Numbers come from the manifest alone, and only records that it lists count.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from uuid import UUID

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from bot.crypto.certificates import Use, is_issued_by, parse_certificate
from bot.crypto.revocation import revoked_serials
from bot.signing.models import Carrying
from bot.signing.records.manifest import Manifest, ManifestBroken, decode_manifest
from bot.signing.records.record import Carried, RecordBroken, SignedRecord, Trust, decode, verify_record
from bot.signing.sealing.attachments import KEY, attached, content
from bot.signing.sealing.pdf_objects import Dictionary
from bot.signing.sealing.validation_data import carried_lists
from bot.signing.verification.checking_revisions import RevisionFindings, check_revisions, end_of
from bot.signing.verification.checking_seal import SealFindings, check_seal
from bot.signing.verification.findings import CheckedSignature, Fault, Integrity, Verification

_MARKS = (b"/ETSI.CAdES.detached", b"(Countersign\\055", b"(countersign\\056json)")
"""Three byte strings of a finished file, as pyHanko writes them."""
_ENOUGH_MARKS = 2
_CONTAINER = f"{KEY}container-"


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file in which a seal was found, as it was sealed.

    `lists` are the revocation lists that it carries now, `added` what was found in the revisions since.
    """

    data: bytes
    seal: EmbeddedPdfSignature
    attached: Mapping[str, Dictionary]
    lists: tuple[bytes, ...]
    added: RevisionFindings


@dataclass(frozen=True, slots=True)
class _Against:
    """What a file is held against: an organisation's certificate (DER), and what its lists say is revoked."""

    authority: bytes | None
    revoked: Mapping[int, datetime]


def check_finished(data: bytes, authority: bytes | None, lists: Sequence[bytes] = ()) -> Verification:
    """Check a file; see `bot.signing.verification.in_workers.verify`."""
    try:
        opened = _opened(data)
        if opened is None:
            return _unreadable(data, authority)
        return _judged(opened, _Against(authority, revoked_serials((*opened.lists, *lists), authority)))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a hostile file can make a parser fail in any way at all
        return _unreadable(data, authority)


def check_added(data: bytes) -> tuple[Fault, ...]:
    """Return what is wrong with the revisions behind the seal of a file that was checked before they were added."""
    seal = _seal(PdfFileReader(BytesIO(data), strict=False))
    return (Fault.UNREADABLE,) if seal is None else check_revisions(data, seal).faults


def _opened(data: bytes) -> _Opened | None:
    # What precedes the seal's own update may have small faults that no viewer minds; the seal covers every byte.
    reader = PdfFileReader(BytesIO(data), strict=False)
    seal = _seal(reader)
    if seal is None:
        return None
    lists = carried_lists(reader)
    if not reader.embedded_timestamp_signatures or end_of(seal) >= len(data):
        return _Opened(data, seal, attached(reader), lists, RevisionFindings())
    sealed = data[: end_of(seal)]
    first = _seal(PdfFileReader(BytesIO(sealed), strict=False))
    if first is None:
        return None
    return _Opened(sealed, first, attached(first.reader), lists, check_revisions(data, seal))


def _seal(reader: PdfFileReader) -> EmbeddedPdfSignature | None:
    """Return the only seal of ours; None where there is none, or another one."""
    seals = [one for one in reader.embedded_regular_signatures if one.field_name.startswith("Countersign-")]
    return None if reader.encrypted or len(seals) != 1 else seals[0]


def _unreadable(data: bytes, authority: bytes | None) -> Verification:
    """Distinguish a damaged finished file from any other file that is not readable as one."""
    trust = Trust.UNASKED if authority is None else Trust.STRANGER
    if sum(mark in data for mark in _MARKS) < _ENOUGH_MARKS:
        return Verification(Integrity.UNKNOWN, trust)
    return Verification(Integrity.CHANGED, trust, (Fault.UNREADABLE,))


def _judged(opened: _Opened, against: _Against) -> Verification:
    findings = check_seal(opened.data, opened.seal)
    findings = replace(findings, faults=tuple(dict.fromkeys((*findings.faults, *opened.added.faults))))
    manifest = _manifest(opened)
    if manifest is None:
        found = Verification(Integrity.CHANGED, Trust.UNASKED, (*findings.faults, Fault.MANIFEST_BROKEN))
        return replace(found, trust=_trust(findings, against.authority, opened.seal.self_reported_timestamp))
    document = replace(manifest.document, sha256=_original_sha256(opened, manifest) or "")
    signatures, records_differ = _signatures(opened, Carried(manifest.organisation, document), manifest, against)
    differing = (
        (Fault.MANIFEST_BROKEN, len(manifest.signatures) + manifest.declined > manifest.expected),
        (Fault.DOCUMENT_DIFFERS, document != manifest.document),
        (Fault.RECORDS_DIFFER, records_differ),
        (Fault.SIGNER_TWICE, any(one.repeated for one in signatures)),
        (Fault.RECORD_UNSOUND, not all(one.verdict.sound for one in signatures)),
    )
    faults = (*findings.faults, *(fault for fault, is_so in differing if is_so))
    return Verification(
        integrity=Integrity.CHANGED if faults else Integrity.UNCHANGED,
        trust=_trust(findings, against.authority, manifest.sealed_at),
        faults=faults,
        organisation=manifest.organisation,
        document=manifest.document,
        carrying=manifest.carrying,
        sealed_at=manifest.sealed_at,
        sealed_by=parse_certificate(findings.certificate).name,
        timestamp=findings.timestamp,
        expected=manifest.expected,
        declined=manifest.declined,
        signatures=signatures,
        ledger_head=manifest.ledger_head,
        archive_timestamps=opened.added.stamps,
    )


def _trust(findings: SealFindings, authority: bytes | None, at: datetime | None) -> Trust:
    if authority is None:
        return Trust.UNASKED
    ours = findings.its_own and at is not None and is_issued_by(findings.certificate, authority, Use.SEAL, at)
    return Trust.OURS if ours else Trust.STRANGER


def _manifest(opened: _Opened) -> Manifest | None:
    spec = opened.attached.get(f"{KEY}manifest")
    try:
        return decode_manifest(content(spec)) if spec else None
    except ManifestBroken:
        return None


def _original_sha256(opened: _Opened, manifest: Manifest) -> str | None:
    """Hash the original where the manifest says it is."""
    if manifest.carrying is Carrying.PAGES:
        return hashlib.sha256(opened.data[: manifest.document.size]).hexdigest()
    spec = opened.attached.get(f"{KEY}original")
    return hashlib.sha256(content(spec)).hexdigest() if spec else None


def _signatures(
    opened: _Opened, carried: Carried, manifest: Manifest, against: _Against
) -> tuple[tuple[CheckedSignature, ...], bool]:
    """Check each record that the manifest lists, and return whether the file contains others."""
    found, differ = [], manifest.signed != len(manifest.signatures)
    keys = {f"{KEY}signature-{listed.id}" for listed in manifest.signatures}
    differ |= keys != {key for key in opened.attached if key.startswith(f"{KEY}signature-")}
    differ |= len(keys) != len(manifest.signatures)
    seen: set[UUID] = set()
    for listed in manifest.signatures:
        spec = opened.attached.get(f"{KEY}signature-{listed.id}")
        data = content(spec) if spec else b""
        differ |= hashlib.sha256(data).hexdigest() != listed.sha256
        checked = _signature(listed.id, _decoded(data), carried, against, seen)
        differ |= checked.verdict.record is not None and checked.verdict.record.id != listed.id
        found.append(checked)
    return tuple(found), differ or _containers_differ(opened, found)


def _containers_differ(opened: _Opened, found: Sequence[CheckedSignature]) -> bool:
    """Return whether the files of qualified signatures are not exactly those that the records name."""
    named = {f"{_CONTAINER}{one.id}": one.container.sha256 for one in found if one.container}
    carried = {key: spec for key, spec in opened.attached.items() if key.startswith(_CONTAINER)}
    if named.keys() != carried.keys():
        return True
    return any(hashlib.sha256(content(spec)).hexdigest() != named[key] for key, spec in carried.items())


def _signature(
    signature_id: UUID, signed: SignedRecord, carried: Carried, against: _Against, seen: set[UUID]
) -> CheckedSignature:
    """Check one record; `seen` collects the people and requests of the records before it."""
    verdict = verify_record(signed, against.authority, carried, against.revoked)
    ids = {verdict.record.signer.person_id, verdict.record.request_id} if verdict.record else set()
    repeated = not seen.isdisjoint(ids)
    seen |= ids
    return CheckedSignature(
        signature_id,
        verdict,
        record_sha256=hashlib.sha256(signed.record_json).hexdigest(),
        certificate_sha256=hashlib.sha256(signed.certificate).hexdigest(),
        repeated=repeated,
    )


def _decoded(data: bytes) -> SignedRecord:
    try:
        return decode(data)
    except RecordBroken:
        return SignedRecord(b"", b"", b"")
