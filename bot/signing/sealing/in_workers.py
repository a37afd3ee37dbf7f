"""Functions of sealing to be called in worker processes: only there pyHanko and PDFium are imported, being heavy."""

from bot.signing.sealing.files import PdfFacts
from bot.signing.sealing.seal import AskTime
from bot.workers.process import processor_limit

_READING_SECONDS = 8
"""Of processor time: somebody waits for the answer."""


def check_pdf(data: bytes) -> PdfFacts:
    """Read a PDF through and return what was found; the refusals are those of `bot.signing.sealing.files`.

    A file that takes too long ends the process.
    """
    from bot.signing.sealing.pdf_reading import examine_pdf  # noqa: PLC0415 - see above

    with processor_limit(_READING_SECONDS):
        return examine_pdf(data)


def make_fixed_copy(data: bytes) -> bytes:
    """Return a PDF of pictures of the pages, in which nothing can change; PdfLongRefused, PdfDamagedRefused."""
    from bot.signing.sealing.fixed_copy import draw_fixed_copy  # noqa: PLC0415 - see above

    return draw_fixed_copy(data)


def stamp(data: bytes, tsa: AskTime) -> bytes:
    """Return a time stamp token (RFC 3161, DER) over the bytes; TimestampUnavailableRefused."""
    from bot.signing.sealing.timestamps import stamp_bytes  # noqa: PLC0415 - see above

    return stamp_bytes(data, tsa)
