"""What becomes of files that people really have: `python -m benchmarks corpus DIR` prints the figures as JSON.

DIR is searched with its subfolders. Each kind of file has a module here and an entry in `KINDS`. Every file is worked
on as the bot does it, in a worker process with the limits of the product. `max_s` is the longest time a file took,
`max_mib` the highest peak memory of a worker, its libraries included. `crashed` counts what the product does not
expect: any exception that is no refusal.
"""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from benchmarks.corpus.lists import list_figures
from benchmarks.corpus.measuring import Figures
from benchmarks.corpus.pdfs import pdf_figures

KINDS: Final[Mapping[str, Callable[[Sequence[Path]], Awaitable[Figures]]]] = {
    "pdf": pdf_figures,
    "lists": list_figures,
}


def main(words: list[str]) -> int:
    """Measure the files of a folder and print the figures of each kind."""
    if len(words) != 1 or not Path(words[0]).is_dir():
        print("python -m benchmarks corpus DIR", file=sys.stderr)
        return 2
    paths = sorted(path for path in Path(words[0]).rglob("*") if path.is_file())
    print(json.dumps(asyncio.run(_figures(paths)), indent=2))
    return 0


async def _figures(paths: Sequence[Path]) -> dict[str, Figures]:
    return {kind: await measure(paths) for kind, measure in KINDS.items()}
