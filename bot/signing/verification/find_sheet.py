"""Finds the document that the code on a sheet names, for anyone who has the sheet."""

from dataclasses import dataclass
from datetime import datetime

from bot.signing.models import Document, Tally
from bot.signing.ports import ReadSigning
from bot.signing.records.record import parse_record


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


@dataclass(frozen=True, slots=True)
class NamedSigner:
    """A person who confirmed, and when."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NamedSheet:
    """Whose sheet it is, of which document, and who confirmed, oldest first."""

    organisation: str
    title: str
    signers: tuple[NamedSigner, ...]


@dataclass(frozen=True, slots=True)
class NameSigners:
    """For anyone who has both the sheet and the file: the original or the finished one, by its hash."""

    read: ReadSigning
    find: FindSheet

    async def __call__(self, code_id: bytes, organisation_tag: bytes, sha256: str) -> NamedSheet | None:
        """Return who confirmed; None where there is no such sheet, or the file is another."""
        found = await self.find(code_id, organisation_tag)
        if found is None:
            return None
        async with self.read() as tx:
            known = sha256 in (found.document.sha256, found.document.finished_sha256)
            if not known and not await tx.documents.is_revision(found.document.id, sha256):
                return None
            signatures = await tx.signatures.of_document(found.document.id)
        records = [parse_record(signature.record_json) for signature in signatures]
        signers = tuple(NamedSigner(record.signer.name, record.act.confirmed_at) for record in records)
        return NamedSheet(found.organisation, found.document.title, signers)
