"""Opens the database engines: one writer and several readers on SQLite, one pool on PostgreSQL.

SQLite runs in WAL mode with ``synchronous=FULL``: with NORMAL, a power cut undoes commits that people were already
told about (an update acknowledged to Telegram, a confirmed signature, a used live code). The writing engine has one
connection, so the writers of a process queue for it instead of polling for SQLite's lock. Its transactions start
with ``BEGIN IMMEDIATE``: with a plain ``BEGIN``, two processes that read first and write then would both fail.

The readers are in autocommit mode: each statement sees what was committed when it began, which is what reading on
PostgreSQL (READ COMMITTED) means too. ``BEGIN`` and ``COMMIT`` would be half of a read's trips to SQLite's thread.
"""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, AsyncAdaptedQueuePool, Connection, Dialect, PoolProxiedConnection, event, make_url
from sqlalchemy import exc as errors
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, PoolResetState

from bot.errors import UnavailableError
from storage.unavailable import all_connections_busy, postgres_unavailable, sqlite_unavailable, unreachable

BUSY_SECONDS: Final = 60
"""How long to wait for a connection or for another process's write: longer than the import of a large staff list."""

_SINGLE_STATEMENTS: Final = "single_statements"
_READERS: Final = 4
_POSTGRES_CONNECTIONS: Final = 10
_POSTGRES_MORE: Final = 10
_PRAGMAS: Final = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "foreign_keys": "ON",
    "secure_delete": "ON",  # erased data must not stay in the file's free pages
}


def open_engine(url: str | URL) -> AsyncEngine:
    """Open the engine of a database: ``sqlite+aiosqlite:///…`` or ``postgresql+asyncpg://…``."""
    address = make_url(url)
    match address.get_backend_name():
        case "sqlite":
            return _sqlite_writer(address)
        case "postgresql":
            return _postgres(address)
        case other:
            raise ValueError(f"no storage speaks {other!r}: use sqlite+aiosqlite or postgresql+asyncpg")


def open_readers(engine: AsyncEngine) -> AsyncEngine:
    """Open a read-only engine beside `engine`, whose statements wait for no writer; on PostgreSQL return `engine`."""
    return _sqlite_readers(engine.url) if engine.dialect.name == "sqlite" else engine


def single_statements(engine: AsyncEngine) -> AsyncEngine:
    """Return the engine for transactions of one statement, which SQLite needs not be told to begin.

    A further statement in such a block is a transaction of its own on SQLite; on PostgreSQL the block is one.
    """
    return engine.execution_options(**{_SINGLE_STATEMENTS: True})


