"""The port to the files the house keeps: encrypted, named by what is inside."""

from datetime import datetime
from typing import Protocol
from uuid import UUID


class Blobs(Protocol):
    """Files, encrypted, by the hex SHA-256 of what is inside."""

    async def put(self, organisation_id: UUID, content: bytes, now: datetime) -> str:
        """Keep a file and return its hex SHA-256; one already kept is not kept twice."""
        ...

    async def get(self, organisation_id: UUID, sha256: str) -> bytes:
        """Return the bytes; LookupError if there are none."""
        ...

    async def file_id(self, organisation_id: UUID, sha256: str) -> str | None:
        """Return the id under which Telegram has these bytes already, as a document."""
        ...

    async def sent_as(self, organisation_id: UUID, sha256: str, file_id: str) -> None:
        """Remember that id."""
        ...
