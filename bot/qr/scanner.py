"""Reads the codes of a picture in a worker process, where hostile bytes cannot harm other tasks."""

from collections.abc import Collection
from dataclasses import dataclass

from bot.qr.scan import Scan, ScanStatus, rereads, scan
from bot.workers.errors import WorkersUnavailableError, WorkFailed
from bot.workers.pool import Priority, Work, WorkerPool


@dataclass(frozen=True, slots=True)
class CodeScanner:
    """Reads pictures for people on duty; never raises because of a picture."""

    workers: WorkerPool

    async def scan(self, picture: bytes, *, barcodes: bool = False) -> Scan:
        """Read all QR codes, and bar codes where wanted.

        GAVE_UP if the worker had to be killed, UNAVAILABLE if there was none.
        """
        try:
            return await self.workers.run(Work.PICTURE, Priority.PERSON, scan, picture, barcodes=barcodes)
        except WorkFailed:
            return Scan(ScanStatus.GAVE_UP)
        except WorkersUnavailableError:
            return Scan(ScanStatus.UNAVAILABLE)

    async def rereads(self, picture: bytes, texts: Collection[str]) -> frozenset[str]:
        """Return those of `texts` that two different readers find; none where no reader was available."""
        try:
            return await self.workers.run(Work.PICTURE, Priority.PERSON, rereads, picture, texts)
        except (WorkFailed, WorkersUnavailableError):
            return frozenset()
