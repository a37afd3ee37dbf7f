"""Finds the document that the code on a sheet names, for anyone who has the sheet."""

from dataclasses import dataclass

from bot.signing.models import Document, Tally
from bot.signing.ports import ReadSigning


@dataclass(frozen=True, slots=True)
class FoundSheet:
    """What the sheet itself shows to anyone: whose document it is, which, and how many signed."""

    organisation: str
    document: Document
    tally: Tally


@dataclass(frozen=True, slots=True)
class FindSheet:
    """For anyone: the code cannot be forged without the key, and nothing is shown that the sheet does not show."""

    read: ReadSigning

    async def __call__(self, code_id: bytes, organisation_tag: bytes) -> FoundSheet | None:
        """Return the document by the parts of a genuine code; None where there is none."""
        async with self.read() as tx:
            document = await tx.documents.by_code(code_id)
            if document is None:
                return None
            organisation = await tx.organisations.get(document.organisation_id)
            if organisation.tag != organisation_tag:
                return None
            return FoundSheet(organisation.name, document, await tx.requests.tally(document.id))
