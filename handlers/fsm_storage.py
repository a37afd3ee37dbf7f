"""The dialogue's memory: aiogram's FSM storage over the lane of the update being handled.

Nothing is written while a handler runs; what it changed is kept in the transaction that marks the update done. So a
replay after a crash starts from the very state the first try started from.
"""

import json
from collections.abc import Mapping
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey


class Memory(BaseStorage):
    """One dialogue per sender, held only while the sender's lane is worked on."""

    def __init__(self) -> None:
        self._user_queues: dict[int, dict[str, Any]] = {}
        self._kept: dict[int, bytes] = {}

    def recall(self, sender: int, memory: bytes) -> None:
        """Take up a lane's memory as it was kept (JSON bytes, empty when new)."""
        self._kept[sender] = memory
        self._user_queues[sender] = json.loads(memory) if memory else {}

    def changed(self, sender: int) -> bytes | None:
        """Return the memory to keep; None when it is as it was."""
        user_queue = {key: value for key, value in self._user_queues[sender].items() if value}
        memory = json.dumps(user_queue, ensure_ascii=False, sort_keys=True).encode() if user_queue else b""
        return None if memory == self._kept[sender] else memory

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
