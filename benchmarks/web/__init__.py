"""What the pages cost, in Chromium: `python -m benchmarks web [PART …]` prints the figures as JSON.

PART is one of offline, scanner, verifying, reading; without one, all are measured. Needs Debian's chromium and
chromium-driver, selenium, Node.js, and for `reading` the folder of photos beside the repository.
"""

import asyncio
import inspect
import json
from collections.abc import Awaitable, Callable
from typing import Final

from benchmarks.web.offline import offline_figures
from benchmarks.web.reading import reading_figures
from benchmarks.web.scanner import scanner_figures
from benchmarks.web.verifying import verify_figures

PARTS: Final[dict[str, Callable[[], dict[str, float] | Awaitable[dict[str, float]]]]] = {
    "offline": offline_figures,
    "scanner": scanner_figures,
    "verifying": verify_figures,
    "reading": reading_figures,
}


def main(words: list[str]) -> int:
    """Measure, and print the figures."""
    print(json.dumps(asyncio.run(_measure(words or list(PARTS)))))
    return 0


async def _measure(parts: list[str]) -> dict[str, float]:
    figures: dict[str, float] = {}
    for part in parts:
        found = PARTS[part]()
        figures |= await found if inspect.isawaitable(found) else found
    return figures
