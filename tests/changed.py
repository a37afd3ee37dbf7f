"""Print the unit tests to run for what has changed, for `make check`.

A changed module of a package is covered by the folder of `tests/unit` that mirrors it; a changed test by itself.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
UNIT = ROOT / "tests" / "unit"
PACKAGES = ("aiogram_later", "bot", "handlers", "storage", "sandbox", "web")


def changed_files():
    """Return the files that differ from the last commit, or that the last commit changed if nothing differs."""
    for command in (["diff", "--name-only", "HEAD"], ["diff", "--name-only", "HEAD~1"]):
        found = subprocess.run(["git", *command], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        if found:
            return found.split()
    return []


def tests_of(file):
    """Return the test, or the most specific folder of tests, that covers a file; None where there is none."""
    path = Path(file)
    if path.parts[0] == "tests" and path.name.startswith("test_") and UNIT in (ROOT / path).parents:
        return ROOT / path if (ROOT / path).exists() else None
    if path.parts[0] not in PACKAGES or path.suffix != ".py":
        return None
    mirrored = UNIT / path.parent
    while not mirrored.is_dir():
        mirrored = mirrored.parent
    return mirrored if mirrored != UNIT else None


def without_covered(paths):
    """Leave out paths inside a folder that is listed itself."""
    return [path for path in paths if not any(other in path.parents for other in paths)]


if __name__ == "__main__":
    found = {tests for file in changed_files() if (tests := tests_of(file)) is not None}
    paths = [str(path.relative_to(ROOT)) for path in sorted(without_covered(found))]
    sys.stdout.write(" ".join([*paths, "tests/architecture"]) + "\n")
