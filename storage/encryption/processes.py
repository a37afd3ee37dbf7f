"""The running processes and their master keys, so that no row is moved under a key that one of them lacks."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.crypto.encryption import KEY_ID_BYTES, Cipher
from storage.repository import insert
from storage.tables import process

SEEN_WITHIN: Final = timedelta(minutes=2)
"""A process that was not seen for so long has ended."""


class SqlProcesses:
    """Implements `bot.monitoring.announce_process.RunningProcesses`; `cipher` has the keys of this process."""

    def __init__(self, engine: AsyncEngine, cipher: Cipher) -> None:
        self._engine, self._cipher = engine, cipher

    async def announce(self, name: str, now: datetime) -> None:
        """Record that a process of this name runs with our master keys; forget those that have ended."""
        seen = insert(self._engine.dialect.name, process)
        seen = seen.on_conflict_do_update(index_elements=[process.c.name], set_={"seen_at": seen.excluded.seen_at})
        async with self._engine.begin() as connection:
            await connection.execute(delete(process).where(process.c.seen_at <= now - SEEN_WITHIN))
            keys = b"".join(self._cipher.key_ids)
            await connection.execute(seen, {"name": name, "key_ids": keys, "seen_at": now})

    async def without_newest_key(self, now: datetime) -> list[str]:
        """Return the names of running processes that cannot read what our newest master key encrypts."""
        running = select(process.c.name, process.c.key_ids).where(process.c.seen_at > now - SEEN_WITHIN)
        async with self._engine.begin() as connection:
            rows = (await connection.execute(running.order_by(process.c.name))).all()
        return [name for name, key_ids in rows if self._cipher.newest_id not in _ids(key_ids)]


def _ids(joined: bytes) -> list[bytes]:
    return [joined[start : start + KEY_ID_BYTES] for start in range(0, len(joined), KEY_ID_BYTES)]
