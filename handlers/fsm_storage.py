"""The dialogue's memory: aiogram's FSM storage over the lane of the update being handled.

Nothing is written while a handler runs; what it changed is kept in the transaction that marks the update done. So a
replay after a crash starts from the very state the first try started from.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey

SECRET = "secret"
"""Key of the FSM data: what must not stay when a dialogue is abandoned. It is stored apart, and erased in minutes."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a lane remembers, as it is stored (JSON bytes, empty when there is nothing)."""

    memory: bytes = b""
    secret: bytes = b""


class Memory(BaseStorage):
    """One dialogue per sender, held only while the sender's lane is worked on."""

    def __init__(self) -> None:
        self._user_queues: dict[int, dict[str, Any]] = {}
        self._kept: dict[int, Remembered] = {}

    def recall(self, sender: int, kept: Remembered) -> None:
        """Take up what a lane remembers."""
        self._kept[sender] = kept
        user_queue = json.loads(kept.memory) if kept.memory else {}
        if kept.secret:
            user_queue["data"] = {**(user_queue.get("data") or {}), SECRET: json.loads(kept.secret)}
        self._user_queues[sender] = user_queue

    def changed(self, sender: int) -> Remembered | None:
        """Return what the lane is to remember; None when it is as it was."""
        user_queue = dict(self._user_queues[sender])
        user_queue["data"] = dict(user_queue.get("data") or {})
        secret = user_queue["data"].pop(SECRET, None)
        remembered = Remembered(_written({key: value for key, value in user_queue.items() if value}), _written(secret))
        return None if remembered == self._kept[sender] else remembered

    def forget(self, sender: int) -> None:
        """Let go of a lane."""
        self._user_queues.pop(sender, None)
        self._kept.pop(sender, None)

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Name what the bot waits for."""
        self._user_queue(key)["state"] = state.state if isinstance(state, State) else state

    async def get_state(self, key: StorageKey) -> str | None:
        """Return what the bot waits for."""
        state: str | None = self._user_queue(key).get("state")
        return state

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Replace what the dialogue has gathered; JSON values only."""
        self._user_queue(key)["data"] = dict(data)

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """Return what the dialogue has gathered."""
        return dict(self._user_queue(key).get("data") or {})

    async def close(self) -> None:
        """Hold nothing."""
        self._user_queues.clear()
        self._kept.clear()

    def _user_queue(self, key: StorageKey) -> dict[str, Any]:
        return self._user_queues.setdefault(key.user_id, {})


def _written(value: dict[str, Any] | None) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode() if value else b""
