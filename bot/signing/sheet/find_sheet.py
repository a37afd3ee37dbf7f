"""Finds the document that the code on a sheet names, for whoever holds the sheet in their hands."""

from dataclasses import dataclass

from bot.signing.models import Document, Tally
from bot.signing.ports import ReadSigning


@dataclass(frozen=True, slots=True)
class FoundSheet:
    """What a sheet says already to whoever can read it: whose document, which, and how many signed."""

    organisation: str
    document: Document
    tally: Tally


@dataclass(frozen=True, slots=True)
class FindSheet:
    """For anyone: the code is unforgeable without the key, and nothing is told that the paper does not say."""

    read: ReadSigning

    async def __call__(self, code_id: bytes, organisation_tag: bytes) -> FoundSheet | None:
        """Find it by a genuine code's parts; None when it is of no document here."""
        async with self.read() as tx:
            document = await tx.documents.by_code(code_id)
            if document is None:
                return None
            organisation = await tx.organisations.get(document.organisation_id)
            if organisation.tag != organisation_tag:
                return None
            return FoundSheet(organisation.name, document, await tx.requests.tally(document.id))
