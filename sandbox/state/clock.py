"""The sandbox's time: real time plus an offset that tests push. It knows who has noticed a push."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

from sandbox.wire import JsonObject

POLLER_FORGOTTEN_AFTER = 60.0  # seconds without a word: gone, nobody waits for it


class Clock:
    """Real time plus `offset_seconds`; `version` counts the pushes."""

    def __init__(self) -> None:
        self.offset_seconds = 0.0
        self.version = 1
        self._moved = asyncio.Event()
        self._acknowledged = asyncio.Event()
        self._pollers: dict[str, tuple[int, float]] = {}

    def now(self) -> datetime:
        """Give the sandbox's present, aware UTC."""
        return datetime.now(UTC) + timedelta(seconds=self.offset_seconds)

    def unix(self) -> int:
        """Give the present in whole seconds, as the Bot API dates messages."""
        return int(time.time() + self.offset_seconds)

    def view(self) -> JsonObject:
        """Give the control API's Clock."""
        return {
            "version": self.version,
            "offset_seconds": self.offset_seconds,
            "now": self.now().isoformat(),
        }

    def move_to(self, offset_seconds: float) -> None:
        """Set the offset; every waiting poller is answered at once."""
        self.offset_seconds = offset_seconds
        self.version += 1
        self._moved.set()
        self._moved = asyncio.Event()

    async def wait_for_a_move(self, poller: str, seen: int, seconds: float) -> None:
        """Return at once when `seen` is not the present version, else at the next move or after `seconds`."""
        self._hears(poller, seen)
        if seen != self.version:
            return
        try:
            await asyncio.wait_for(self._moved.wait(), seconds)
        except TimeoutError:
            return

    def _hears(self, poller: str, seen: int) -> None:
        self._pollers[poller] = (seen, time.monotonic())
        self._acknowledged.set()

    def everyone_knows(self) -> bool:
        """Tell whether every poller heard in the last minute has acknowledged the present version."""
        recent = time.monotonic() - POLLER_FORGOTTEN_AFTER
        return all(seen == self.version for seen, at in self._pollers.values() if at >= recent)

    async def wait_until_everyone_knows(self, seconds: float) -> bool:
        """Wait for the acknowledgements; False when `seconds` passed without all of them."""
        deadline = time.monotonic() + seconds
        while not self.everyone_knows():
            self._acknowledged.clear()
            try:
                await asyncio.wait_for(self._acknowledged.wait(), deadline - time.monotonic())
            except TimeoutError:
                return False
        return True
