"""Functions of finishing to be called in worker processes: only there pyHanko and PDFium are imported, being heavy."""

from bot.signing.models import Carrying
from bot.signing.sealing.seal import Parts


def fits_pages(data: bytes) -> bool:
    """Seal a PDF on trial and return whether its sheet can follow its pages.

    It can where the trial verifies and its pages look like the original's.
    """
    from bot.signing.finishing.trial import seal_on_trial  # noqa: PLC0415 - see above

    return seal_on_trial(data)


def finish(parts: Parts, carrying: Carrying) -> bytes:
    """Make the finished PDF and verify it. An original that cannot be carried in pages after all is attached.

    Raise TimestampUnavailableRefused, FileUnsoundError, and ValueError where the dossier or a record is about other
    bytes than the original.
    """
    from bot.signing.finishing.verified import make_verified  # noqa: PLC0415 - see above

    return make_verified(parts, carrying)
