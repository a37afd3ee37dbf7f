"""Counts what one process has done since its start, for health and metrics, without personal data."""

from bisect import bisect_left
from dataclasses import dataclass, field


@dataclass(slots=True)
class Histogram:
    """A histogram of durations: `counts[i]` observations of at most `limits[i]` seconds, the last of more."""

    limits: tuple[float, ...] = (0.1, 0.25, 0.5, 1.0, 2.0, 5.0)
    counts: list[int] = field(default_factory=lambda: [0] * 7)
    seconds: float = 0.0

    def took(self, seconds: float) -> None:
        """Count one."""
        self.counts[bisect_left(self.limits, seconds)] += 1
        self.seconds += seconds


@dataclass(slots=True)
class Counters:
    """Counters, and when each loop that must keep running last did (monotonic seconds): its heartbeat."""

    received: int = 0
    handled: int = 0
    failed: int = 0
    dead: int = 0
    too_many: int = 0
    scans: Histogram = field(default_factory=Histogram)
    documents: Histogram = field(default_factory=Histogram)
    document_answers: dict[str, int] = field(default_factory=dict)
    heartbeats: dict[str, float] = field(default_factory=dict)

    def document_checked(self, verdict: str, seconds: float) -> None:
        """Count a document for which Diia was asked, and how long that took."""
        self.documents.took(seconds)
        self.document_answers[verdict] = self.document_answers.get(verdict, 0) + 1
