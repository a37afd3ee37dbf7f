"""Figures of seals that last and of qualified signatures: `python -m benchmarks proof [KEY …]`.

`seal` has, for each level, the milliseconds of processor time for sealing and verifying a file with its sheet and one
record, beside pyHanko's bare signature of the same level on the same original; the authority of time stamps runs in
another process, and waiting for it costs no processor time. `verify_ms` is verifying alone, which `ours_ms` includes
once at B-B and B-T, and twice at B-LTA. `bytes_added` is by how much the finished file is longer than the original.
`future_valid` counts the files that pass pyHanko's validation in ten years after a renewal in each year. `renewed`
counts the files that got exactly one more time stamp from a job that was killed twice.

`dstu_ms` is the median time in which one DSTU 4145 signature over GF(2^257) is verified, with all checks of the key;
`dstu_431_ms` the same over GF(2^431), which authorities use. The others are seconds for 20 MB: GOST 34.311 as the bot
hashes, piece by piece in a worker process; Kupyna by dstu-core, or like GOST 34.311 where that is missing; SHA-256
through `hashlib`; Streebog by the `openssl` command with its engine (null without it).
"""

import argparse
import importlib
import json
from collections.abc import Mapping
from typing import Any, Final

from bot.crypto.national.algorithms import GOST34311

SHA_256: Final = "2.16.840.1.101.3.4.2.1"
KUPYNA_256: Final = "1.2.804.2.1.1.1.1.2.2.1"

MEASURED: Final[Mapping[str, tuple[str, str, tuple[int | str, ...]]]] = {
    "seal": ("sealing", "seal_figures", ()),
    "future_valid": ("future", "future_valid", ()),
    "renewed": ("renewing", "renewed", ()),
    "dstu_ms": ("national", "dstu_ms", (6,)),
    "dstu_431_ms": ("national", "dstu_ms", (9,)),
    "gost34311_20mb_s": ("national", "hash_seconds", (GOST34311,)),
    "kupyna256_20mb_s": ("national", "hash_seconds", (KUPYNA_256,)),
    "sha256_20mb_s": ("national", "hash_seconds", (SHA_256,)),
    "streebog256_20mb_s": ("national", "streebog_seconds", ()),
}
"""The module, the function and its arguments. A worker imports this package, too, and the time that takes counts."""


def main(words: list[str]) -> None:
    """Measure what is named, or everything, and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks proof", description=__doc__)
    parser.add_argument("keys", nargs="*", choices=[*MEASURED, []], metavar="KEY", help=", ".join(MEASURED))
    parser.add_argument("--files", type=int, default=100, help="how many files are renewed for future_valid")
    parser.add_argument("--renewals", type=int, default=10_000, help="how many files are renewed for renewed")
    given = parser.parse_args(words)
    counts = {"future_valid": (given.files,), "renewed": (given.renewals,)}
    print(json.dumps({key: _measure(key, counts.get(key, ())) for key in given.keys or MEASURED}, indent=2))


def _measure(key: str, counts: tuple[int, ...]) -> Any:  # noqa: ANN401 - each key has figures of its own
    module, function, arguments = MEASURED[key]
    return getattr(importlib.import_module(f"benchmarks.proof.{module}"), function)(*arguments, *counts)