@asynccontextmanager
async def snapshot(readers: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Open a read-only transaction whose statements all see the same moment."""
    if readers.dialect.name == "postgresql":
        readers = readers.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    async with readers.connect() as connection:
        if readers.dialect.name == "sqlite":
            await connection.exec_driver_sql("BEGIN")  # rolled back when the connection is returned
        yield connection


async def empty_write_ahead_log(engine: AsyncEngine) -> None:
    """Move SQLite's write-ahead log into the database file and cut it to nothing.

    The log contains what `secure_delete` wiped from the file until a later write takes its place. A reader, another
    writer or a full disk leaves it for the next time.
    """
    if engine.dialect.name == "sqlite":
        with suppress(sqlite3.OperationalError):
            connection = await engine.raw_connection()
            try:
                await _truncate(connection.driver_connection)
            finally:
                connection.close()


async def _truncate(driver: Any) -> None:  # noqa: ANN401 - the driver tells no type
    # Waiting for a reader, such as a backup, would hold up every writer.
    await driver.execute("PRAGMA busy_timeout=0")
    try:
        await driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        await driver.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")


class _Pool(AsyncAdaptedQueuePool):
    """A pool that raises UnavailableError when no connection becomes free in time."""

    def connect(self) -> PoolProxiedConnection:
        try:
            return super().connect()
        except errors.TimeoutError as error:
            raise all_connections_busy() from error


def _sqlite_writer(url: URL) -> AsyncEngine:
    engine = _sqlite(url, _PRAGMAS, pool_size=1)
    event.listen(engine.sync_engine, "begin", _begin_immediate)
    return engine


def _sqlite_readers(url: URL) -> AsyncEngine:
    pragmas = _PRAGMAS | {"query_only": "ON"}
    return _sqlite(url, pragmas, pool_size=_READERS, isolation_level="AUTOCOMMIT", skip_autocommit_rollback=True)


def _sqlite(url: URL, pragmas: dict[str, str], **options: Any) -> AsyncEngine:  # noqa: ANN401 - as SQLAlchemy has them
    """Open an engine whose transactions the driver does not begin, as SQLAlchemy's SQLite documentation recommends."""
    if not url.database or url.database.startswith((":", "file:")):
        raise ValueError("SQLite needs a file: sqlite+aiosqlite:///data/countersign.db")
    engine = create_async_engine(
        url,
        poolclass=_Pool,
        max_overflow=0,
        pool_timeout=BUSY_SECONDS,
        pool_use_lifo=True,
        pool_reset_on_return=None,  # see `_reset`
        connect_args={"isolation_level": None, "timeout": BUSY_SECONDS},
        hide_parameters=True,  # errors are logged, and parameters name people
        **options,
    )
    event.listen(engine.sync_engine, "do_connect", _create_private_file)
    event.listen(engine.sync_engine, "connect", partial(_set_pragmas, pragmas))
    event.listen(engine.sync_engine, "reset", _reset)
    event.listen(engine.sync_engine, "invalidate", _roll_back)
    event.listen(engine.sync_engine, "handle_error", sqlite_unavailable)
    return engine


def _create_private_file(_dialect: Dialect, _record: ConnectionPoolEntry, given: list[Any], _: dict[str, Any]) -> None:
    """Create the file readable for its owner only; SQLite gives the WAL and shared memory files the same mode."""
    Path(given[0]).touch(mode=0o600)


def _set_pragmas(pragmas: dict[str, str], connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for name, value in pragmas.items():
        cursor.execute(f"PRAGMA {name}={value}")
    cursor.close()


def _begin_immediate(connection: Connection) -> None:
    """Begin a transaction, unless the connection is for single statements: SQLite makes each of them one by itself."""
    if not connection.get_execution_options().get(_SINGLE_STATEMENTS):
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _reset(connection: Any, _: ConnectionPoolEntry, state: PoolResetState) -> None:  # noqa: ANN401 - the driver's adapter
    """Roll back what is still open, as after a failed commit; SQLAlchemy's own reset costs a switch of threads."""
    if state.asyncio_safe and connection.driver_connection.in_transaction:
        connection.rollback()


def _roll_back(connection: DBAPIConnection, _record: ConnectionPoolEntry, _error: BaseException | None) -> None:
    """End the transaction of a cancelled statement: closing alone keeps its lock while the cursor is not collected."""
    connection.rollback()


def _postgres(url: URL) -> AsyncEngine:
    engine = create_async_engine(
        url,
        poolclass=_Pool,
        pool_size=_POSTGRES_CONNECTIONS,
        max_overflow=_POSTGRES_MORE,
        pool_timeout=BUSY_SECONDS,
        pool_pre_ping=True,
        hide_parameters=True,  # errors are logged, and parameters name people
    )
    event.listen(engine.sync_engine, "do_connect", _connect_postgres)
    event.listen(engine.sync_engine, "handle_error", _on_postgres_error)
    return engine


def _connect_postgres(dialect: Dialect, _: object, given: Any, named: Any) -> Any:  # noqa: ANN401 - as the driver has it
    try:
        return dialect.connect(*given, **named)
    except OSError as error:
        raise unreachable() from error


def _on_postgres_error(context: ExceptionContext) -> UnavailableError | None:
    """Remove the details, which quote the row, before the error is logged."""
    event_id: Any = context.original_exception.__cause__
    if getattr(event_id, "detail", None):
        event_id.detail = None
    return postgres_unavailable(context)


if sqlite3.sqlite_version_info < (3, 35):  # pragma: no cover - RETURNING came with 3.35
    raise ImportError(f"SQLite {sqlite3.sqlite_version} is too old: 3.35 or newer is needed")
