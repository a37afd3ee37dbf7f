"""How many mutants of the pure modules the unit tests kill, per module, of what `mutmut run` has found.

`make mutation` runs both. A mutant that no test runs counts as a survivor, one that makes the tests hang as killed.
The exit status is 1 if a module has less than the aim: 85 % of its mutants killed.
"""

import argparse
import json
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

AIM = 0.85
KILLED = ("killed", "timeout")
UNKNOWN = ("not checked", "check was interrupted by user")


def main(arguments: Sequence[str]) -> int:
    """Print the figures of each module and of all."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks mutation", description=__doc__)
    parser.parse_args(arguments)
    command = [sys.executable, "-m", "mutmut", "results", "--all", "true"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    modules = {module: figures(statuses) for module, statuses in statuses_by_module(listed).items()}
    print(json.dumps(modules, indent=2))
    return 0 if modules and all(one["killed_share"] >= AIM for one in modules.values()) else 1


def statuses_by_module(listed: str) -> dict[str, Counter[str]]:
    """Count what became of the mutants of each module; each line is ``package.module.mutant: status``."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for line in listed.splitlines():
        mutant, _, status = line.strip().partition(": ")
        found[mutant.rpartition(".")[0]][status] += 1
    return found


def figures(statuses: Counter[str]) -> dict[str, Any]:
    """Return the figures of one module."""
    killed = sum(statuses[status] for status in KILLED)
    checked = statuses.total() - sum(statuses[status] for status in UNKNOWN)
    share = round(killed / checked, 3) if checked else 0.0
    return {"killed": killed, "survived": checked - killed, "killed_share": share}
