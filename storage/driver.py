"""SQLite's driver for asyncio, one trip to its thread a statement.

aiosqlite goes to its thread and back four times a statement: to make a cursor, execute, fetch, close. Each trip costs
more than the statement itself. Here a statement is executed, fetched and closed in one, and the first of a transaction
begins it there (as PEP 249 has it); everything else is aiosqlite's.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, Self

import aiosqlite

_UNUSED: Final = 64  # aiosqlite's chunk of rows for iterating, which nothing here does


class OneTripConnection(aiosqlite.Connection):
    """A connection whose cursors hold whole results; for SQLAlchemy's `async_creator`."""

    def __init__(self, connector: Callable[[], sqlite3.Connection], begin: str) -> None:
        super().__init__(connector, _UNUSED)
        self._begin = begin
        self._thread.daemon = True  # a process that ends without closing must not wait for its thread

    def cursor(self) -> "OneTripCursor":  # type: ignore[override]  # entered by SQLAlchemy alone
        """Make a cursor; nothing happens yet."""
        return OneTripCursor(self)

    async def commit(self) -> None:
        """Commit what has begun."""
        if self.in_transaction:
            await super().commit()

    async def rollback(self) -> None:
        """Roll back what has begun; the pool asks for it after every commit too."""
        if self.in_transaction:
            await super().rollback()

    async def run(self, work: Callable[[sqlite3.Connection], sqlite3.Cursor]) -> "Outcome":
        """Do `work` in the connection's thread, in a transaction."""
        outcome: Outcome = await self._execute(self._work, work)  # type: ignore[no-untyped-call]  # aiosqlite's
        return outcome

    def _work(self, work: Callable[[sqlite3.Connection], sqlite3.Cursor]) -> "Outcome":
        if not self._conn.in_transaction:
            self._conn.execute(self._begin)
        return Outcome(work(self._conn))


class Outcome:
    """What a statement came to, as the cursor showed it before it was closed."""

    __slots__ = ("description", "lastrowid", "rowcount", "rows")

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self.rows: list[Any] = cursor.fetchall() if cursor.description else []
        self.description, self.lastrowid, self.rowcount = cursor.description, cursor.lastrowid, cursor.rowcount
        cursor.close()


class OneTripCursor:
    """What SQLAlchemy uses of an asyncio cursor (PEP 249)."""

    def __init__(self, connection: OneTripConnection) -> None:
        self._connection = connection
        self._outcome: Outcome | None = None
        self.arraysize = 1

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Self:
        """Execute one statement and fetch all of its rows."""
        self._outcome = await self._connection.run(lambda connection: connection.execute(sql, parameters))
        return self

    async def executemany(self, sql: str, parameters: Iterable[Sequence[Any]]) -> Self:
        """Execute one statement for many rows."""
        self._outcome = await self._connection.run(lambda connection: connection.executemany(sql, parameters))
        return self

    async def fetchall(self) -> list[Any]:
        """Answer the rows, fetched already."""
        return [] if self._outcome is None else self._outcome.rows

    async def close(self) -> None:
        """Do nothing: the cursor closed with its statement."""

    @property
    def description(self) -> Any:  # noqa: ANN401 - as PEP 249 has it
        """Name the columns, if there are any."""
        return None if self._outcome is None else self._outcome.description

    @property
    def rowcount(self) -> int:
        """Say how many rows were changed; -1 where the question makes no sense."""
        return -1 if self._outcome is None else self._outcome.rowcount

    @property
    def lastrowid(self) -> int | None:
        """Answer the key of the last row inserted."""
        return None if self._outcome is None else self._outcome.lastrowid
