"""Files of organisations, each read or recorded in a transaction of its own: what sending them to Telegram needs."""

from dataclasses import dataclass
from uuid import UUID

from storage.transaction import Store


@dataclass(frozen=True, slots=True)
class StoredFiles:
    """Files by their hash, and the ids under which Telegram has them."""

    store: Store

    async def content(self, organisation_id: UUID, sha256: str) -> bytes:
        """Return a file's bytes."""
        async with self.store.reading() as tx:
            return await tx.blobs.get(organisation_id, sha256)

    async def file_id(self, organisation_id: UUID, sha256: str, name: str) -> str | None:
        """Return Telegram's id of these bytes under this name."""
        async with self.store.reading() as tx:
            return await tx.blobs.file_id(organisation_id, sha256, name)

    async def sent_as(self, organisation_id: UUID, sha256: str, name: str, file_id: str) -> None:
        """Store Telegram's id of these bytes under this name."""
        async with self.store.transaction() as tx:
            await tx.blobs.sent_as(organisation_id, sha256, name, file_id)
