"""Encrypt and decrypt columns: the one place where domain values become rows, and rows become domain values.

A column of type `Encrypted` holds ciphertext only. A value decrypts only under a master key, and only in the row and
column for which it was encrypted. Phones are compared by a keyed index. Which columns stay readable, and why, is in
``docs/decisions/0003-encrypt-what-exposes-a-person.md``.
"""

import json
from collections.abc import Hashable, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar, cast
from uuid import UUID

from sqlalchemy import Column, RowMapping, Table

from bot.crypto.encryption import Cipher
from storage.columns import VEIL, Encrypted

_Entity = TypeVar("_Entity")


class ColumnEncryption:
    """Encrypts domain values for the rows and decrypts them."""

    def __init__(self, cipher: Cipher) -> None:
        self._cipher = cipher

    def values(self, table: Table, entity: Any) -> dict[str, Any]:  # noqa: ANN401 - any frozen dataclass of the heart
        """Return an entity's row: every field under its column's name, encrypted where the column is."""
        row = {name: getattr(entity, name) for name in _shared(table, cast("Hashable", type(entity)))}
        named = row_name(table, row)
        for column in encrypted_columns(table):
            row[column.name] = self.encrypt(column, named, row.get(column.name))
        return row

    def entity(self, kind: type[_Entity], table: Table, row: RowMapping) -> _Entity:
        """Return the entity written by `values`; Tampered or UnknownKey where a value cannot be decrypted."""
        plain = {name: row[column] for name, column in _columns(table, cast("Hashable", kind))}
        sealed = [column for column in encrypted_columns(table) if plain.get(column.name) is not None]
        named = row_name(table, plain) if sealed else ""
        for column in sealed:
            plain[column.name] = self.decrypt(column, named, plain[column.name])
        for column, veil in veiled(table):
            if row[veil] is not None:
                plain[column.name] = self.decrypt(veil, row_name(table, plain), row[veil])
        return kind(**plain)

    def encrypt(self, column: Column[Any], row: str, value: Any) -> bytes | None:  # noqa: ANN401 - what the column holds
        """Encrypt one value for one row of a column."""
        if value is None:
            return None
        return self._cipher.encrypt(_encode(column, value), f"{column.table.name}.{column.name}:{row}")

    def decrypt(self, column: Column[Any], row: str, sealed: bytes | None) -> Any:  # noqa: ANN401 - as above
        """Decrypt what `encrypt` returned for this row and column."""
        if sealed is None:
            return None
        return _decode(column, self._cipher.decrypt(sealed, f"{column.table.name}.{column.name}:{row}"))

    def reencrypt(self, column: Column[Any], row: str, sealed: bytes) -> bytes:
        """Encrypt what `encrypt` returned for this row and column again, under the newest key."""
        context = f"{column.table.name}.{column.name}:{row}"
        return self._cipher.encrypt(self._cipher.decrypt(sealed, context), context)

    def phone_index(self, organisation_id: UUID, phone: str | None) -> bytes | None:
        """Return the index by which a phone is found; equal phones of two organisations have different ones."""
        return None if phone is None else self._cipher.index(phone, f"phone/{organisation_id}")


def row_name(table: Table, row: Mapping[str, Any] | RowMapping) -> str:
    """Name a row by what identifies it: `info["named_by"]`, otherwise the primary key."""
    names = table.info.get("named_by") or [column.name for column in table.primary_key.columns]
    return "/".join(str(row[name]) for name in names)


@cache
def veiled(table: Table) -> tuple[tuple[Column[Any], Column[Any]], ...]:
    """Return the columns of evidence that an erasure empties, each with the encrypted one that then holds its value."""
    return tuple((column, table.c[column.info[VEIL]]) for column in table.columns if VEIL in column.info)


@cache
def encrypted_columns(table: Table) -> tuple[Column[Any], ...]:
    """Return the encrypted columns of a table."""
    return tuple(column for column in table.columns if isinstance(column.type, Encrypted))


@cache
def _shared(table: Table, kind: Any) -> tuple[str, ...]:  # noqa: ANN401 - a dataclass; mypy finds no class hashable
    return tuple(field.name for field in fields(kind) if field.name in table.c)


@cache
def _columns(table: Table, kind: Any) -> tuple[tuple[str, Column[Any]], ...]:  # noqa: ANN401 - as above
    return tuple((name, table.c[name]) for name in _shared(table, kind))


def _encode(column: Column[Any], value: Any) -> bytes:  # noqa: ANN401 - what the column holds
    holds = column.type.holds if isinstance(column.type, Encrypted) else bytes
    if holds is bytes:
        return bytes(value)
    return value.encode() if holds is str else json.dumps(value, sort_keys=True, ensure_ascii=False).encode()


def _decode(column: Column[Any], value: bytes) -> Any:  # noqa: ANN401 - as above
    holds = column.type.holds if isinstance(column.type, Encrypted) else bytes
    if holds is bytes:
        return value
    if holds is str:
        return value.decode()
    return tuple(map(tuple, json.loads(value))) if holds is tuple else json.loads(value)
