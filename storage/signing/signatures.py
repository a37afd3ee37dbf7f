"""Signatures. The record contains a phone number, so its column is encrypted."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import func, select

from bot.signing.models import Signature
from storage.repository import Rows, chunks
from storage.signing.requests import counted_with
from storage.tables import blob, signature


class SqlSignatures(Rows):
    """Implements `bot.signing.ports.Signatures`."""

    async def add(self, new: Signature) -> None:
        """Store one; do nothing when it exists already; IntegrityError for a second one of the same request."""
        await self._insert(signature, [self._encryption.values(signature, new)])

    async def of_request(self, request_id: UUID) -> Signature | None:
        """Return the request's."""
        row = await self._one(select(signature).where(signature.c.request_id == request_id))
        return None if row is None else self._encryption.entity(Signature, signature, row)

    async def of_document(self, document_id: UUID) -> list[Signature]:
        """Return all of a document's, oldest first; those of a series are those of its copies."""
        query = select(signature).where(signature.c.document_id.in_(counted_with(document_id)))
        rows = await self._all(query.order_by(signature.c.signed_at, signature.c.id))
        return [self._encryption.entity(Signature, signature, row) for row in rows]

    async def containers_size(self, document_id: UUID) -> int:
        """Return how many bytes the qualified signatures of a document have together, in the files they came in."""
        same = (blob.c.organisation_id == signature.c.organisation_id) & (blob.c.sha256 == signature.c.container_sha256)
        sizes = select(func.coalesce(func.sum(blob.c.size), 0)).select_from(signature.join(blob, same))
        return int((await self._connection.execute(sizes.where(signature.c.document_id == document_id))).scalar_one())

    async def signed_by(self, document_id: UUID, people: Collection[UUID]) -> Mapping[UUID, UUID]:
        """Return who of these people signed a document, each with the document: of a series, with their copy."""
        signed: dict[UUID, UUID] = {}
        theirs = select(signature.c.person_id, signature.c.document_id).where(
            signature.c.document_id.in_(counted_with(document_id))
        )
        for chunk in chunks(people):
            rows = await self._connection.execute(theirs.where(signature.c.person_id.in_(chunk)))
            signed.update((person_id, signed_id) for person_id, signed_id in rows.all())
        return signed
