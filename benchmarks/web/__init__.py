"""What the pages cost: `python -m benchmarks web` prints the figures as JSON."""

import json

from benchmarks.web.offline import offline_figures


def main(_: list[str]) -> int:
    """Measure, and print the figures."""
    print(json.dumps(offline_figures()))
    return 0
