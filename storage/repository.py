"""The base of every repository: one transaction's connection, the encryption, and shared statements."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any, Final, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Executable, RowMapping, Select, Table, Update, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.due_rows import DueRow
from storage.encryption.encrypted_columns import ColumnEncryption

_Item = TypeVar("_Item")

_CODE_BYTES: Final = 12
CHUNK: Final = 500
"""Rows a statement: below both databases' limits of parameters, and short enough that others need not wait."""


class Rows:
    """A repository: works in one transaction, commits nothing."""

    def __init__(self, connection: AsyncConnection, encryption: ColumnEncryption) -> None:
        self._connection = connection
        self._encryption = encryption

    async def _one(self, query: Executable, named: dict[str, Any] | None = None) -> RowMapping | None:
        return (await self._connection.execute(query, named)).mappings().first()

    async def _all(self, query: Executable, named: dict[str, Any] | None = None) -> Sequence[RowMapping]:
        return (await self._connection.execute(query, named)).mappings().all()

    async def _due(self, query: Select[UUID, UUID]) -> list[DueRow]:
        return [DueRow(*row) for row in (await self._connection.execute(query)).all()]

    async def _count(self, query: Select[Any]) -> int:
        return (await self._connection.execute(select(func.count()).select_from(query.subquery()))).scalar_one()

    async def _changed(self, statement: Update, named: dict[str, Any] | None = None) -> int:
        return (await self._connection.execute(statement, named)).rowcount

    async def _insert(self, table: Table, rows: Iterable[dict[str, Any]], *key: str) -> int:
        """Insert rows in chunks; no effect on those whose `key` (the primary key) exists. Return how many are new.

        The number is correct for a single row; for many, PostgreSQL's driver does not report it.
        """
        new, statement = 0, insert_new(self._connection.dialect.name, table, *key)
        for chunk in chunks(rows):
            parameters = chunk[0] if len(chunk) == 1 else chunk
            new += max(0, (await self._connection.execute(statement, parameters)).rowcount)
        return new

    async def _lock(self, table: Table, row_id: UUID) -> None:
        """Lock a row to the end of the transaction, so that those who would change what depends on it wait.

        SQLite's transactions lock the whole file from their start.
        """
        if self._connection.dialect.name != "sqlite":
            held = select(table.c.id).where(table.c.id == row_id).with_for_update(key_share=True)
            await self._connection.execute(held)

    async def _there(self, table: Table, row_id: UUID) -> bool:
        return (await self._connection.execute(select(table.c.id).where(table.c.id == row_id))).first() is not None


def named_by_code(column: ColumnElement[UUID], code_id: bytes) -> ColumnElement[bool]:
    """Match ids that begin with the 12 bytes by which a code names them."""
    if len(code_id) != _CODE_BYTES:
        raise ValueError(f"a code id is {_CODE_BYTES} bytes, not {len(code_id)}")
    rest = 16 - _CODE_BYTES
    return column.between(UUID(bytes=code_id + b"\x00" * rest), UUID(bytes=code_id + b"\xff" * rest))


@cache
def insert_new(dialect: str, table: Table, *key: str) -> postgresql.Insert | sqlite.Insert:
    """Return an INSERT that changes nothing where the `key` (by default the primary key) exists already."""
    insert = sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
    return insert.on_conflict_do_nothing(index_elements=[table.c[name] for name in key] or list(table.primary_key))


def insert(dialect: str, table: Table) -> postgresql.Insert | sqlite.Insert:
    """Return an INSERT that supports ON CONFLICT."""
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


def chunks(items: Iterable[_Item], most: int = CHUNK) -> Iterator[list[_Item]]:
    """Split into lists of at most `most`."""
    rest = iter(items)
    while chunk := list(islice(rest, most)):
        yield chunk


def same(column: ColumnElement[Any], value: object) -> ColumnElement[bool]:
    """Compare so that NULL equals None."""
    return column.is_not_distinct_from(value)
