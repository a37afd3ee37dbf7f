"""Reading every QR code in a picture that a stranger sent.

Promises: any bytes get an answer, none an exception; an easy picture costs one cheap attempt, a hard one no more
than its budget. Never: judges what a code says, keeps a picture, or reads anything but QR codes.
The calls hold the processor for as long as they run, and hostile bytes may crash a decoder: `bot.qr.workers` runs
them where they can be ended.
"""

import time
from dataclasses import dataclass
from enum import Enum

from bot.qr.scan.cascade import agreeing, attempts
from bot.qr.scan.opening import NotAPicture, TooLarge, open_grey

BUDGET_SECONDS = 2.0


class ScanStatus(Enum):
    """How a scan ended. Only `READ` comes with texts, and no other status says anything about what was shown."""

    READ = "read"
    NO_CODE = "no_code"
    """Everything was tried and no code was found."""
    GAVE_UP = "gave_up"
    """The budget of time or memory was spent first."""
    NOT_A_PICTURE = "not_a_picture"
    TOO_LARGE = "too_large"
    UNAVAILABLE = "unavailable"
    """The readers could not be asked; sending the picture again may help."""


@dataclass(frozen=True, slots=True)
class Scan:
    """The texts of all QR codes read in one picture, each once, and how the reading ended."""

    status: ScanStatus
    texts: tuple[str, ...] = ()


def scan(picture: bytes, *, budget_seconds: float = BUDGET_SECONDS) -> Scan:
    """Read all QR codes in `picture`, the bytes of a file; never raises.

    An attempt that has begun is finished, so that the budget may be overstepped by one (some 0.3 s; hostile: more).
    """
    end = time.monotonic() + budget_seconds
    try:
        grey = open_grey(picture)
        for attempt in attempts(grey):
            if texts := attempt():
                return Scan(ScanStatus.READ, tuple(dict.fromkeys(texts)))
            if time.monotonic() > end:
                return Scan(ScanStatus.GAVE_UP)
    except NotAPicture:
        return Scan(ScanStatus.NOT_A_PICTURE)
    except TooLarge:
        return Scan(ScanStatus.TOO_LARGE)
    except MemoryError:
        return Scan(ScanStatus.GAVE_UP)
    return Scan(ScanStatus.NO_CODE)


def rereads(picture: bytes, text: str, *, budget_seconds: float = BUDGET_SECONDS) -> bool:
    """Tell whether two different readings (another reader, another scale) agree that `picture` says `text`.

    To be asked before anybody is accused of showing a forged or an unknown code; False means "cannot tell".
    """
    end = time.monotonic() + budget_seconds
    agreed = 0
    try:
        for reads in agreeing(open_grey(picture), text):
            agreed += reads()
            if agreed > 1 or time.monotonic() > end:
                break
    except (NotAPicture, TooLarge, MemoryError):
        return False
    return agreed > 1
