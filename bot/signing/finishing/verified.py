"""Making a finished file that verifies: what would be reported as changed is never kept."""

from collections.abc import Sequence
from contextlib import suppress

from bot.signing.finishing.marking import find_spots
from bot.signing.marks.marks import Marks, Spot
from bot.signing.models import Carrying
from bot.signing.records.record import Trust
from bot.signing.sealing.files import PdfDamagedRefused
from bot.signing.sealing.pdf_reading import refusing_damage
from bot.signing.sealing.rendering import looks_same
from bot.signing.sealing.seal import Parts
from bot.signing.sealing.sealed_pdf import seal_pdf
from bot.signing.verification.checking import check_finished
from bot.signing.verification.findings import Integrity


class FileUnsoundError(RuntimeError):
    """The file that was just made does not verify. Says which faults were found."""


def make_verified(parts: Parts, carrying: Carrying) -> bytes:
    """Make the finished PDF; see `bot.signing.finishing.in_workers.finish`."""
    if carrying is Carrying.PAGES and parts.marks:
        with suppress(PdfDamagedRefused, FileUnsoundError):
            return _make_marked(parts, parts.marks)
    if carrying is Carrying.PAGES:
        with suppress(PdfDamagedRefused, FileUnsoundError):
            return seal_and_verify(parts, Carrying.PAGES)
    return seal_and_verify(parts, Carrying.ATTACHMENT)


def _make_marked(parts: Parts, marks: Marks) -> bytes:
    """Make the finished PDF with its marks; PdfDamagedRefused, FileUnsoundError where anything else differs."""
    with refusing_damage():
        spots = find_spots(parts.original, margin=marks.margin, place=marks.place)
    content = seal_and_verify(parts, Carrying.PAGES, spots)
    if not looks_same(parts.original, content, spots):
        raise FileUnsoundError("the pages look different")
    return content


def seal_and_verify(parts: Parts, carrying: Carrying, spots: Sequence[Spot] = ()) -> bytes:
    """Seal the file and verify it as anybody would; PdfDamagedRefused, FileUnsoundError."""
    content = seal_pdf(parts, carrying, spots)
    found = check_finished(content, parts.seal.chain[0])
    counted = sum(one.counts or one.verdict.late for one in found.signatures)
    if (found.integrity, found.trust, counted) != (Integrity.UNCHANGED, Trust.OURS, len(parts.records)):
        raise FileUnsoundError(", ".join(found.faults) or "the seal or a record is not the organisation's")
    return content
