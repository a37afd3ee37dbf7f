"""Finds the present state of a finished file by its hash, for anyone who holds the file."""

from dataclasses import dataclass
from datetime import datetime

from bot.ledger.entries import Act
from bot.signing.models import Document
from bot.signing.ports import ReadSigning, SigningTransaction


@dataclass(frozen=True, slots=True)
class DisputedKey:
    """A signer who said, at `at`, that somebody else had a key made in their name."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FoundFinished:
    """What became of a finished document since: whose it is, and the signers whose keys were disputed.

    `earlier`: the file is an earlier revision, and a newer one has more time stamps.
    """

    organisation: str
    document: Document
    disputed: tuple[DisputedKey, ...]
    earlier: bool = False


@dataclass(frozen=True, slots=True)
class FindFinished:
    """For anyone: only the finished file itself has this hash, and all that is told stands in it or concerns it."""

    read: ReadSigning

    async def __call__(self, sha256: str) -> FoundFinished | None:
        """Return the document whose finished file has this hash (64 hexadecimal digits); None where there is none."""
        async with self.read() as tx:
            document = await tx.documents.finished_as(sha256)
            if document is None:
                return None
            organisation = await tx.organisations.get(document.organisation_id)
            earlier = document.finished_sha256 != sha256
            return FoundFinished(organisation.name, document, await _disputed(tx, document), earlier)


async def _disputed(tx: SigningTransaction, document: Document) -> tuple[DisputedKey, ...]:
    signers = {signature.person_id for signature in await tx.signatures.of_document(document.id)}
    entries = await tx.ledger.acts_on(document.organisation_id, Act.KEY_DISPUTED, signers)
    found = []
    for audit_event in (entry.audit_event for entry in entries):
        person = await tx.people.get(document.organisation_id, audit_event.subject_id)
        if person is not None:
            found.append(DisputedKey(person.name, audit_event.at))
    return tuple(found)
