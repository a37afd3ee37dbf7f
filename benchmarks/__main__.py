"""`python -m benchmarks NAME …` runs the benchmark `NAME` and prints its figures as JSON."""

import importlib
import sys

NAMES = ("checks", "corpus", "mutation", "outbox", "photos", "proof", "replicas", "signing", "staff", "updates", "web")


def main(words: list[str]) -> int:
    """Give the remaining words to the named module's `main`; list the names if there is none of that name."""
    if not words or words[0] not in NAMES:
        print(f"python -m benchmarks NAME …, where NAME is one of: {', '.join(NAMES)}", file=sys.stderr)
        return 2
    run: object = importlib.import_module(f"benchmarks.{words[0]}").main(words[1:])
    return run if isinstance(run, int) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
