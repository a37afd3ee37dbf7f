"""All stored data about one person: every row that refers to them, found by the tables' foreign keys.

A new table is included automatically; columns of no use to a person, or secret even from them, are named here.
"""

import base64
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime, time
from enum import Enum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Column, ColumnElement, RowMapping, Table, bindparam, func, or_, select

from bot.personal_data.ports import Waiting
from bot.signing.models import RequestState
from storage.columns import Encrypted
from storage.encryption.encrypted_columns import row_name, veiled
from storage.repository import Rows, chunks
from storage.signing.requests import DECLINING
from storage.tables import (
    account,
    check,
    document,
    ledger_entry,
    metadata,
    pass_,
    person,
    request,
    retired_certificate,
    service_qr,
)

SECRET: Final = frozenset(
    {"key_envelope", "link_hash", "token_hash", "phone_index", "search_key", "holder", "lease_until", "pin_failures"}
)
"""Columns that are never exported: secrets, and those that only serve to find and lock rows."""

_FURTHER: Final = (
    (retired_certificate.c.account_id, account.c.id, account.c.person_id),
    (check.c.pass_id, pass_.c.id, pass_.c.holder_id),
)
"""Rows that belong to a person through another row: the reference, its target, and the target's person."""

_NAMED: Final = {"document": (document.c.title,), "service_qr": (service_qr.c.name, service_qr.c.place)}
"""References that are exported with names as well."""

_REQUESTS = (
    select(func.count(request.c.id))
    .where(request.c.person_id == account.c.person_id, request.c.state == RequestState.OPEN, ~DECLINING)
    .scalar_subquery()
)
_PASSES = (
    select(func.count(pass_.c.id))
    .where(pass_.c.organisation_id == account.c.organisation_id, pass_.c.holder_id == account.c.person_id)
    .where(pass_.c.revoked_at.is_(None), pass_.c.expires_at > bindparam("now", type_=pass_.c.expires_at.type))
    .scalar_subquery()
)
_WAITING: Final = (
    select(account.c.id, _REQUESTS, _PASSES)
    .join(person, person.c.id == account.c.person_id)
    .where(account.c.telegram_id == bindparam("telegram_id"), account.c.ended_at.is_(None))
    .where(person.c.dismissed_at.is_(None))
)

Row = dict[str, Any]


class SqlPersonal(Rows):
    """Implements `bot.my_data.Personal`."""

    async def waiting(self, telegram_id: int, now: datetime) -> dict[UUID, Waiting]:
        """Count what waits for each active account of a Telegram user; a dismissed person has none."""
        rows = await self._connection.execute(_WAITING, {"telegram_id": telegram_id, "now": now})
        return {account_id: Waiting(requests, passes) for account_id, requests, passes in rows.all()}

    async def about(self, organisation_id: UUID, person_id: UUID) -> dict[str, list[Row]]:
        """Return every row about a person, by table, as JSON values. The ledger's entries are under `ledger`."""
        found = {table: await self._rows(table, condition) for table, condition in _references(person_id)}
        ids = {person_id, *(row["id"] for rows in found.values() for row in rows if isinstance(row.get("id"), UUID))}
        told = {table.name: [self._plain(table, row) for row in rows] for table, rows in found.items() if rows}
        await self._name(told)
        return told | {"ledger": await self._entries(organisation_id, person_id, ids)}

    async def _rows(self, table: Table, condition: ColumnElement[bool]) -> list[RowMapping]:
        return list(await self._all(select(table).where(condition).order_by(*table.primary_key)))

    def _plain(self, table: Table, row: RowMapping) -> Row:
        hidden = {veil.name for _, veil in veiled(table)}
        values = {column: row[column] for column in table.columns if column.name not in SECRET | hidden}
        for column, veil in veiled(table):
            if row[veil] is not None:
                values[column] = self._encryption.decrypt(veil, row_name(table, row), row[veil])
        return {
            column.name: _json(self._opened(column, row_name(table, row), value)) for column, value in values.items()
        }

    def _opened(self, column: Column[Any], name: str, value: Any) -> Any:  # noqa: ANN401 - what the column holds
        return self._encryption.decrypt(column, name, value) if isinstance(column.type, Encrypted) else value

    async def _name(self, told: Mapping[str, list[Row]]) -> None:
        """Add names beside the ids of documents and service QR codes."""
        for thing, columns in _NAMED.items():
            rows = [row for rows in told.values() for row in rows if row.get(f"{thing}_id")]
            names = await self._names(columns, {UUID(row[f"{thing}_id"]) for row in rows})
            for row in rows:
                row[thing] = names.get(row[f"{thing}_id"], "")

    async def _names(self, columns: tuple[Column[Any], ...], ids: Iterable[UUID]) -> dict[str, str]:
        key = columns[0].table.c.id
        found = [row for chunk in chunks(ids) for row in await self._all(select(key, *columns).where(key.in_(chunk)))]
        return {str(row[key]): ", ".join(row[column] for column in columns) for row in found}

    async def _entries(self, organisation_id: UUID, person_id: UUID, ids: Iterable[UUID]) -> list[Row]:
        chain, entries = ledger_entry.c.organisation_id == organisation_id, dict[int, Row]()
        for chunk in chunks(ids):
            concerns = or_(ledger_entry.c.actor_id == person_id, ledger_entry.c.subject_id.in_(chunk))
            for row in await self._all(select(ledger_entry).where(chain, concerns)):
                entries[row["number"]] = self._plain(ledger_entry, row)
        return [entries[number] for number in sorted(entries)]


def _references(person_id: UUID) -> Iterable[tuple[Table, ColumnElement[bool]]]:
    """Yield every table that can hold rows about a person, with the condition that matches them."""
    for table in metadata.sorted_tables:
        own = [column == person_id for column in table.columns if column.references(person.c.id)]
        own += [person.c.id == person_id] if table is person else []
        for reference, key, owner in _FURTHER:
            own += [reference.in_(select(key).where(owner == person_id))] if reference.table is table else []
        if own:
            yield table, or_(*own)


def _json(value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    match value:
        case Enum():
            return value.value
        case UUID():
            return str(value)
        case datetime() | time():
            return value.isoformat()
        case frozenset():
            return sorted(value)
        case bytes():
            return _record_or_base64(value)
        case _:
            return value


def _record_or_base64(value: bytes) -> Any:  # noqa: ANN401 - a record is a JSON object
    """Return the record that the bytes are, else base64: random bytes may begin like a record."""
    if value.startswith(b"{"):
        with suppress(ValueError):
            return json.loads(value)
    return base64.b64encode(value).decode()
