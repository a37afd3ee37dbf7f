"""Encrypted files, identified by the SHA-256 of their contents."""

import asyncio
import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final, ParamSpec, TypeVar
from uuid import UUID

from sqlalchemy import Column, ColumnElement, and_, select, tuple_, update

from storage.repository import Rows
from storage.tables import blob, metadata

_Given = ParamSpec("_Given")
_Answer = TypeVar("_Answer")

_LARGE: Final = 64 * 1024  # from here on sealing takes longer than going to a thread and back


class SqlBlobs(Rows):
    """Implements `bot.blobs.Blobs`. Large files are hashed and encrypted off the event loop."""

    async def put(self, organisation_id: UUID, content: bytes, now: datetime) -> str:
        """Store a file and return its hex SHA-256; a file is stored once."""
        sha256 = await _away(len(content), hashlib.sha256, content)
        name = sha256.hexdigest()
        # Wanted again, it counts as new: what nothing names is removed when it is old (`storage.privacy.retention`).
        if not await self._changed(update(blob).where(_is(organisation_id, name)).values(kept_at=now)):
            sealed = await _away(
                len(content), self._encryption.encrypt, blob.c.content, _row(organisation_id, name), content
            )
            row = {"organisation_id": organisation_id, "sha256": name, "content": sealed, "size": len(content)}
            await self._insert(blob, [{**row, "kept_at": now}])
        return name

    async def get(self, organisation_id: UUID, sha256: str) -> bytes:
        """Return the bytes; LookupError if there are none."""
        query = select(blob.c.content).where(_is(organisation_id, sha256))
        sealed: bytes | None = (await self._connection.execute(query)).scalar_one_or_none()
        if sealed is None:
            raise LookupError(f"there is no file {sha256}")
        content: bytes = await _away(
            len(sealed), self._encryption.decrypt, blob.c.content, _row(organisation_id, sha256), sealed
        )
        return content

    async def file_id(self, organisation_id: UUID, sha256: str, name: str) -> str | None:
        """Return the id under which Telegram has these bytes as a document of this name."""
        query = select(blob.c.file_id).where(_is(organisation_id, sha256), blob.c.sent_name == name)
        return (await self._connection.execute(query)).scalar_one_or_none()

    async def sent_as(self, organisation_id: UUID, sha256: str, name: str, file_id: str) -> None:
        """Store that id, instead of one for another name."""
        known = {"sent_name": name, "file_id": file_id}
        await self._changed(update(blob).where(_is(organisation_id, sha256)).values(known))


def unused() -> ColumnElement[bool]:
    """Match files that no row refers to: by convention, the names of columns that do contain ``sha256``."""
    return and_(*(_not_in(column) for column in _NAMES))


def _not_in(column: Column[Any]) -> ColumnElement[bool]:
    named = select(column.table.c.organisation_id, column).where(column.is_not(None))
    return tuple_(blob.c.organisation_id, blob.c.sha256).not_in(named)


_NAMES: Final = tuple(
    column
    for table in metadata.sorted_tables
    for column in table.columns
    if table is not blob and column.name.endswith("sha256")
)


def _is(organisation_id: UUID, sha256: str) -> ColumnElement[bool]:
    return (blob.c.organisation_id == organisation_id) & (blob.c.sha256 == sha256)


def _row(organisation_id: UUID, sha256: str) -> str:
    return f"{organisation_id}/{sha256}"


async def _away(size: int, work: Callable[_Given, _Answer], *args: _Given.args, **kwargs: _Given.kwargs) -> _Answer:
    """Process `size` bytes, in a thread if they are many."""
    return await asyncio.to_thread(work, *args, **kwargs) if size >= _LARGE else work(*args, **kwargs)
