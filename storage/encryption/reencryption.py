"""Re-encrypts the rows from older master keys to the newest, while the bot runs, so that an older key can be removed.

A value changed meanwhile is left as it is; an interrupted run is continued by the next, and what was moved stays moved.
The key's witness moves last, so a database whose witness opens without the old key can be read without it. No private
key is opened, and no transaction holds more than a few rows.

The index by which phones and typed codes are found depends on the anchor, the oldest key. It moves when the old key was
removed, at one start, in one transaction (`move_anchor`).
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, LargeBinary, RowMapping, Table, func, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.crypto.encryption import KEY_ID_BYTES, Cipher
from bot.crypto.keys import pepper_of, repepper_key
from bot.passes.codes import paper_keys
from bot.passes.live_codes.show_live_code import TypedIndex
from bot.staff.pins.key_store import peppers
from storage.encryption.encrypted_columns import ColumnEncryption, encrypted_columns, row_name
from storage.tables import account, blob, key_check, metadata, person, printed_code

_AT_ONCE: Final = 200
_FILES_AT_ONCE: Final = 4
"""A file may have twenty megabytes."""
_KEY_ID_STARTS: Final = 2
"""The position of the key's id in an encrypted value, counted from one (`bot.crypto.encryption.Cipher`)."""
_BLANK: Final = bytes(32)


class Reencryption:
    """Counts and re-encrypts what older keys encrypted; the cipher holds the new key in front of the old ones."""

    def __init__(self, engine: AsyncEngine, readers: AsyncEngine, cipher: Cipher) -> None:
        self._engine, self._readers, self._cipher = engine, readers, cipher
        self._encryption = ColumnEncryption(cipher)

    async def waiting(self) -> int:
        """Count the rows that still need a key other than the newest."""
        async with self._readers.connect() as connection:
            return await count_needing(connection, self._cipher, [self._cipher.newest_id])

    async def reencrypt(self, told: Callable[[str, int], None] = lambda _table, _rows: None) -> int:
        """Re-encrypt everything under the newest key; return how many rows still need another.

        `told` is called for each batch with its table and the number of its rows. What somebody else changed at that
        very moment is counted, and moved by the next call.
        """
        for table in _tables():
            await self._table(table, told)
        await self._envelopes(told)
        async with self._readers.connect() as connection:
            left = await count_needing(connection, self._cipher, [self._cipher.newest_id], witness=False)
        if left:
            return left
        await self._keep_paper()
        await self._table(key_check, told)
        return await self.waiting()

    async def _table(self, table: Table, told: Callable[[str, int], None]) -> None:
        stale = _sealed_otherwise(table, [self._cipher.newest_id])
        await self._walk(table, stale, encrypted_columns(table), self._row, told)

    async def _envelopes(self, told: Callable[[str, int], None]) -> None:
        locked = func.length(account.c.key_envelope) > 0
        await self._walk(account, locked, [account.c.key_envelope], self._envelope, told)

    async def _walk(
        self,
        table: Table,
        stale: ColumnElement[bool],
        columns: Sequence[Column[Any]],
        moved: Callable[[Table, RowMapping], dict[str, bytes]],
        told: Callable[[str, int], None],
    ) -> None:
        """Process a table by its primary key: read some rows, encrypt them in a thread, write those still unchanged."""
        key = list(table.primary_key.columns)
        named = [table.c[name] for name in table.info.get("named_by", ())]
        most = _FILES_AT_ONCE if table is blob else _AT_ONCE
        query = select(*dict.fromkeys((*key, *named, *columns))).where(stale).order_by(*key).limit(most)
        page = query
        while rows := await self._page(page):
            changes = await asyncio.to_thread(lambda some: [(row, moved(table, row)) for row in some], rows)
            told(table.name, await self._write(table, changes))
            page = query.where(tuple_(*key) > tuple_(*(rows[-1][column.name] for column in key)))

    async def _page(self, query: Any) -> Sequence[RowMapping]:  # noqa: ANN401 - a Select of any columns
        async with self._readers.connect() as connection:
            return (await connection.execute(query)).mappings().all()

    async def _write(self, table: Table, changes: Iterable[tuple[RowMapping, dict[str, bytes]]]) -> int:
        written = 0
        async with self._engine.begin() as connection:
            for row, new in changes:
                same = [table.c[name] == row[name] for name in (*(c.name for c in table.primary_key), *new)]
                if new:
                    written += (await connection.execute(update(table).where(*same).values(new))).rowcount
        return written

    def _row(self, table: Table, row: RowMapping) -> dict[str, bytes]:
        name, new = row_name(table, row), dict[str, bytes]()
        for column in encrypted_columns(table):
            sealed = row[column.name]
            if sealed is not None and self._cipher.reencryption_needed(sealed):
                new[column.name] = self._encryption.reencrypt(column, name, sealed)
        return new

    def _envelope(self, _: Table, row: RowMapping) -> dict[str, bytes]:
        newest, *older = peppers(self._cipher)
        was = pepper_of(row["key_envelope"], (newest, *older))
        if was is None or was == newest:
            return {}
        return {"key_envelope": repepper_key(row["key_envelope"], was, newest)}

    async def _keep_paper(self) -> None:
        """Store what verifies codes on paper: they were printed under the old keys and cannot be printed again."""
        async with self._engine.begin() as connection:
            kept = await kept_paper(connection, self._encryption)
            older = [key_id for key_id in self._cipher.key_ids if key_id != self._cipher.newest_id]
            kept |= {key_id.hex(): paper_keys(self._cipher, key_id) for key_id in older}
            sealed = self._encryption.encrypt(key_check.c.paper, "1", kept)
            await connection.execute(update(key_check).values(paper=sealed))


