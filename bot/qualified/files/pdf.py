# mypy: allow-untyped-calls
# (pyHanko is typed in part only)
"""Signatures inside a PDF (PAdES): their messages, the bytes they cover, and what the file carries beside."""

from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from itertools import islice

from asn1crypto import crl, ocsp, parser  # type: ignore[import-untyped]  # has no stubs
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, DiffResult, ModificationLevel
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from bot.qualified.files.forms import SIGNING_POLICY
from bot.qualified.judgement import Coverage, CoverageFault, CoveredFile, Extent
from bot.qualified.refusals import NoSignatureRefused, SignaturesTooManyRefused
from bot.qualified.signatures.messages import Evidence

_MOST_SIGNATURES = 20


@dataclass(frozen=True, slots=True)
class PdfSignature:
    """A signature in a PDF: its message (DER), the bytes that it signs, and what they are of the file."""

    message: bytes = field(repr=False)
    signed: bytes = field(repr=False)
    coverage: Coverage
    evidence: Evidence


def is_pdf(data: bytes) -> bool:
    """Return whether the bytes begin as a PDF does."""
    return data[:1024].lstrip()[:5] == b"%PDF-"


def pdf_signatures(name: str, data: bytes) -> list[PdfSignature]:
    """Return the signatures of a PDF; NoSignatureRefused, SignaturesTooManyRefused."""
    try:
        reader = PdfFileReader(BytesIO(data), strict=False)
        found = list(islice(reader.embedded_regular_signatures, _MOST_SIGNATURES + 1))
        evidence = _security_store(reader)
        signatures = [_signature(name, data, one, evidence) for one in found]
    except Exception as error:  # a foreign file can make the reader fail in any way at all
        raise NoSignatureRefused from error
    if not signatures:
        raise NoSignatureRefused
    if len(signatures) > _MOST_SIGNATURES:
        raise SignaturesTooManyRefused
    return signatures


def adds_only_signatures(original: bytes, signed: bytes) -> bool:
    """Return whether a PDF begins with the bytes of another and adds nothing to it but signatures."""
    if not signed.startswith(original):
        return False
    try:
        before, after = (PdfFileReader(BytesIO(data), strict=False) for data in (original, signed))
        if not _has_history_of(after, before):
            return False
        changes = SIGNING_POLICY.review_file(after, before.xrefs.total_revisions - 1)
    except Exception:  # noqa: BLE001 - a foreign file can make the comparison of revisions fail in any way at all
        return False
    return isinstance(changes, DiffResult) and changes.modification_level <= ModificationLevel.FORM_FILLING


def _has_history_of(after: PdfFileReader, before: PdfFileReader) -> bool:
    """Return whether the revisions of one file are the first ones of the other.

    A file can begin with the bytes of another and lead past its cross-reference tables: readers show other objects.
    """
    kept = before.xrefs.total_revisions
    return after.xrefs.total_revisions >= kept and all(
        after.xrefs.get_xref_container_info(one).start_location
        == before.xrefs.get_xref_container_info(one).start_location
        for one in range(kept)
    )


def _signature(name: str, data: bytes, found: EmbeddedPdfSignature, evidence: Evidence) -> PdfSignature:
    ranges = [int(place) for place in found.byte_range]
    content = bytes(found.pkcs7_content)
    message = _unpadded(content)
    if not _leave_out_signature_alone(data, ranges, content):
        coverage = Coverage(Extent.NOTHING, fault=CoverageFault.RANGES_UNCLEAR)
        return PdfSignature(message, _cut(data, ranges), coverage, evidence)
    _, length, start, rest = ranges
    signed = data[:length] + data[start : start + rest]
    covered = CoveredFile(name, start + rest, sha256(data[: start + rest]).hexdigest())
    return PdfSignature(message, signed, _coverage(found, covered, data[start + rest :]), evidence)


def _unpadded(content: bytes) -> bytes:
    """Return the message without the zeros that fill its place; as it is where something else follows it."""
    try:
        length = parser.peek(content)
    except ValueError:
        return content
    return content if any(content[length:]) else content[:length]


def _leave_out_signature_alone(data: bytes, ranges: list[int], content: bytes) -> bool:
    match ranges:
        case [0, length, start, rest] if 0 < length < start and rest >= 0 and start + rest <= len(data):
            hole = data[length:start]
            written = hole[1:-1] if hole[:1] == b"<" and hole[-1:] == b">" else b""
            return written.lower() == content.hex().encode()
    return False


def _cut(data: bytes, ranges: list[int]) -> bytes:
    places = zip(ranges[::2], ranges[1::2], strict=False)
    return b"".join(data[start : start + length] for start, length in places if start >= 0 and length >= 0)


def _coverage(found: EmbeddedPdfSignature, covered: CoveredFile, after: bytes) -> Coverage:
    try:
        level = found.evaluate_signature_coverage()
        if level is SignatureCoverageLevel.ENTIRE_FILE:
            return Coverage(Extent.WHOLE_PDF, (covered,))
        if level is SignatureCoverageLevel.ENTIRE_REVISION and _only_supported(found, after):
            return Coverage(Extent.REVISION, (covered,))
    except Exception:  # noqa: BLE001 - a foreign file can make the comparison of revisions fail in any way at all
        return Coverage(Extent.NOTHING, (covered,), fault=CoverageFault.CHANGED_AFTERWARDS)
    return Coverage(Extent.NOTHING, (covered,), fault=CoverageFault.CHANGED_AFTERWARDS)


def _only_supported(found: EmbeddedPdfSignature, after: bytes) -> bool:
    """Return whether what comes after adds nothing but time stamps and answers about revocation."""
    if found.signed_revision == found.reader.xrefs.total_revisions - 1:
        return not after.strip()  # bytes of no revision, which some readers show nevertheless
    found.compute_integrity_info(DEFAULT_DIFF_POLICY)
    changes = found.summarise_integrity_info()["diff_result"]
    return isinstance(changes, DiffResult) and changes.modification_level <= ModificationLevel.LTA_UPDATES


def _security_store(reader: PdfFileReader) -> Evidence:
    try:
        store = DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return Evidence()
    return Evidence(
        tuple(store.load_certs()),
        tuple(crl.CertificateList.load(_data(one)) for one in store.crls),
        tuple(ocsp.OCSPResponse.load(_data(one)) for one in store.ocsps),
    )


def _data(reference: object) -> bytes:
    stream = reference.get_object()  # type: ignore[attr-defined]  # pyHanko leaves it untyped
    if not isinstance(stream, StreamObject):
        raise TypeError("not a stream")
    return bytes(stream.data)
