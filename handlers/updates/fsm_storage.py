"""aiogram's FSM storage over the queue of the update being handled.

Nothing is written while a handler runs; its changes are stored in the transaction that marks the update as done. A
replay after a crash therefore starts from the same state as the first try.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey

SECRET = "secret"
"""Key of the FSM data: what must not outlive an abandoned dialogue. It is stored separately, belongs to the state in
which it was entered, and is erased with that state or in minutes."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """A queue's memory as it is stored (JSON bytes, empty when there is nothing)."""

    memory: bytes = b""
    secret: bytes = b""


class Memory(BaseStorage):
    """One dialogue per sender, held only while the sender's queue is being handled."""

    def __init__(self) -> None:
        self._user_queues: dict[int, dict[str, Any]] = {}
        self._kept: dict[int, Remembered] = {}

    def recall(self, sender: int, kept: Remembered) -> None:
        """Load the memory of a queue."""
        self._kept[sender] = kept
        user_queue = json.loads(kept.memory) if kept.memory else {}
        if kept.secret:
            user_queue["data"] = {**(user_queue.get("data") or {}), SECRET: json.loads(kept.secret)}
        self._user_queues[sender] = user_queue

    def changed(self, sender: int) -> Remembered | None:
        """Return the memory to store; None when it is unchanged."""
        user_queue = dict(self._user_queues[sender])
        user_queue["data"] = dict(user_queue.get("data") or {})
        secret = user_queue["data"].pop(SECRET, None)
        remembered = Remembered(_written({key: value for key, value in user_queue.items() if value}), _written(secret))
        return None if remembered == self._kept[sender] else remembered

    def forget(self, sender: int) -> None:
        """Release a queue."""
        self._user_queues.pop(sender, None)
        self._kept.pop(sender, None)

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Set the state. Another state begins without a secret."""
        user_queue, entered = self._user_queue(key), state.state if isinstance(state, State) else state
        if user_queue.get("state") != entered:
            user_queue["data"] = {
                name: value for name, value in (user_queue.get("data") or {}).items() if name != SECRET
            }
        user_queue["state"] = entered

    async def get_state(self, key: StorageKey) -> str | None:
        """Return the state."""
        state: str | None = self._user_queue(key).get("state")
        return state

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Replace the data; JSON values only."""
        self._user_queue(key)["data"] = dict(data)

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """Return the data."""
        return dict(self._user_queue(key).get("data") or {})

    async def close(self) -> None:
        """Do nothing: there is nothing to close."""
        self._user_queues.clear()
        self._kept.clear()

    def _user_queue(self, key: StorageKey) -> dict[str, Any]:
        return self._user_queues.setdefault(key.user_id, {})


def _written(value: dict[str, Any] | None) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode() if value else b""
