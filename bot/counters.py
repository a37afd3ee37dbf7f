"""What one process has done since its start, in numbers, for health and metrics. Names nobody, reads no clock."""

from bisect import bisect_left
from dataclasses import dataclass, field


@dataclass(slots=True)
class Histogram:
    """How long something took: `counts[i]` observations of at most `limits[i]` seconds, the last of more."""

    limits: tuple[float, ...] = (0.1, 0.25, 0.5, 1.0, 2.0, 5.0)
    counts: list[int] = field(default_factory=lambda: [0] * 7)
    seconds: float = 0.0

    def took(self, seconds: float) -> None:
        """Count one."""
        self.counts[bisect_left(self.limits, seconds)] += 1
        self.seconds += seconds


@dataclass(slots=True)
class Counters:
    """Counts that only grow, and `beats`: when (monotonic seconds) each loop that must never rest was last alive."""

    received: int = 0
    handled: int = 0
    failed: int = 0
    aside: int = 0
    too_many: int = 0
    scans: Histogram = field(default_factory=Histogram)
    beats: dict[str, float] = field(default_factory=dict)
