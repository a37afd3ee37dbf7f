"""aiogram's storage of dialogues over the peer's database."""

from collections.abc import Mapping
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, DefaultKeyBuilder, StateType, StorageKey
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from benchmarks.peer.models import Dialogue


class DatabaseStorage(BaseStorage):
    """Keeps one row for each dialogue."""

    def __init__(self, sessions: async_sessionmaker[AsyncSession]) -> None:
        self.sessions = sessions
        self.keys = DefaultKeyBuilder(with_bot_id=True)

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Store what the bot waits for."""
        async with self.sessions.begin() as session:
            dialogue = await self._get_or_add(session, key)
            dialogue.state = state.state if isinstance(state, State) else state

    async def get_state(self, key: StorageKey) -> str | None:
        """Return what the bot waits for."""
        async with self.sessions() as session:
            dialogue = await session.get(Dialogue, self.keys.build(key))
            return dialogue.state if dialogue else None

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Store what the dialogue has gathered."""
        async with self.sessions.begin() as session:
            dialogue = await self._get_or_add(session, key)
            dialogue.data = dict(data)

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """Return what the dialogue has gathered."""
        async with self.sessions() as session:
            dialogue = await session.get(Dialogue, self.keys.build(key))
            return dict(dialogue.data) if dialogue else {}

    async def close(self) -> None:
        """Do nothing: the engine is disposed of elsewhere."""

    async def _get_or_add(self, session: AsyncSession, key: StorageKey) -> Dialogue:
        name = self.keys.build(key)
        dialogue = await session.get(Dialogue, name)
        if dialogue is None:
            dialogue = Dialogue(key=name, state=None, data={})
            session.add(dialogue)
        return dialogue
