"""Functions of finishing to be called in worker processes: only there pyHanko and PDFium are imported, being heavy."""

from bot.signing.models import Carrying
from bot.signing.sealing.seal import Parts
from bot.workers.process import processor_limit

_TRIAL_SECONDS = 5
"""Of processor time: somebody waits for the answer."""


def fits_pages(data: bytes) -> bool:
    """Seal a PDF on trial and return whether its sheet can follow its pages.

    It can where the trial verifies and its pages look like the original's. A trial that takes too long ends the
    process.
    """
    from bot.signing.finishing.trial import seal_on_trial  # noqa: PLC0415 - see above

    with processor_limit(_TRIAL_SECONDS):
        return seal_on_trial(data)


def finish(parts: Parts, carrying: Carrying) -> bytes:
    """Make the finished PDF and verify it. An original that cannot be carried in pages after all is attached.

    Raise TimestampUnavailableRefused, FileUnsoundError, and ValueError where the dossier or a record is about other
    bytes than the original.
    """
    from bot.signing.finishing.verified import make_verified  # noqa: PLC0415 - see above

    return make_verified(parts, carrying)
