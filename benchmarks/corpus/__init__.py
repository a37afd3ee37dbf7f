"""What becomes of files that people really have: `python -m benchmarks corpus DIR` prints the figures as JSON.

DIR is searched with its subfolders. Each kind of file has a module here and an entry in `KINDS`. Every file is worked
on as the bot does it, in a worker process with the limits of the product. `max_s` is the longest time a file took,
`max_mib` the highest peak memory of a worker, its libraries included. `crashed` counts what the product does not
expect: any exception that is no refusal.
"""

import asyncio
import importlib
import json
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from benchmarks.corpus.measuring import Figures

KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "pdf": ("benchmarks.corpus.pdfs", "pdf_figures"),
    "lists": ("benchmarks.corpus.lists", "list_figures"),
    "pictures": ("benchmarks.corpus.pictures", "picture_figures"),
}
"""The module and the function of each kind. A worker imports this package, too, and the time that takes counts."""


def main(words: list[str]) -> int:
    """Measure the files of a folder and print the figures of each kind."""
    if len(words) != 1 or not Path(words[0]).is_dir():
        print("python -m benchmarks corpus DIR", file=sys.stderr)
        return 2
    paths = sorted(path for path in Path(words[0]).rglob("*") if path.is_file())
    print(json.dumps(asyncio.run(_figures(paths)), indent=2))
    return 0


async def _figures(paths: Sequence[Path]) -> dict[str, Figures]:
    return {kind: await _measure(*named)(paths) for kind, named in KINDS.items()}


def _measure(module: str, function: str) -> Callable[[Sequence[Path]], Awaitable[Figures]]:
    found: Callable[[Sequence[Path]], Awaitable[Figures]] = getattr(importlib.import_module(module), function)
    return found
