# mypy: allow-untyped-calls
# (pyHanko is typed in part only)
"""Checking what was added to a finished file behind its seal: validation data, and document time stamps over it all.

PAdES B-LTA (ETSI EN 319 142-1) adds revisions, and the seal certifies that nothing else changes. Whether a change is
one of these is pyHanko's difference analysis; whom to trust is not judged here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from bot.signing.sealing.pdf_objects import followed, member, raw_items_at
from bot.signing.sealing.seal import TimeStamp
from bot.signing.sealing.timestamps import read_document_stamp
from bot.signing.verification.containers import container_of
from bot.signing.verification.findings import Fault


@dataclass(frozen=True, slots=True)
class RevisionFindings:
    """What was found; `stamps` are the document time stamps, oldest first."""

    faults: tuple[Fault, ...] = ()
    stamps: tuple[TimeStamp, ...] = ()


def end_of(signature: EmbeddedPdfSignature) -> int:
    """Return where the bytes end that a signature covers; ValueError where its byte range is none."""
    match [int(place) for place in signature.byte_range]:
        case [0, _, end, rest]:
            return end + rest
        case _:
            raise ValueError("a byte range that is none")


def check_revisions(data: bytes, seal: EmbeddedPdfSignature) -> RevisionFindings:
    """Check the revisions behind the seal, of which there is at least one."""
    found = sorted(seal.reader.embedded_timestamp_signatures, key=end_of)
    ends = [end_of(seal), *map(end_of, found)]
    read = [_read(data, one) for one in found]
    stamps = tuple(stamp for stamp, _ in read if stamp)
    faults = []
    if ends[-1] != len(data) or not _only_stamps_added(seal, found):
        faults.append(Fault.BEYOND_SEAL)
    if not all(holds for _, holds in read) or any(before >= after for before, after in pairwise(ends)):
        faults.append(Fault.TIMESTAMP_BROKEN)
    return RevisionFindings(tuple(faults), stamps)


def _read(data: bytes, one: EmbeddedPdfSignature) -> tuple[TimeStamp | None, bool]:
    if container_of(data[: end_of(one)], [int(place) for place in one.byte_range]) is None:
        return None, False
    return read_document_stamp(one)


def _only_stamps_added(seal: EmbeddedPdfSignature, stamps: Iterable[EmbeddedPdfSignature]) -> bool:
    seal.compute_integrity_info()
    result = seal.diff_result
    if not isinstance(result, DiffResult) or result.modification_level > ModificationLevel.LTA_UPDATES:
        return False
    return all(_is_invisible(one) for one in stamps)


def _is_invisible(one: EmbeddedPdfSignature) -> bool:
    """Return whether the field of a time stamp shows nothing on its page."""
    corners = raw_items_at(one.sig_field, "/Rect")
    return member(one.sig_field, "/AP") is None and all(followed(corner) == 0 for corner in corners)
