"""One bot's queue of updates. An update stays until the bot confirms it; nothing is ever lost on the way to the bot."""

import asyncio
import random
from collections import deque
from itertools import takewhile

from sandbox.wire import JsonObject

KEPT_UPDATES = 50_000
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
FIRST_ID_BELOW = 900_000_000


class Updates:
    """Pending updates in order of their ids, which start anywhere and grow."""

    def __init__(self) -> None:
        self._next_id = random.randrange(100_000_000, FIRST_ID_BELOW)  # noqa: S311 - an id to start with, no secret
        self._pending: dict[int, JsonObject] = {}
        self.made: deque[JsonObject] = deque(maxlen=KEPT_UPDATES)
        self.allowed: frozenset[str] = frozenset()
        self._news = asyncio.Event()

    def __len__(self) -> int:
        return len(self._pending)

    def add(self, kind: str, content: JsonObject) -> JsonObject | None:
        """Queue one update of `kind` under the next id; None when the bot does not want that kind."""
        if not self.wants(kind):
            return None
        update: JsonObject = {"update_id": self._next_id, kind: content}
        self._pending[self._next_id] = update
        self._next_id += 1
        self.made.append(update)
        self._news.set()
        return update

    def put(self, update: JsonObject) -> None:
        """Queue a hand-made update; one without an id gets the next."""
        update_id = int(update.setdefault("update_id", self._next_id))
        self._next_id = max(self._next_id, update_id + 1)
        self.made.append(update)
        self._insert(update)

    def _insert(self, update: JsonObject) -> None:
        self._pending[update["update_id"]] = update
        self._pending = dict(sorted(self._pending.items()))
        self._news.set()

    def redeliver(self, update_id: int) -> JsonObject | None:
        """Put an update that was made before in front of the bot again, with its old id."""
        for update in self.made:
            if update["update_id"] == update_id:
                self._insert(update)
                return update
        return None

    def wants(self, kind: str) -> bool:
        """Tell whether updates of `kind` are made for this bot."""
        return kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT

    def pending(self, limit: int) -> list[JsonObject]:
        """Give the oldest pending updates, `limit` at most."""
        return [update for update, _ in zip(self._pending.values(), range(limit), strict=False)]

    def confirm_below(self, offset: int) -> None:
        """Forget the updates with ids below `offset`; a negative one keeps only that many of the newest."""
        if offset < 0:
            ids = list(self._pending)[:offset]
        else:
            ids = list(takewhile(lambda update_id: update_id < offset, self._pending))
        for update_id in ids:
            del self._pending[update_id]

    def confirm(self, update_id: int) -> None:
        """Forget one update, which a webhook took."""
        self._pending.pop(update_id, None)

    def has(self, update_id: int) -> bool:
        """Tell whether an update is pending."""
        return update_id in self._pending

    def clear(self) -> None:
        """Forget every pending update (``drop_pending_updates``)."""
        self._pending.clear()

    def wake(self) -> None:
        """Let whoever waits look again."""
        self._news.set()

    async def wait(self, seconds: float) -> None:
        """Return once something is pending or somebody wakes, or after `seconds`."""
        if self._pending:
            return
        await self.wait_for_news(seconds)

    async def wait_for_news(self, seconds: float) -> None:
        """Return when something is added or somebody wakes, or after `seconds`."""
        self._news.clear()
        try:
            await asyncio.wait_for(self._news.wait(), seconds)
        except TimeoutError:
            return
