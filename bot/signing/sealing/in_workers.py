"""Functions of sealing to be called in worker processes: only there pyHanko is imported, because it is heavy."""

from collections.abc import Sequence
from datetime import datetime

from bot.signing.records.manifest import Dossier
from bot.signing.records.record import SignedRecord
from bot.signing.sealing.files import PdfFacts
from bot.signing.sealing.seal import AskTime, Seal


def check_pdf(data: bytes) -> PdfFacts:
    """Read a PDF through and return what was found; the refusals are those of `bot.signing.sealing.files`."""
    from bot.signing.sealing.pdf_reading import examine_pdf  # noqa: PLC0415 - see above

    return examine_pdf(data)


def finish(
    original: bytes,
    sheet: bytes,
    dossier: Dossier,
    records: Sequence[SignedRecord],
    seal: Seal,
    now: datetime,
    tsa: AskTime | None = None,
) -> bytes:
    """Make the finished PDF from the original (any file) and its drawn sheet; `now` is the claimed signing time.

    Raise the refusals of `bot.signing.sealing.files` and `TimestampUnavailableRefused`; ValueError where the dossier
    or a record is about other bytes than `original`.
    """
    from bot.signing.sealing.finishing import finish_pdf  # noqa: PLC0415 - see above

    return finish_pdf(original, sheet, dossier, records, seal, now, tsa)


def stamp(data: bytes, tsa: AskTime) -> bytes:
    """Return a time stamp token (RFC 3161, DER) over the bytes; TimestampUnavailableRefused."""
    from bot.signing.sealing.timestamps import stamp_bytes  # noqa: PLC0415 - see above

    return stamp_bytes(data, tsa)
