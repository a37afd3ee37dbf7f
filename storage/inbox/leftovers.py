"""Notifies every process on PostgreSQL that updates were left to whoever has room.

A notification may be lost with a connection, so processes also look from time to time. On SQLite there are no
notifications, because one process handles everything there.
"""

import asyncio
from collections.abc import Callable
from typing import Any, Final

import structlog
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

_CHANNEL: Final = "countersign_updates_left"
_TELL: Final = select(func.pg_notify(_CHANNEL, ""))
_HEARTBEAT_SECONDS: Final = 30.0

log = structlog.get_logger(__name__)


async def tell_left(connection: AsyncConnection) -> None:
    """Notify every process once this transaction is committed."""
    if connection.dialect.name != "sqlite":
        await connection.execute(_TELL)


async def listen(engine: AsyncEngine, heard: Callable[[], None]) -> None:
    """Call `heard` at every notification, on a connection of its own that is reopened when lost.

    Runs until cancelled.
    """
    if engine.dialect.name == "sqlite":
        await asyncio.Event().wait()
    while True:
        try:
            await _listen_once(engine, heard)
        except Exception as error:  # noqa: BLE001 - whatever it is, the rows are looked at all the same
            log.warning("no longer notified of released updates", reason=type(error).__name__)
            await asyncio.sleep(_HEARTBEAT_SECONDS / 10)


async def _listen_once(engine: AsyncEngine, heard: Callable[[], None]) -> None:
    async with engine.connect() as connection:
        driver: Any = (await connection.get_raw_connection()).driver_connection

        def told(*_: object) -> None:
            heard()

        await driver.add_listener(_CHANNEL, told)
        try:
            while True:
                await asyncio.sleep(_HEARTBEAT_SECONDS)
                await driver.fetchval("SELECT 1", timeout=_HEARTBEAT_SECONDS)
        finally:
            # Not given back to be used for something else: it would go on listening.
            await connection.invalidate()
