"""The sandbox's clock: real time plus an offset, and which pollers have acknowledged the latest change of it."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

from sandbox.encoding import JsonObject

POLLER_TIMEOUT = 60.0  # seconds; a poller that has not asked for so long is not waited for


class Clock:
    """Real time plus `offset_seconds`; `version` counts the changes of the offset."""

    def __init__(self) -> None:
        self.offset_seconds = 0.0
        self.version = 1
        self._changed = asyncio.Event()
        self._acknowledged = asyncio.Event()
        self._pollers: dict[str, tuple[int, float]] = {}

    def now(self) -> datetime:
        """Return the present time, aware UTC."""
        return datetime.now(UTC) + timedelta(seconds=self.offset_seconds)

    def unix(self) -> int:
        """Return the present time in whole seconds, as in the Bot API's dates."""
        return int(time.time() + self.offset_seconds)

    def view(self) -> JsonObject:
        """Return the control API's Clock."""
        return {
            "version": self.version,
            "offset_seconds": self.offset_seconds,
            "now": self.now().isoformat(),
        }

    def move_to(self, offset_seconds: float) -> None:
        """Set the offset and wake every waiting poller."""
        self.offset_seconds = offset_seconds
        self.version += 1
        self._changed.set()
        self._changed = asyncio.Event()

    async def wait_for_change(self, poller: str, seen: int, seconds: float) -> None:
        """Return at once when `seen` is not the present version, else at the next change or after `seconds`."""
        self._acknowledge(poller, seen)
        if seen != self.version:
            return
        try:
            await asyncio.wait_for(self._changed.wait(), seconds)
        except TimeoutError:
            return

    def _acknowledge(self, poller: str, seen: int) -> None:
        self._pollers[poller] = (seen, time.monotonic())
        self._acknowledged.set()

    def all_acknowledged(self) -> bool:
        """Return whether every poller of the last minute has acknowledged the present version."""
        recent = time.monotonic() - POLLER_TIMEOUT
        return all(seen == self.version for seen, at in self._pollers.values() if at >= recent)

    async def wait_for_acknowledgements(self, seconds: float) -> bool:
        """Wait until all pollers have acknowledged; return False when `seconds` pass before that."""
        deadline = time.monotonic() + seconds
        while not self.all_acknowledged():
            self._acknowledged.clear()
            try:
                await asyncio.wait_for(self._acknowledged.wait(), deadline - time.monotonic())
            except TimeoutError:
                return False
        return True
