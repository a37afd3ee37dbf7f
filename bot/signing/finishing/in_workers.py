"""Functions of finishing to be called in worker processes: only there pyHanko and PDFium are imported, being heavy."""

from bot.signing.models import Carrying, MarkPlace
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


def find_marks(data: bytes, *, margin: bool) -> tuple[int, tuple[MarkPlace, ...]]:
    """Return how many pages can have a mark in their `margin`, if that is wanted, and where a larger one can be.

    None where a file that was marked on trial does not verify or looks different elsewhere.
    """
    from bot.signing.finishing.trial import mark_on_trial  # noqa: PLC0415 - see above

    with processor_limit(_TRIAL_SECONDS):
        return mark_on_trial(data, margin=margin)


def finish(parts: Parts, carrying: Carrying) -> bytes:
    """Make the finished PDF and verify it. An original that cannot be carried in pages after all is attached.

    Marks are left out where anything else on a page would change with them.

    Raise TimestampUnavailableRefused, FileUnsoundError, and ValueError where the dossier or a record is about other
    bytes than the original.
    """
    from bot.signing.finishing.verified import make_verified  # noqa: PLC0415 - see above

    return make_verified(parts, carrying)
