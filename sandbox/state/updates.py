"""The queue of updates of one bot. An update stays in the queue until the bot confirms it."""

import asyncio
import random
import time
from collections import deque
from collections.abc import Callable
from itertools import takewhile

from sandbox.encoding import JsonObject

KEPT_UPDATES = 50_000
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
KEPT_SECONDS = 24 * 3600  # Bot API, "Getting updates"
KEPT_SHORTLY = {"callback_query": 150}  # as the Bot API server has it
FIRST_ID_RANGE = (100_000_000, 900_000_000)


class Updates:
    """Pending updates in order of their ids, which start at a random number. An old one is dropped.

    `now` is the clock by which updates grow old, in seconds.
    """

    def __init__(self) -> None:
        self._next_id = random.randrange(*FIRST_ID_RANGE)  # noqa: S311 - no secret
        self.now: Callable[[], float] = time.time
        self._pending: dict[int, JsonObject] = {}
        self._ends: dict[int, float] = {}
        self._next_end = float("inf")
        self.history: deque[JsonObject] = deque(maxlen=KEPT_UPDATES)
        self.allowed: frozenset[str] = frozenset()
        self._changed = asyncio.Event()

    def __len__(self) -> int:
        self._drop_old()
        return len(self._pending)

    def add(self, kind: str, content: JsonObject) -> JsonObject | None:
        """Queue an update under the next id; return None when the bot does not allow updates of `kind`."""
        if not self.is_allowed(kind):
            return None
        update: JsonObject = {"update_id": self._next_id, kind: content}
        self._pending[self._next_id] = update
        self._set_end(update)
        self._next_id += 1
        self.history.append(update)
        self._changed.set()
        return update

    def insert(self, update: JsonObject) -> None:
        """Queue a given update; one without an id gets the next id."""
        update_id = int(update.setdefault("update_id", self._next_id))
        self._next_id = max(self._next_id, update_id + 1)
        self.history.append(update)
        self._insert(update)

    def _insert(self, update: JsonObject) -> None:
        self._pending[update["update_id"]] = update
        self._set_end(update)
        self._pending = dict(sorted(self._pending.items()))
        self._changed.set()

    def _set_end(self, update: JsonObject) -> None:
        kind = next((name for name in update if name != "update_id"), "")
        end = self.now() + KEPT_SHORTLY.get(kind, KEPT_SECONDS)
        self._ends[update["update_id"]] = end
        self._next_end = min(self._next_end, end)

    def _drop_old(self) -> None:
        now = self.now()
        if now < self._next_end:
            return
        self._ends = {update_id: end for update_id, end in self._ends.items() if update_id in self._pending}
        for update_id in [update_id for update_id, end in self._ends.items() if end <= now]:
            del self._pending[update_id], self._ends[update_id]
        self._next_end = min(self._ends.values(), default=float("inf"))

    def redeliver(self, update_id: int) -> JsonObject | None:
        """Queue an earlier update again under its old id; return None when there was none."""
        for update in self.history:
            if update["update_id"] == update_id:
                self._insert(update)
                return update
        return None

    def is_allowed(self, kind: str) -> bool:
        """Return whether the bot receives updates of `kind`."""
        return kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT

    def pending(self, limit: int) -> list[JsonObject]:
        """Return the oldest pending updates, at most `limit`."""
        self._drop_old()
        return [update for update, _ in zip(self._pending.values(), range(limit), strict=False)]

    def confirm_below(self, offset: int) -> None:
        """Remove the updates with ids below `offset`; a negative offset keeps only so many of the newest updates."""
        if offset < 0:
            ids = list(self._pending)[:offset]
        else:
            ids = list(takewhile(lambda update_id: update_id < offset, self._pending))
        for update_id in ids:
            del self._pending[update_id]

    def confirm(self, update_id: int) -> None:
        """Remove one update, which a webhook has received."""
        self._pending.pop(update_id, None)

    def has(self, update_id: int) -> bool:
        """Return whether an update is pending."""
        self._drop_old()
        return update_id in self._pending

    def clear(self) -> None:
        """Remove all pending updates (``drop_pending_updates``)."""
        self._pending.clear()

    def wake(self) -> None:
        """Wake those who wait for a change."""
        self._changed.set()

    async def wait(self, seconds: float) -> None:
        """Return when an update is pending, at the next change, or after `seconds`."""
        if len(self):
            return
        await self.wait_for_change(seconds)

    async def wait_for_change(self, seconds: float) -> None:
        """Return when an update is added, when woken, or after `seconds`."""
        self._changed.clear()
        try:
            await asyncio.wait_for(self._changed.wait(), seconds)
        except TimeoutError:
            return
