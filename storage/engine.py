"""The engines: SQLite as it must be set to lose nothing, PostgreSQL as it comes.

SQLite runs in WAL with `synchronous=FULL`: under NORMAL a power cut takes back commits that people were already told
of (an update acknowledged to Telegram, a signature confirmed, a live code used up). Every transaction that may write
starts with BEGIN IMMEDIATE, so two processes queue for the file instead of failing when a reader turns writer. One
process holds one such connection: who waits for it is served in order, where SQLite itself would only sleep and retry.
"""

import sqlite3
from typing import Any, Final, cast

from sqlalchemy import URL, Dialect, event, make_url
from sqlalchemy.engine import ExceptionContext

from bot.errors import UnavailableError
from storage.connection import AsyncEngine
from storage.sqlite import SqliteEngine
from storage.unavailable import postgres_unavailable, unreachable

_READERS: Final = 4
_POSTGRES_CONNECTIONS: Final = 10
_POSTGRES_MORE: Final = 10


def open_engine(url: str) -> AsyncEngine:
    """Open the engine of a database: ``sqlite+aiosqlite:///…`` or ``postgresql+asyncpg://…``."""
    address = make_url(url)
    match address.get_backend_name():
        case "sqlite":
            return _as_engine(SqliteEngine(address, connections=1, begin="BEGIN IMMEDIATE"))
        case "postgresql":
            return _postgres(address)
        case other:
            raise ValueError(f"no storage speaks {other!r}: use sqlite+aiosqlite or postgresql+asyncpg")


def open_readers(engine: AsyncEngine) -> AsyncEngine:
    """Open the engine for reading beside `engine`: SQLite's readers wait for no writer; else the same one."""
    if engine.dialect.name != "sqlite":
        return engine
    return _as_engine(SqliteEngine(engine.url, connections=_READERS, begin="BEGIN", query_only=True))


def _as_engine(engine: SqliteEngine) -> AsyncEngine:
    return cast("AsyncEngine", engine)  # it is called as one


def _postgres(url: URL) -> AsyncEngine:
    sizes = {"pool_size": _POSTGRES_CONNECTIONS, "max_overflow": _POSTGRES_MORE}
    # What goes wrong is logged, and parameters name people.
    from sqlalchemy.ext.asyncio import create_async_engine  # noqa: PLC0415 - see `storage.connection`

    engine = create_async_engine(url, **sizes, pool_pre_ping=True, hide_parameters=True)

    def on_error(context: ExceptionContext) -> UnavailableError | None:
        # PostgreSQL's details quote the row, and a traceback shows them: names do not belong in a log.
        event_id: Any = context.original_exception.__cause__
        if getattr(event_id, "detail", None):
            event_id.detail = None
        return postgres_unavailable(context)

    def on_connect(dialect: Dialect, _: object, given: Any, named: Any) -> Any:  # noqa: ANN401 - as the driver has it
        try:
            return dialect.connect(*given, **named)
        except OSError as error:
            raise unreachable() from error

    event.listen(engine.sync_engine, "handle_error", on_error)
    event.listen(engine.sync_engine, "do_connect", on_connect)
    return engine


if sqlite3.sqlite_version_info < (3, 35):  # pragma: no cover - RETURNING came with 3.35
    raise ImportError(f"SQLite {sqlite3.sqlite_version} is too old: 3.35 or newer is needed")
