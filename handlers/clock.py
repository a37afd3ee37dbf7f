"""The clock of a demonstration: it follows the sandbox's offset, so that a demonstration can move time forward."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import aiohttp
import structlog

log = structlog.get_logger(__name__)


def system_clock() -> datetime:
    """Return the system's time."""
    return datetime.now(UTC)


@dataclass(slots=True)
class SandboxClock:
    """The system's time plus the offset that the sandbox announces at `url`; the next request acknowledges it.

    `changed` is called after each jump.
    """

    url: str
    offset: timedelta = timedelta(0)
    version: int = -1
    changed: Callable[[], None] | None = None

    def __call__(self) -> datetime:
        """Return the sandbox's time."""
        return datetime.now(UTC) + self.offset

    async def look(self) -> None:
        """Fetch the sandbox's offset once, before anything is done."""
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as session:
            await self._once(session)

    async def follow(self) -> None:
        """Long-poll for changes until cancelled; while the sandbox is unavailable the last offset holds."""
        timeout = aiohttp.ClientTimeout(total=40)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            while True:
                try:
                    await self._once(session)
                except (aiohttp.ClientError, TimeoutError, OSError, ValueError, KeyError) as error:
                    log.debug("sandbox clock unavailable", reason=type(error).__name__)
                    await asyncio.sleep(0.2)

    async def _once(self, session: aiohttp.ClientSession) -> None:
        async with session.get(self.url, params={"seen": str(self.version)}) as response:
            answer = await response.json()
        self.offset = timedelta(seconds=float(answer["offset_seconds"]))
        jumped, self.version = self.version != int(answer["version"]), int(answer["version"])
        if jumped and self.changed:
            self.changed()
