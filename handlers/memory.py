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
        self._lanes: dict[int, dict[str, Any]] = {}
        self._kept: dict[int, bytes] = {}

    def recall(self, sender: int, memory: bytes) -> None:
        """Take up a lane's memory as it was kept (JSON bytes, empty when new)."""
        self._kept[sender] = memory
        self._lanes[sender] = json.loads(memory) if memory else {}

    def changed(self, sender: int) -> bytes | None:
        """Answer the memory to keep; None when it is as it was."""
        lane = {key: value for key, value in self._lanes[sender].items() if value}
        memory = json.dumps(lane, ensure_ascii=False, sort_keys=True).encode() if lane else b""
        return None if memory == self._kept[sender] else memory

    def forget(self, sender: int) -> None:
        """Let go of a lane."""
        self._lanes.pop(sender, None)
        self._kept.pop(sender, None)

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Name what the bot waits for."""
        self._lane(key)["state"] = state.state if isinstance(state, State) else state

    async def get_state(self, key: StorageKey) -> str | None:
        """Answer what the bot waits for."""
        state: str | None = self._lane(key).get("state")
        return state

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Replace what the dialogue has gathered; JSON values only."""
        self._lane(key)["data"] = dict(data)

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """Answer what the dialogue has gathered."""
        return dict(self._lane(key).get("data") or {})

    async def close(self) -> None:
        """Hold nothing."""
        self._lanes.clear()
        self._kept.clear()

    def _lane(self, key: StorageKey) -> dict[str, Any]:
        return self._lanes.setdefault(key.user_id, {})
