"""`python -m benchmarks NAME …` runs the benchmark `NAME`; its figures come out as JSON."""

import importlib
import sys
from pathlib import Path


def main(words: list[str]) -> int:
    """Hand the remaining words to the named module's `main`; list the names when none fits."""
    names = sorted(file.stem for file in Path(__file__).parent.glob("[a-z]*.py"))
    if not words or words[0] not in names:
        print(f"python -m benchmarks NAME …, where NAME is one of: {', '.join(names)}", file=sys.stderr)
        return 2
    run: object = importlib.import_module(f"benchmarks.{words[0]}").main(words[1:])
    return run if isinstance(run, int) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
