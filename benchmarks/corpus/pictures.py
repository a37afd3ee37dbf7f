"""Pictures: whether the QR codes of each picture of a folder are read, in how much time and memory.

A picture is known by its name or by its content. Every one is read as a photo sent to somebody on duty, and turned into
a portrait as a holder's photo, in a worker process with the limits of the product. `read` counts the pictures in which
a code was read, `refused` the others by the answer of the scanner: no code, not a picture, too large, gave up.
`portraits` counts those that would do as a holder's photo, `crashed` what the product does not expect. A line for each
that crashed, and for each file over the limits of a corpus, goes to standard error.
"""

import asyncio
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus.measuring import PEAK, Figures, MeasuringPool, Peak
from bot.passes.photos.portraits import PhotoUnusableRefused, draw_portrait
from bot.qr.pictures import HEAD, Shows, shows
from bot.qr.scan import ScanStatus, scan
from bot.workers.errors import WorkTimedOut
from bot.workers.pool import Priority, Work

NAMES = frozenset(
    ".jpg .jpeg .jfif .png .webp .gif .bmp .heic .heif .hif .avif .tif .tiff".split()  # noqa: SIM905 - one a word
)
_AT_ONCE = 2
_MOST_SECONDS, _MOST_MIB = 15.0, 300.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one picture; `error` is what was not expected."""

    status: str
    seconds: float
    mib: float
    portrait: bool
    error: str = ""


async def picture_figures(paths: Sequence[Path]) -> Figures:
    """Measure the pictures among these files."""
    found = [path for path in paths if _is_picture(path)]
    turn, workers = asyncio.Semaphore(_AT_ONCE), MeasuringPool(_AT_ONCE)
    try:
        outcomes = await asyncio.gather(*(_measure(path, turn, workers) for path in found))
    finally:
        await workers.close()
    for path, outcome in zip(found, outcomes, strict=True):
        if outcome.error or outcome.seconds > _MOST_SECONDS or outcome.mib > _MOST_MIB:
            print(f"{path}: {outcome}", file=sys.stderr)
    refused = Counter(one.status for one in outcomes if not one.error and one.status != ScanStatus.READ.value)
    return {
        "files": len(found),
        "read": sum(one.status == ScanStatus.READ.value for one in outcomes),
        "refused": dict(refused.most_common()),
        "portraits": sum(one.portrait for one in outcomes),
        "crashed": sum(bool(one.error) for one in outcomes),
        "max_s": round(max((one.seconds for one in outcomes), default=0.0), 2),
        "max_mib": round(max((one.mib for one in outcomes), default=0.0)),
    }


def _is_picture(path: Path) -> bool:
    if path.suffix.lower() in NAMES:
        return True
    with path.open("rb") as file:
        return shows(file.read(HEAD)) is Shows.PICTURE


async def _measure(path: Path, turn: asyncio.Semaphore, workers: MeasuringPool) -> Outcome:
    async with turn:
        PEAK.set(peak := Peak())
        content = await asyncio.to_thread(path.read_bytes)
        status, error, seconds, portrait = "", "", 0.0, False
        try:
            began = time.perf_counter()
            status = await workers.run(Work.PICTURE, Priority.PERSON, _status, content)
            seconds, began = time.perf_counter() - began, time.perf_counter()
            portrait = await workers.run(Work.PICTURE, Priority.PERSON, _makes_portrait, content)
        except WorkTimedOut:
            status = status or "timed_out"
        except Exception as unexpected:  # noqa: BLE001 - this is what is counted
            error = f"{type(unexpected).__name__}: {unexpected}"
        return Outcome(status, max(seconds, time.perf_counter() - began), peak.mib, portrait, error)


def _status(content: bytes) -> str:
    return scan(content).status.value


def _makes_portrait(content: bytes) -> bool:
    try:
        draw_portrait(content)
    except PhotoUnusableRefused:
        return False
    return True
