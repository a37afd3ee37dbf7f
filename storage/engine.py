"""The engines: SQLite as it must be set to lose nothing, PostgreSQL as it comes.

SQLite runs in WAL with `synchronous=FULL`: under NORMAL a power cut takes back commits that people were already told
of (an update acknowledged to Telegram, a signature confirmed, a live code used up). Every transaction that may write
starts with BEGIN IMMEDIATE, so two processes queue for the file instead of failing when a reader turns writer. One
process holds one such connection: who waits for it is served in order, where SQLite itself would only sleep and retry.
"""

import sqlite3
from pathlib import Path
from typing import Any, Final

from aiosqlite import Connection
from sqlalchemy import URL, event, make_url
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.driver import OneTripConnection

BUSY_SECONDS: Final = 60
"""How long a write waits for another to end: longer than the import of a large staff list."""

_SILENT: Final[dict[str, Any]] = {"hide_parameters": True}  # errors are logged, and parameters name people
_READERS: Final = 4
_POSTGRES_CONNECTIONS: Final = 10
_POSTGRES_MORE: Final = 10


def open_engine(url: str) -> AsyncEngine:
    """Open the engine of a database: ``sqlite+aiosqlite:///…`` or ``postgresql+asyncpg://…``."""
    address = make_url(url)
    match address.get_backend_name():
        case "sqlite":
            return _sqlite(address, connections=1, begin="BEGIN IMMEDIATE")
        case "postgresql":
            return _postgres(address)
        case other:
            raise ValueError(f"no storage speaks {other!r}: use sqlite+aiosqlite or postgresql+asyncpg")


def open_readers(engine: AsyncEngine) -> AsyncEngine:
    """Open the engine for reading beside `engine`: SQLite's readers wait for no writer; else the same one."""
    if engine.dialect.name != "sqlite":
        return engine
    return _sqlite(engine.url, connections=_READERS, begin="BEGIN", query_only=True)


def _postgres(url: URL) -> AsyncEngine:
    sizes = {"pool_size": _POSTGRES_CONNECTIONS, "max_overflow": _POSTGRES_MORE}
    engine = create_async_engine(url, **sizes, pool_pre_ping=True, **_SILENT)

    def on_error(context: ExceptionContext) -> None:
        # PostgreSQL's details quote the row, and a traceback shows them: names do not belong in a log.
        cause: Any = context.original_exception.__cause__
        if getattr(cause, "detail", None):
            cause.detail = None

    event.listen(engine.sync_engine, "handle_error", on_error)
    return engine


def _sqlite(url: URL, *, connections: int, begin: str, query_only: bool = False) -> AsyncEngine:
    if not url.database or url.database.startswith((":", "file:")):
        raise ValueError("SQLite needs a file: sqlite+aiosqlite:///data/countersign.db")
    path = Path(url.database)
    pragmas = ["journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"] + (["query_only=ON"] if query_only else [])

    def connect() -> sqlite3.Connection:
        # No isolation level: the driver must not begin by itself, DEFERRED and only before some statements.
        path.touch(mode=0o600)  # what stands beside the file (WAL, shared memory) takes its mode
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    async def creator() -> Connection:
        return await OneTripConnection(connect, begin)

    return create_async_engine(
        url, async_creator=creator, pool_size=connections, max_overflow=0, pool_timeout=BUSY_SECONDS, **_SILENT
    )


if sqlite3.sqlite_version_info < (3, 35):  # pragma: no cover - RETURNING came with 3.35
    raise ImportError(f"SQLite {sqlite3.sqlite_version} is too old: 3.35 or newer is needed")
