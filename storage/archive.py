"""Writes every row to one stream of bytes, and reads it into an empty database: the same for SQLite and PostgreSQL.

All rows are of one moment, whoever writes meanwhile: on SQLite a reading transaction over the WAL, on PostgreSQL one at
REPEATABLE READ. Encrypted values stay encrypted; the stream itself is encrypted by the caller.

Stream: frames of u32 length and JSON. First `about` (revision, tables with their columns and types); then for each
table its rows, a list of values each, and a number at the end: how many there were. Bytes are represented by their
length in the list, and follow it. The types are those of the database, not of the domain, so that later versions can
read a stream: they make the tables of its revision, fill them, and migrate.
"""

import json
import struct
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Integer,
    LargeBinary,
    String,
    TableClause,
    Text,
    Time,
    Uuid,
    bindparam,
    column,
    func,
    insert,
    inspect,
    select,
    table,
    text,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.types import TypeDecorator, TypeEngine

from storage.columns import Moment
from storage.engine import snapshot
from storage.migrations import HEAD, upgrade
from storage.tables import blob, metadata

_FORMAT: Final = 1
_LENGTH: Final = struct.Struct(">I")
_LONGEST_FRAME: Final = 1 << 26
_PAGE: Final = 500
_BATCH_BYTES: Final = 1 << 23
_TYPES: Final[dict[str, type[TypeEngine[Any]]]] = {
    "bool": Boolean,
    "bytes": LargeBinary,
    "int": BigInteger,
    "moment": Moment,
    "text": Text,
    "time": Time,
    "uuid": Uuid,
}

Read = Callable[[int], bytes]
"""Returns exactly so many bytes of the stream."""


class NotEmpty(Exception):  # noqa: N818 - says what the database is
    """The database to restore into has tables already."""


class StreamBroken(Exception):  # noqa: N818 - says what the stream is
    """The stream was not written by `pack`."""


@dataclass(frozen=True, slots=True)
class About:
    """The beginning of a stream: its schema's `revision`, its tables (name → column → type), and `told`."""

    revision: str
    made_at: datetime
    tables: Mapping[str, Mapping[str, str]]
    told: Mapping[str, str]


async def pack(readers: AsyncEngine, told: Mapping[str, str]) -> AsyncIterator[bytes]:
    """Yield every row of the database, which is at `HEAD`, all of one moment; `told` is passed on."""
    tables = {each.name: {one.name: _type(one) for one in each.columns} for each in metadata.sorted_tables}
    made_at = datetime.now(UTC).isoformat()
    yield _frame({"format": _FORMAT, "revision": HEAD, "made_at": made_at, "tables": tables, "told": dict(told)})
    async with snapshot(readers) as connection:
        for name, columns in tables.items():
            rows = 0
            async for row in _rows(connection, name, columns):
                rows += 1
                yield row
            yield _frame(rows)


def read_about(read: Read) -> About:
    """Read the beginning of a stream; StreamBroken for anything else."""
    frame = _read_frame(read)
    if not isinstance(frame, dict) or frame.get("format") != _FORMAT:
        raise StreamBroken("the backup was made by another version of Countersign: restore it with that one")
    return About(frame["revision"], datetime.fromisoformat(frame["made_at"]), frame["tables"], frame["told"])


async def unpack(engine: AsyncEngine, about: About, read: Read, sound: Callable[[], None]) -> dict[str, int]:
    """Fill an empty database and migrate it, all or nothing; return how many rows each table got.

    `sound` is called when everything is written, right before the commit: what it raises undoes everything.
    """
    async with engine.begin() as connection:
        if await connection.run_sync(lambda bare: inspect(bare).get_table_names()):
            raise NotEmpty("the database holds tables already")
        await connection.run_sync(upgrade, about.revision)
        filled = {name: await _fill(connection, name, columns, read) for name, columns in about.tables.items()}
        if engine.dialect.name == "postgresql":
            await _count_on(connection, about.tables)
            # A table with references still to be checked cannot be altered.
            await connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
        await connection.run_sync(upgrade)
        sound()
    return filled


def count(about: About, read: Read) -> dict[str, int]:
    """Read a stream to its end without a database; return how many rows each table has."""
    return {name: sum(1 for _ in _read_rows(columns, read)) for name, columns in about.tables.items()}


