"""The metrics of one process and of the database in Prometheus' text format (exposition format 0.0.4).

They contain no personal data.
"""

import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, fields
from importlib.metadata import PackageNotFoundError, version

from bot.counters import Counters, Histogram
from bot.monitoring.queues import FailingRows, InboxStanding, OutboxStanding
from bot.notices.rates import Pauses
from bot.qr.scan import Scan
from bot.qr.scanner import CodeScanner

Sample = tuple[str, float]
"""Labels with their braces (or nothing), and a value."""


@dataclass(frozen=True, slots=True)
class TimedScanner:
    """Reads pictures and measures how long it takes."""

    scanner: CodeScanner
    counters: Counters

    async def scan(self, picture: bytes, *, barcodes: bool = False) -> Scan:
        """Read a picture; measures how long it took, including the wait for a free worker."""
        began = time.monotonic()
        try:
            return await self.scanner.scan(picture, barcodes=barcodes)
        finally:
            self.counters.scans.took(time.monotonic() - began)

    async def rereads(self, picture: bytes, texts: Collection[str]) -> frozenset[str]:
        """Return those of `texts` that two readers find."""
        return await self.scanner.rereads(picture, texts)


def render(
    counters: Counters, inbox: InboxStanding, outbox: OutboxStanding, failing: Sequence[FailingRows], pauses: Pauses
) -> str:
    """Write all metrics: those of this process count from its start, those of the queues are the same everywhere."""
    lines = [
        *_metric("build_info", "gauge", "The version that runs.", (f'{{version="{_version()}"}}', 1)),
        *_metric("updates_received_total", "counter", "Updates stored by this process.", ("", counters.received)),
        *_metric("updates_handled_total", "counter", "Updates answered by this process.", ("", counters.handled)),
        *_metric("updates_failed_total", "counter", "Failed tries at an update.", ("", counters.failed)),
        *_metric("updates_dead_total", "counter", "Updates this process made dead letters.", ("", counters.dead)),
        *_metric("too_many_requests_total", "counter", "Answers 429 from Telegram.", ("", counters.too_many)),
        *_histogram("scan_seconds", "How long reading a picture took.", counters.scans),
        *_metric("documents_total", "counter", "Documents that Diia was asked about.", *_documents(counters)),
        *_histogram("document_seconds", "How long asking Diia took.", counters.documents),
        *_metric("inbox_waiting", "gauge", "Updates that nobody has answered yet.", ("", inbox.waiting)),
        *_metric("inbox_dead_letters", "gauge", "Updates among the dead letters, in the database.", ("", inbox.dead)),
        *_metric("job_failing_rows", "gauge", "Rows that a job fails to handle.", *_failing(failing, "rows")),
        *_metric("job_failed_attempts", "gauge", "Failed tries at those rows.", *_failing(failing, "attempts")),
        *_metric("outbox_notices", "gauge", "Notices in the database by outcome.", *_outcomes(outbox)),
        *_metric("paused_chats", "gauge", "Chats for which Telegram demands a pause.", ("", pauses.chats)),
        *_metric(
            "pause_seconds",
            "gauge",
            "How much longer Telegram's pauses last.",
            ('{of="chat"}', round(pauses.longest_seconds)),
            ('{of="notices"}', round(pauses.notices_seconds)),
        ),
        *_metric("letters", "gauge", "E-mails and SMS in the database by state.", *_letters(outbox)),
    ]
    return "\n".join(lines) + "\n"


def _documents(counters: Counters) -> Iterator[Sample]:
    for verdict, number in counters.document_answers.items():
        yield f'{{verdict="{verdict}"}}', number


def _outcomes(outbox: OutboxStanding) -> Iterator[Sample]:
    for one in fields(outbox):
        value = getattr(outbox, one.name)
        if isinstance(value, int):
            yield f'{{outcome="{one.name}"}}', value


def _failing(failing: Sequence[FailingRows], number: str) -> Iterator[Sample]:
    for one in failing:
        yield f'{{job="{one.job}",error="{one.error}"}}', getattr(one, number)


def _letters(outbox: OutboxStanding) -> Iterator[Sample]:
    for state, number in outbox.letters.items():
        yield f'{{state="{state}"}}', number


def _metric(name: str, kind: str, says: str, *samples: Sample) -> Iterator[str]:
    yield f"# HELP countersign_{name} {says}"
    yield f"# TYPE countersign_{name} {kind}"
    yield from (f"countersign_{name}{labels} {value}" for labels, value in samples)


def _histogram(name: str, says: str, taken: Histogram) -> Iterator[str]:
    yield from _metric(name, "histogram", says)
    below = 0
    for limit, count in zip((*map(str, taken.limits), "+Inf"), taken.counts, strict=True):
        below += count
        yield f'countersign_{name}_bucket{{le="{limit}"}} {below}'
    yield f"countersign_{name}_sum {taken.seconds:.6f}"
    yield f"countersign_{name}_count {below}"


def _version() -> str:
    try:
        return version("countersign")
    except PackageNotFoundError:
        return "unknown"
