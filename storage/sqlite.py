"""SQLite for asyncio: short statements on the event loop, in a thread what may take long.

A statement of an update costs SQLite less than going to a thread and back costs the loop. So it is executed and fetched
whole where it stands; the thread is for waiting for another process's write, for a commit to a disk that is slow, for
many rows or large values at once, and for a query that turns out long: stopped after some steps of SQLite's machine, it
is begun anew there. A connection is never in two places: the loop uses it while the thread has nothing to do.

The thread is aiosqlite's. `SqliteEngine` and `SqliteConnection` are called as SQLAlchemy's AsyncEngine and
AsyncConnection are, as far as the storage calls these; underneath is SQLAlchemy's own dialect of SQLite.
"""

import asyncio
import sqlite3
import time
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, Self, TypeVar, cast

import aiosqlite
from sqlalchemy import Connection, CursorResult, Dialect, Engine, Executable, NullPool, create_engine
from sqlalchemy.engine.url import URL
from sqlalchemy.exc import OperationalError

from storage.disk import Disk
from storage.prepared import Shelf
from storage.unavailable import sqlite_unavailable

BUSY_SECONDS: Final = 60
"""How long a write waits for another to end: longer than the import of a large staff list."""

SHORT_STEPS: Final = 50_000
"""Steps of SQLite's machine that a query may take on the event loop: about a millisecond's."""

_LOG_PAGES: Final = 1000  # SQLite's own default

_LARGE: Final = 64 * 1024  # bytes; writing more may take milliseconds
_MANY: Final = 100  # rows
_NOT_NOW: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_INTERRUPT)

_Answer = TypeVar("_Answer")
Parameters = dict[str, Any] | Sequence[dict[str, Any]] | None


