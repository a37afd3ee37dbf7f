"""PDFs: taken or refused on receipt; the taken ones sealed, verified, and compared with the original.

`opens_in_poppler` counts files of which `pdftoppm` draws the first page. A file that can change by itself is taken as
its fixed copy, as the bot offers it; `changing` counts these by kind, and `carried_whole` those that are attached to
their sheet. `looks_same` compares with Poppler, not with the renderer of the product: up to ten pages of the file that
was taken with those of the sealed one. A file that is carried whole looks the same where the sealed file holds its
bytes. A line for each file that failed goes to standard error.
"""

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from benchmarks.corpus.measuring import PEAK, Figures, MeasuringPool, Peak
from bot.errors import Refused
from bot.signing.finishing.examining import examine
from bot.signing.finishing.in_workers import finish
from bot.signing.finishing.trial import trial_parts
from bot.signing.models import Carrying
from bot.signing.sealing.files import Changing
from bot.signing.sealing.in_workers import make_fixed_copy
from bot.signing.sealing.rendering import looks_same
from bot.signing.verification.findings import Integrity
from bot.signing.verification.in_workers import verify
from bot.workers.pool import Priority, Work, WorkerPool

_AT_ONCE = 2
_PAGES = 10
_POPPLER_SECONDS = 60
_MOST_SECONDS, _MOST_MIB = 15, 300


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file; `refused` names the refusal, `error` what was not expected."""

    opens: bool
    seconds: float = 0.0
    mib: int = 0
    taken: bool = False
    carrying: Carrying = Carrying.ATTACHMENT
    changing: tuple[Changing, ...] = ()
    refused: str = ""
    error: str = ""
    sealed: bool = False
    verified: bool = False
    looks_same: bool = False


async def pdf_figures(paths: Sequence[Path]) -> Figures:
    """Measure the PDFs among these files."""
    turn, workers = asyncio.Semaphore(_AT_ONCE), MeasuringPool(_AT_ONCE)

    async def measure(path: Path) -> Outcome:
        async with turn:
            PEAK.set(peak := Peak())
            outcome = replace(await _outcome(workers, path), mib=round(peak.mib))
        too_much = outcome.seconds > _MOST_SECONDS or outcome.mib > _MOST_MIB
        if too_much or not (outcome.looks_same or (outcome.refused and not outcome.opens)):
            print(json.dumps({"file": path.name, **_plain(outcome)}), file=sys.stderr)
        return outcome

    outcomes = await asyncio.gather(*(measure(path) for path in paths if path.suffix.lower() == ".pdf"))
    await workers.close()
    return _summary(outcomes)


def _plain(outcome: Outcome) -> dict[str, object]:
    return {name: getattr(outcome, name) for name in Outcome.__slots__}


async def _outcome(workers: WorkerPool, path: Path) -> Outcome:
    found = Outcome(await asyncio.to_thread(_opens_in_poppler, path))
    data = await asyncio.to_thread(path.read_bytes)
    began = time.monotonic()
    try:
        facts, taken = await examine(workers, data), data
        if facts.changing:
            taken = await workers.run(Work.DOCUMENT, Priority.PERSON, make_fixed_copy, data)
            facts = replace(await examine(workers, taken), changing=facts.changing)
        found = replace(found, taken=True, carrying=facts.carrying, changing=facts.changing)
        parts = trial_parts(taken)
        sealed = await workers.run(Work.DOCUMENT, Priority.BACKGROUND, finish, parts, facts.carrying)
        found = replace(found, sealed=True, seconds=time.monotonic() - began)
        checked = await workers.run(Work.DOCUMENT, Priority.PERSON, verify, sealed, parts.seal.chain[0])
    except Refused as refused:
        return replace(found, refused=type(refused).__name__, seconds=time.monotonic() - began)
    except Exception as error:  # noqa: BLE001 - what is not expected is a figure, too
        return replace(found, error=repr(error), seconds=time.monotonic() - began)
    same = await asyncio.to_thread(_looks_same, taken, sealed, checked.carrying)
    if same is None:
        same = await workers.run(Work.DOCUMENT, Priority.PERSON, looks_same, taken, sealed)
    return replace(found, verified=checked.integrity is Integrity.UNCHANGED, looks_same=same)


def _summary(outcomes: Sequence[Outcome]) -> Figures:
    opening = [one for one in outcomes if one.opens]
    taken = [one for one in outcomes if one.taken]
    return {
        "files": len(outcomes),
        "opens_in_poppler": len(opening),
        "taken": len(taken),
        "taken_of_opening": sum(one.taken for one in opening),
        "refused": dict(Counter(one.refused for one in outcomes if one.refused and not one.taken)),
        "refused_of_opening": dict(Counter(one.refused for one in opening if one.refused and not one.taken)),
        "carried_whole": sum(one.carrying is Carrying.ATTACHMENT for one in taken),
        "changing": dict(Counter(kind.value for one in taken for kind in one.changing)),
        "sealed": sum(one.sealed for one in taken),
        "verified": sum(one.verified for one in taken),
        "looks_same": sum(one.looks_same for one in taken),
        "crashed": sum(bool(one.error) for one in outcomes),
        "max_s": round(max((one.seconds for one in outcomes), default=0), 1),
        "max_mib": max((one.mib for one in outcomes), default=0),
    }


def _opens_in_poppler(path: Path) -> bool:
    return any(_drawn_by_poppler(path, "1"))


def _looks_same(taken: bytes, sealed: bytes, carrying: Carrying | None) -> bool | None:
    """Return whether both show the same; None where Poppler shows nothing of either."""
    if carrying is Carrying.ATTACHMENT:
        return _attached_original(sealed) == taken
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder, "before.pdf"), Path(folder, "after.pdf")
        before.write_bytes(taken)
        after.write_bytes(sealed)
        pages = _drawn_by_poppler(before, str(_PAGES))
        return pages == _drawn_by_poppler(after, str(len(pages))) if pages else None


def _attached_original(sealed: bytes) -> bytes:
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415 - heavy

    from bot.signing.sealing.attachments import KEY, attached, content  # noqa: PLC0415 - as above

    return content(attached(PdfFileReader(BytesIO(sealed)))[f"{KEY}original"])


def _drawn_by_poppler(path: Path, last: str) -> list[bytes]:
    """Draw the first pages in grey; none where Poppler cannot."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["pdftoppm", "-gray", "-scale-to", "400", "-l", last, str(path), f"{folder}/page"]
        try:
            subprocess.run(command, capture_output=True, check=True, timeout=_POPPLER_SECONDS)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
            return []
        return [page.read_bytes() for page in sorted(Path(folder).iterdir())]
