"""The port of the file storage: files are encrypted and identified by their hash."""

from datetime import datetime
from typing import Protocol
from uuid import UUID


class Blobs(Protocol):
    """Encrypted files, identified by the hex SHA-256 of their contents."""

    async def put(self, organisation_id: UUID, content: bytes, now: datetime) -> str:
        """Store a file and return its hex SHA-256; a file is stored once."""
        ...

    async def get(self, organisation_id: UUID, sha256: str) -> bytes:
        """Return the bytes; LookupError if there are none."""
        ...

    async def file_id(self, organisation_id: UUID, sha256: str, name: str) -> str | None:
        """Return the id under which Telegram has these bytes as a document of this name."""
        ...

    async def sent_as(self, organisation_id: UUID, sha256: str, name: str, file_id: str) -> None:
        """Store that id, instead of one for another name."""
        ...
