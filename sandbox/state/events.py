"""What happened, in order, for whoever watches. It keeps the last few thousand events, waits for no watcher."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.wire import JsonObject

KEPT_EVENTS = 5000


@dataclass(frozen=True, slots=True)
class Event:
    """One change; `render` is asked only when somebody looks, because most events of a benchmark nobody looks at."""

    sequence: int
    kind: str
    render: Callable[[], JsonObject]

    def view(self) -> JsonObject:
        """Give the event's data line."""
        return {"sequence": self.sequence, "kind": self.kind, **self.render()}


class Events:
    """The one counter of changes, and the changes last counted."""

    def __init__(self) -> None:
        self.sequence = 0
        self._kept: deque[Event] = deque(maxlen=KEPT_EVENTS)
        self._news = asyncio.Event()

    def publish(self, kind: str, render: Callable[[], JsonObject]) -> int:
        """Count one change and give its number."""
        self.sequence += 1
        self._kept.append(Event(self.sequence, kind, render))
        if not self._news.is_set():
            self._news.set()
        return self.sequence

    def after(self, sequence: int) -> list[Event]:
        """Give the kept events beyond `sequence`, oldest first."""
        newer: list[Event] = []
        for event in reversed(self._kept):
            if event.sequence <= sequence:
                break
            newer.append(event)
        newer.reverse()
        return newer

    def lost_after(self, sequence: int) -> bool:
        """Tell whether some event beyond `sequence` is no longer kept (or `sequence` is from another life)."""
        oldest = self._kept[0].sequence if self._kept else self.sequence + 1
        return sequence > self.sequence or sequence < oldest - 1

    async def wait_beyond(self, sequence: int, seconds: float) -> bool:
        """Wait until something newer than `sequence` happened; False when `seconds` passed without."""
        if self.sequence > sequence:
            return True
        if self._news.is_set():
            self._news = asyncio.Event()
        try:
            await asyncio.wait_for(self._news.wait(), max(seconds, 0))
        except TimeoutError:
            return self.sequence > sequence
        return True