class SqliteConnection:
    """One connection, lent for one transaction at a time, which begins with the first statement."""

    def __init__(self, opened: aiosqlite.Connection, bare: Connection, begin: str, shelf: Shelf) -> None:
        self.dialect: Dialect = bare.dialect
        self._shelf = shelf
        self._opened, self._bare, self._begin = opened, bare, begin
        self._sqlite = opened._conn  # noqa: SLF001 - aiosqlite keeps it for its thread
        self._sqlite.set_progress_handler(self._must_stop, SHORT_STEPS)
        self._disk = Disk()
        self._stoppable = False
        self._been_away = False
        self._changes = 0
        self._under_way: asyncio.Future[Any] | None = None

    async def execute(self, statement: Executable, parameters: Parameters = None) -> CursorResult[Any]:
        """Execute a statement in the transaction; its rows are fetched already."""
        await self._begun()
        if not _is_short(statement, parameters):
            return await self._away(self._bare.execute, statement, parameters)
        self._stoppable = bool(getattr(statement, "is_select", False))
        try:
            return self._execute(statement, parameters)
        except OperationalError as error:
            if not _not_now(error.orig):
                raise
        finally:
            self._stoppable = False
        return await self._away(self._bare.execute, statement, parameters)

    def _execute(self, statement: Executable, parameters: Parameters) -> CursorResult[Any]:
        known = None if self._is_listened_to() else self._shelf.find(statement, parameters)
        if known is None:
            return self._bare.execute(statement, parameters)
        try:
            return known(self._sqlite, cast("dict[str, Any]", parameters))
        except sqlite3.Error as error:
            raise known.worded(error) from error

    def _is_listened_to(self) -> bool:
        """Say whether somebody wants to hear every statement from SQLAlchemy."""
        return self._bare.engine._has_events  # noqa: SLF001 - as its own connections look it up

    async def run_sync(self, work: Callable[..., _Answer], *given: Any) -> _Answer:  # noqa: ANN401 - as SQLAlchemy's
        """Do `work` with the bare connection, in the thread."""
        await self._begun()
        return await self._away(work, self._bare, *given)

    async def commit(self) -> None:
        """Commit, on the loop where the disk is known to be quick and little was changed."""
        if self._sqlite.total_changes == self._changes:
            self._commit()
        elif self._been_away or not self._disk.is_quick():
            await self._away(self._commit_and_checkpoint)
        else:
            began = time.perf_counter()
            self._commit()
            self._disk.took(time.perf_counter() - began)

    def _commit_and_checkpoint(self) -> None:
        """Commit, and let SQLite carry over what its log has gathered, which takes long on a quick disk, too."""
        self._sqlite.execute(f"PRAGMA wal_autocheckpoint={_LOG_PAGES}")
        try:
            self._commit()
        finally:
            self._sqlite.execute("PRAGMA wal_autocheckpoint=0")

    def _commit(self) -> None:
        self._bare.commit()
        self._sqlite.commit()  # SQLAlchemy knows of no transaction where only prepared statements were in it

    async def rollback(self) -> None:
        """Take everything back, once the thread has ended what a cancelled task asked of it."""
        try:
            await self._rested()
        finally:
            self._bare.rollback()
            if not self.lost:
                self._sqlite.rollback()  # as in `_commit`

    @property
    def lost(self) -> bool:
        """Whether SQLAlchemy has let go of the file, as it does where a statement was torn apart."""
        return self._bare.invalidated

    async def close(self) -> None:
        """Close it."""
        await self._away(self._bare.close)
        await self._opened.close()

    async def _begun(self) -> None:
        if self._sqlite.in_transaction:
            return
        try:
            self._sqlite.execute(self._begin)
        except sqlite3.OperationalError as error:
            if not _not_now(error):
                raise
            await self._away(self._begin_patiently)
        self._changes = self._sqlite.total_changes
        self._been_away = False

    def _begin_patiently(self) -> None:
        self._sqlite.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
        try:
            self._sqlite.execute(self._begin)
        finally:
            self._sqlite.execute("PRAGMA busy_timeout = 0")

    def _must_stop(self) -> bool:
        return self._stoppable

    async def _away(self, work: Callable[..., _Answer], *given: Any) -> _Answer:  # noqa: ANN401 - what the work takes
        self._been_away = True
        trip = self._opened._execute(work, *given)  # type: ignore[no-untyped-call]  # noqa: SLF001 - its only way in
        self._under_way = doing = asyncio.ensure_future(trip)
        answer: _Answer = await asyncio.shield(doing)
        return answer

    async def _rested(self) -> None:
        cancelled = None
        while self._under_way is not None and not self._under_way.done():
            try:
                await asyncio.wait([self._under_way])
            except asyncio.CancelledError as error:
                cancelled = error
        if cancelled is not None:
            raise cancelled


class SqliteEngine:
    """Lends up to `connections` connections to a file; who waits for one is served in order."""

    def __init__(self, url: URL, *, connections: int, begin: str, query_only: bool = False) -> None:
        if not url.database or url.database.startswith((":", "file:")):
            raise ValueError("SQLite needs a file: sqlite+aiosqlite:///data/countersign.db")
        self.url = url
        self._path, self._begin, self._query_only = Path(url.database), begin, query_only
        # What goes wrong is logged, and parameters name people.
        self._opened: list[sqlite3.Connection] = []
        self._bare = create_engine("sqlite://", creator=self._opened.pop, poolclass=NullPool, hide_parameters=True)
        self.dialect: Dialect = self._bare.dialect
        self._shelf = Shelf(self.dialect)
        self._free = asyncio.Semaphore(connections)
        self._idle: list[SqliteConnection] = []

    @property
    def sync_engine(self) -> Engine:
        """SQLAlchemy's own engine underneath, as AsyncEngine names it: who listens to its events asks for it."""
        return self._bare

    def begin(self) -> "Lending":
        """Open a transaction: committed when the block ends, rolled back when it raises."""
        return Lending(self, commits=True)

    def connect(self) -> "Lending":
        """Open a transaction that is rolled back unless committed."""
        return Lending(self, commits=False)

    async def lend(self) -> SqliteConnection:
        """Hand out a connection, once one is free."""
        if self._free.locked():
            async with asyncio.timeout(BUSY_SECONDS):
                await self._free.acquire()
        else:
            await self._free.acquire()
        try:
            return self._idle.pop() if self._idle else await self._open()
        except BaseException as error:
            self._free.release()
            _log_unavailable(error)
            raise

    async def take_back(self, connection: SqliteConnection) -> None:
        """Take a connection back, and with it what was not committed."""
        try:
            try:
                await connection.rollback()
            finally:
                if connection.lost:
                    await connection.close()
                else:
                    self._idle.append(connection)
        finally:
            self._free.release()

    async def dispose(self) -> None:
        """Close the connections that nobody uses."""
        while self._idle:
            await self._idle.pop().close()

    async def _open(self) -> SqliteConnection:
        self._path.touch(mode=0o600)  # what stands beside the file (WAL, shared memory) takes its mode
        opening = aiosqlite.connect(
            self._path,
            timeout=BUSY_SECONDS,
            isolation_level=None,  # the driver must not begin by itself, DEFERRED and only before some statements
            check_same_thread=False,
            factory=_File,
        )
        opening._thread.daemon = True  # noqa: SLF001 - a process that ends without closing must not wait for it
        opened = await opening
        await opened._execute(self._set, opened._conn)  # type: ignore[no-untyped-call]  # noqa: SLF001 - its only way in
        self._opened.append(opened._conn)  # noqa: SLF001 - as above
        return SqliteConnection(opened, self._bare.connect(), self._begin, self._shelf)

    def _set(self, opened: sqlite3.Connection) -> None:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            opened.execute(f"PRAGMA {pragma}")
        opened.execute(f"PRAGMA query_only={int(self._query_only)}")
        opened.execute("PRAGMA wal_autocheckpoint=0")  # see `_commit_and_checkpoint`
        opened.execute("PRAGMA busy_timeout=0")  # from here on, whoever waits says how long


