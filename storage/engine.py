"""The engines: SQLite as it must be set to lose nothing, PostgreSQL as it comes.

SQLite runs in WAL with `synchronous=FULL`: under NORMAL a power cut takes back commits that people were already told
of (an update acknowledged to Telegram, a signature confirmed, a live code used up). Every transaction that may write
starts with BEGIN IMMEDIATE, so two processes queue for the file instead of failing when a reader turns writer. One
process holds one such connection: who waits for it is served in order, where SQLite itself would only sleep and retry.
"""

import sqlite3
from typing import Final

from sqlalchemy import Connection, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_SECONDS: Final = 30
"""How long one process waits for another's write to end."""

_READERS: Final = 4
_POSTGRES_CONNECTIONS: Final = 10
_POSTGRES_MORE: Final = 10


def open_engine(url: str) -> AsyncEngine:
    """Open the engine of a database: ``sqlite+aiosqlite:///…`` or ``postgresql+asyncpg://…``."""
    match make_url(url).get_backend_name():
        case "sqlite":
            return _sqlite(url, connections=1, begin="BEGIN IMMEDIATE")
        case "postgresql":
            return create_async_engine(
                url, pool_size=_POSTGRES_CONNECTIONS, max_overflow=_POSTGRES_MORE, pool_pre_ping=True
            )
        case other:
            raise ValueError(f"no storage speaks {other!r}: use sqlite+aiosqlite or postgresql+asyncpg")


def open_readers(engine: AsyncEngine) -> AsyncEngine:
    """Open the engine for reading beside `engine`: SQLite's readers wait for no writer; else the same one."""
    if engine.dialect.name != "sqlite":
        return engine
    url = engine.url.render_as_string(hide_password=False)
    return _sqlite(url, connections=_READERS, begin="BEGIN", query_only=True)


def _sqlite(url: str, *, connections: int, begin: str, query_only: bool = False) -> AsyncEngine:
    engine = create_async_engine(
        url,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=BUSY_SECONDS,
        connect_args={"timeout": BUSY_SECONDS},
    )
    pragmas = ["journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_SECONDS * 1000}"]
    pragmas += ["query_only=ON"] if query_only else []

    def on_connect(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        # The driver must not begin by itself: it would begin DEFERRED, and only before some statements.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine.sync_engine, "connect", on_connect)
    event.listen(engine.sync_engine, "begin", on_begin)
    return engine


if sqlite3.sqlite_version_info < (3, 35):  # pragma: no cover - RETURNING came with 3.35
    raise ImportError(f"SQLite {sqlite3.sqlite_version} is too old: 3.35 or newer is needed")