async def _rows(connection: AsyncConnection, name: str, columns: Mapping[str, str]) -> AsyncIterator[bytes]:
    """Yield a table's rows page by page, each page after the last key of the one before."""
    plain, keys = _table(name, columns), [one.name for one in metadata.tables[name].primary_key]
    key = [plain.c[one] for one in keys]
    after = tuple_(*(bindparam(f"after_{one.name}", type_=one.type) for one in key))
    page = 1 if name == blob.name else _PAGE  # a file may have 20 MB
    first = select(plain).order_by(*key).limit(page)
    later = first.where(tuple_(*key) > after)
    query, last = first, dict[str, Any]()
    while rows := (await connection.execute(query, last)).mappings().all():
        for row in rows:
            yield _row([row[one] for one in columns])
        query, last = later, {f"after_{one}": rows[-1][one] for one in keys}


def _row(values: Sequence[Any]) -> bytes:
    return _frame([_plain(value) for value in values]) + b"".join(one for one in values if isinstance(one, bytes))


def _plain(value: Any) -> Any:  # noqa: ANN401 - what a column holds
    match value:
        case bytes():
            return len(value)
        case UUID():
            return value.hex
        case datetime() | time():
            return value.isoformat()
        case _:
            return value


@dataclass(slots=True)
class _Batches:
    """Number the batches in which rows are inserted: short enough for memory, long enough to be quick."""

    rows: int = 0
    size: int = 0
    number: int = field(default=0)

    def __call__(self, row: Mapping[str, Any]) -> int:
        self.rows += 1
        self.size += sum(len(one) for one in row.values() if isinstance(one, bytes))
        if self.rows > _PAGE or self.size > _BATCH_BYTES:
            self.rows, self.size, self.number = 1, 0, self.number + 1
        return self.number


async def _fill(connection: AsyncConnection, name: str, columns: Mapping[str, str], read: Read) -> int:
    statement, filled = insert(_table(name, columns)), 0
    for _, rows in groupby(_read_rows(columns, read), _Batches()):
        batch = list(rows)
        await connection.execute(statement, batch)
        filled += len(batch)
    return filled


def _read_rows(columns: Mapping[str, str], read: Read) -> Iterator[dict[str, Any]]:
    rows = 0
    while isinstance(frame := _read_frame(read), list):
        if len(frame) != len(columns):
            raise StreamBroken("a row has too few or too many values")
        yield {name: _value(kind, one, read) for (name, kind), one in zip(columns.items(), frame, strict=True)}
        rows += 1
    if frame != rows:
        raise StreamBroken("rows are missing")


def _value(kind: str, plain: Any, read: Read) -> Any:  # noqa: ANN401 - as in `_plain`
    if plain is None:
        return None
    match kind:
        case "bytes":
            return read(plain)
        case "uuid":
            return UUID(plain)
        case "moment":
            return datetime.fromisoformat(plain)
        case "time":
            return time.fromisoformat(plain)
        case _:
            return plain


async def _count_on(connection: AsyncConnection, tables: Mapping[str, Mapping[str, str]]) -> None:
    """Set PostgreSQL's sequences after the greatest restored number; SQLite needs nothing."""
    for name in tables:
        for one in metadata.tables[name].primary_key if name in metadata.tables else ():
            named = {"of": f'"{name}"', "column": one.name}
            counter = (await connection.execute(text("SELECT pg_get_serial_sequence(:of, :column)"), named)).scalar()
            if counter:
                greatest = select(func.coalesce(func.max(one), 0) + 1).scalar_subquery()
                await connection.execute(select(func.setval(counter, greatest, False)))


def _table(name: str, columns: Mapping[str, str]) -> TableClause:
    return table(name, *(column(one, _TYPES[kind]) for one, kind in columns.items()))


def _type(one: Column[Any]) -> str:
    """Return the name of a column's type in the database."""
    if isinstance(one.type, Moment):
        return "moment"
    bare = one.type.impl_instance if isinstance(one.type, TypeDecorator) else one.type
    kinds: Sequence[tuple[type[TypeEngine[Any]], str]] = (
        (Boolean, "bool"),
        (LargeBinary, "bytes"),
        (Integer, "int"),
        (String, "text"),
        (Time, "time"),
        (Uuid, "uuid"),
    )
    return next(name for kind, name in kinds if isinstance(bare, kind))


def _frame(plain: object) -> bytes:
    told = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
    return _LENGTH.pack(len(told)) + told


def _read_frame(read: Read) -> Any:  # noqa: ANN401 - what JSON holds
    (length,) = _LENGTH.unpack(read(_LENGTH.size))
    if length > _LONGEST_FRAME:
        raise StreamBroken("the backup does not read as one")
    return json.loads(read(length))