class Lending:
    """One transaction on a connection of an engine's, as a block; a class, for every update opens four."""

    def __init__(self, engine: SqliteEngine, *, commits: bool) -> None:
        self._engine, self._commits = engine, commits

    async def __aenter__(self) -> SqliteConnection:
        self._connection = await self._engine.lend()
        return self._connection

    async def __aexit__(self, _: type[BaseException] | None, error: BaseException | None, __: object) -> None:
        try:
            await self._end(well=error is None)
        except (sqlite3.Error, OperationalError) as failed:
            _log_unavailable(failed)
            raise
        if error is not None:
            _log_unavailable(error)

    async def _end(self, *, well: bool) -> None:
        try:
            if well and self._commits:
                await self._connection.commit()
        finally:
            await self._engine.take_back(self._connection)


def _log_unavailable(error: BaseException) -> None:
    if isinstance(error, sqlite3.Error | OperationalError) and (away := sqlite_unavailable(error)):
        raise away from error


class _File(sqlite3.Connection):
    def cursor(self) -> "_WholeCursor":  # type: ignore[override]  # nobody asks for another factory
        return super().cursor(_WholeCursor)


class _WholeCursor(sqlite3.Cursor):
    """Fetches all rows where it executes: nothing is left to do for whoever reads them, in whichever thread."""

    rows: deque[Any]

    def execute(self, sql: str, parameters: Any = (), /) -> Self:  # noqa: ANN401 - as the module has it
        super().execute(sql, parameters)
        self.rows = deque(super().fetchall() if self.description else ())
        return self

    def fetchone(self) -> Any:  # noqa: ANN401 - a row
        return self.rows.popleft() if self.rows else None

    def fetchmany(self, size: int | None = 1) -> list[Any]:
        return [self.rows.popleft() for _ in range(min(size or 1, len(self.rows)))]

    def fetchall(self) -> list[Any]:
        rows, self.rows = self.rows, deque()
        return list(rows)


def _is_short(statement: Executable, parameters: Parameters) -> bool:
    """Tell what may be begun on the loop: a DELETE here is a purge, and a large value a file."""
    if getattr(statement, "is_delete", False):
        return False
    if not isinstance(parameters, dict):
        return not parameters or len(parameters) < _MANY
    return all(len(value) < _LARGE for value in parameters.values() if isinstance(value, bytes))


def _not_now(error: BaseException | None) -> bool:
    return isinstance(error, sqlite3.Error) and error.sqlite_errorcode & 0xFF in _NOT_NOW