async def kept_paper(connection: AsyncConnection, encryption: ColumnEncryption) -> dict[str, dict[str, str]]:
    """Return what verifies codes printed under keys that may have been removed: by key id, purpose and key, in hex."""
    sealed = (await connection.execute(select(key_check.c.paper))).scalar_one_or_none()
    return dict(encryption.decrypt(key_check.c.paper, "1", sealed) or {})


async def count_needing(
    connection: AsyncConnection, cipher: Cipher, without: Sequence[bytes], *, witness: bool = True
) -> int:
    """Count the rows that cannot be read with the keys of these ids alone."""
    tables = (*_tables(), *([key_check] if witness else ()))
    count = 0
    for table in tables:
        query = select(func.count()).select_from(table).where(_sealed_otherwise(table, without))
        count += (await connection.execute(query)).scalar_one()
    envelopes = await connection.execute(select(account.c.key_envelope).where(func.length(account.c.key_envelope) > 0))
    good = peppers(cipher, without)
    some = [row[0] for row in envelopes]
    return count + await asyncio.to_thread(lambda: sum(pepper_of(one, good) is None for one in some))


async def move_anchor(connection: AsyncConnection, cipher: Cipher) -> None:
    """Index every phone and typed code again under the present anchor, in the caller's transaction."""
    encryption, typed = ColumnEncryption(cipher), TypedIndex(cipher)
    for table in (person, account):
        query = select(table.c.id, table.c.organisation_id, table.c.phone, table.c.phone_index)
        for row in (await connection.execute(query.where(table.c.phone_index.is_not(None)))).mappings().all():
            if row["phone_index"] != _BLANK:  # an erased account's
                phone = encryption.decrypt(table.c.phone, str(row["id"]), row["phone"])
                index = encryption.phone_index(row["organisation_id"], phone)
                await connection.execute(update(table).where(table.c.id == row["id"]).values(phone_index=index))
    for row in (await connection.execute(select(printed_code.c.id, printed_code.c.typed))).mappings().all():
        index = typed.of(encryption.decrypt(printed_code.c.typed, str(row["id"]), row["typed"]))
        await connection.execute(update(printed_code).where(printed_code.c.id == row["id"]).values(typed_index=index))
    await connection.execute(update(key_check).values(anchor_id=cipher.anchor_id))


def _tables() -> tuple[Table, ...]:
    return tuple(each for each in metadata.sorted_tables if encrypted_columns(each) and each is not key_check)


def _sealed_otherwise(table: Table, keys: Sequence[bytes]) -> ColumnElement[bool]:
    """Match rows with a value encrypted under none of these keys."""
    ids = [func.substr(column, _KEY_ID_STARTS, KEY_ID_BYTES, type_=LargeBinary) for column in encrypted_columns(table)]
    return or_(*(each.not_in(keys) for each in ids))
