"""Events in order. The last few thousand are kept, so that a slow reader delays nobody."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.encoding import JsonObject

KEPT_EVENTS = 5000


@dataclass(frozen=True, slots=True)
class Event:
    """One event. `render` is called only when the event is read, because most events of a benchmark never are."""

    sequence: int
    kind: str
    render: Callable[[], JsonObject]

    def view(self) -> JsonObject:
        """Return the event's data line."""
        return {"sequence": self.sequence, "kind": self.kind, **self.render()}


class Events:
    """The counter of events, and the latest events."""

    def __init__(self) -> None:
        self.sequence = 0
        self._kept: deque[Event] = deque(maxlen=KEPT_EVENTS)
        self._published = asyncio.Event()

    def publish(self, kind: str, render: Callable[[], JsonObject]) -> int:
        """Publish an event and return its sequence."""
        self.sequence += 1
        self._kept.append(Event(self.sequence, kind, render))
        if not self._published.is_set():
            self._published.set()
        return self.sequence

    def after(self, sequence: int) -> list[Event]:
        """Return the kept events after `sequence`, oldest first."""
        newer: list[Event] = []
        for event in reversed(self._kept):
            if event.sequence <= sequence:
                break
            newer.append(event)
        newer.reverse()
        return newer

    def lost_after(self, sequence: int) -> bool:
        """Return whether an event after `sequence` is no longer kept, or `sequence` is of an earlier run."""
        oldest = self._kept[0].sequence if self._kept else self.sequence + 1
        return sequence > self.sequence or sequence < oldest - 1

    async def wait_for_newer(self, sequence: int, seconds: float) -> bool:
        """Wait for an event after `sequence`; return False when `seconds` pass without one."""
        if self.sequence > sequence:
            return True
        if self._published.is_set():
            self._published = asyncio.Event()
        try:
            await asyncio.wait_for(self._published.wait(), max(seconds, 0))
        except TimeoutError:
            return self.sequence > sequence
        return True
