"""Reading every QR code in a picture that a stranger sent.

Promises: any bytes get an answer, none an exception; an easy picture costs one cheap attempt, a hard one no more
than its budget. Never: judges what a code says, keeps a picture, or reads anything but QR codes and, where they are
wanted, EAN-13 bar codes.
The calls hold the processor for as long as they run, and hostile bytes may crash a decoder: `bot.qr.scanner` runs
them in a worker process.
"""

import time
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from itertools import islice

from bot.qr.scan.barcodes import read_barcodes
from bot.qr.scan.cascade import CHEAP, read_all, readings_of
from bot.qr.scan.opening import NotAPicture, Opened, TooLarge
from bot.qr.scan.readers import Reader

BUDGET_SECONDS = 0.6


class ScanStatus(Enum):
    """How a scan ended. Only `READ` comes with codes, and no other status says anything about what was shown."""

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
    """The texts of all QR codes read in one picture, each once, and how the reading ended.

    `barcodes` are the 13 digits of each EAN-13 bar code on which two different readings agree.
    """

    status: ScanStatus
    texts: tuple[str, ...] = ()
    barcodes: tuple[str, ...] = ()


def scan(picture: bytes, *, barcodes: bool = False, budget_seconds: float = BUDGET_SECONDS) -> Scan:
    """Read all QR codes in `picture`, the bytes of a file; never raises. With `barcodes`, read those first.

    The budget is of processor time after opening, so that a busy machine reads as much as an idle one, only later.
    An attempt that has begun is finished: it may be overstepped by one (some 0.1 s; hostile: more).
    """
    texts = dict[str, None]()
    try:
        opened = Opened(picture)
        end = time.thread_time() + budget_seconds
        found = read_barcodes(opened.overview) if barcodes else ()
        # Beside a bar code, a QR code is looked for as long as that costs little.
        for read in islice(read_all(opened), len(CHEAP) if found else None):
            texts.update(dict.fromkeys(read))
            if time.thread_time() > end:
                break
        status = ScanStatus.GAVE_UP if time.thread_time() > end else ScanStatus.NO_CODE
        if barcodes and not found and not texts and opened.detail is not None:
            found = read_barcodes(opened.detail)
        return _outcome(texts, status, found)
    except NotAPicture:
        return Scan(ScanStatus.NOT_A_PICTURE)
    except TooLarge:
        return Scan(ScanStatus.TOO_LARGE)
    except MemoryError:
        return _outcome(texts, ScanStatus.GAVE_UP)


def rereads(picture: bytes, texts: Collection[str], *, budget_seconds: float = BUDGET_SECONDS) -> frozenset[str]:
    """Return those of `texts` on which two different readings (another reader, another scale) of `picture` agree.

    To be asked before anybody is accused of showing a forged or an unknown code; what is left out "cannot be told".
    All are looked for at once, so that many cost no more than one.
    """
    ways: dict[str, set[tuple[Reader, float]]] = {text: set() for text in texts}
    with suppress(NotAPicture, TooLarge, MemoryError):
        opened = Opened(picture)
        end = time.thread_time() + budget_seconds
        for attempt, read in readings_of(opened):
            for text in ways.keys() & set(read):
                ways[text].add((attempt.read, attempt.scale))
            if all(map(_agreed, ways.values())) or time.thread_time() > end:
                break
    return frozenset(text for text, found in ways.items() if _agreed(found))


def _agreed(ways: set[tuple[Reader, float]]) -> bool:
    return len(ways) > 1


def _outcome(texts: dict[str, None], without: ScanStatus, barcodes: tuple[str, ...] = ()) -> Scan:
    return Scan(ScanStatus.READ if texts or barcodes else without, tuple(texts), barcodes)
