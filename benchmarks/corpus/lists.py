"""Lists of people: whether each spreadsheet of a folder is read or refused, in how much time and memory.

Every file is read as the bot reads a staff list, in a worker process with the limits of the product. Most spreadsheets
are no lists of people: they are refused because of their headings, which counts as an answer. `crashed` counts what the
product does not expect: any exception that is no refusal. A line for each of these, and for each file over the limits
of a corpus, goes to standard error.
"""

import asyncio
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus.measuring import PEAK, Figures, MeasuringPool, Peak
from bot.errors import Refused
from bot.staff.roster import read_roster
from bot.workers.pool import Priority, Work

NAMES = frozenset(
    ".xlsx .xlsm .xltx .xls .xlsb .csv .tsv .txt .ods .fods .htm .html .numbers".split()  # noqa: SIM905 - one a word
)
_AT_ONCE = 2
_MOST_SECONDS, _MOST_MIB = 15.0, 300.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file; `refused` names the refusal, `error` what was not expected."""

    seconds: float
    mib: float = 0.0
    refused: str = ""
    error: str = ""


async def list_figures(paths: Sequence[Path]) -> Figures:
    """Measure the spreadsheets and tables among these files."""
    found = [path for path in paths if path.suffix.lower() in NAMES]
    turn, workers = asyncio.Semaphore(_AT_ONCE), MeasuringPool(_AT_ONCE + 1)
    try:
        outcomes = await asyncio.gather(*(_measure(path, turn, workers) for path in found))
    finally:
        await workers.close()
    for path, outcome in zip(found, outcomes, strict=True):
        _report(path, outcome)
    return {
        "files": len(found),
        "read": sum(not (one.refused or one.error) for one in outcomes),
        "refused": dict(Counter(one.refused for one in outcomes if one.refused).most_common()),
        "crashed": sum(bool(one.error) for one in outcomes),
        "max_s": round(max((one.seconds for one in outcomes), default=0.0), 2),
        "max_mib": round(max((one.mib for one in outcomes), default=0.0)),
    }


async def _measure(path: Path, turn: asyncio.Semaphore, workers: MeasuringPool) -> Outcome:
    async with turn:
        PEAK.set(peak := Peak())
        content = await asyncio.to_thread(path.read_bytes)
        started = time.perf_counter()
        refused = error = ""
        try:
            refused = await workers.run(Work.SPREADSHEET, Priority.BACKGROUND, _refusal, content)
        except Refused as beyond_limits:
            refused = type(beyond_limits).__name__
        except Exception as unexpected:  # noqa: BLE001 - this is what is counted
            error = f"{type(unexpected).__name__}: {unexpected}"
        return Outcome(time.perf_counter() - started, peak.mib, refused, error)


def _refusal(content: bytes) -> str:
    """Return why a file is refused, empty if it is read."""
    try:
        read_roster(content, region="UA")
    except Refused as reason:
        return f"{reason.text_id} {reason.facts.get('kind', '')}".strip()
    return ""


def _report(path: Path, outcome: Outcome) -> None:
    if outcome.error or outcome.seconds > _MOST_SECONDS or outcome.mib > _MOST_MIB:
        print(f"{path}: {outcome}", file=sys.stderr)
