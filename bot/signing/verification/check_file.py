"""Checks a file that somebody sent: finished and unchanged, changed, an original known here, or unknown here."""

import hashlib
from dataclasses import dataclass

from bot.signing.documents.files import FileEmptyRefused
from bot.signing.models import Document, Tally
from bot.signing.ports import ReadSigning
from bot.signing.records.record import Trust
from bot.signing.verification import Integrity, Verification, verify
from bot.staff.models import Speaker
from bot.workers.pool import Priority, Work, WorkerPool


@dataclass(frozen=True, slots=True)
class Original:
    """A document whose original file this is, to the byte, and how many of its requests stand where."""

    document: Document
    tally: Tally


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """What was found. `original` is set where the bytes are those of a document's original."""

    verification: Verification
    original: Original | None

    @property
    def says_something(self) -> bool:
        """Say whether the file is known here or was once: whether there is more to tell than "unknown"."""
        return self.original is not None or self.verification.answer is not Integrity.UNKNOWN


@dataclass(frozen=True, slots=True)
class CheckFile:
    """For everyone: who holds a file may know whether it is what it seems. Keeps nothing of it.

    A registered person asks their organisation. A stranger's file is held against the organisation that it names, if
    this bot serves it, and originals are not looked up: which documents exist is nobody else's to learn.
    """

    read: ReadSigning
    workers: WorkerPool

    async def __call__(self, speaker: Speaker | None, content: bytes) -> CheckedFile:
        """Check the bytes."""
        if not content:
            raise FileEmptyRefused
        if speaker is None:
            return CheckedFile(await self._for_stranger(content), None)
        authority = speaker.organisation.ca_certificate
        verification = await self.workers.run(Work.DOCUMENT, Priority.PERSON, verify, content, authority)
        return CheckedFile(verification, await self._original(speaker, hashlib.sha256(content).hexdigest()))

    async def _for_stranger(self, content: bytes) -> Verification:
        claimed = await self.workers.run(Work.DOCUMENT, Priority.STRANGER, verify, content)
        if claimed.organisation is None:
            return claimed
        async with self.read() as tx:
            served = {organisation.id: organisation for organisation in await tx.organisations.all()}
        organisation = served.get(claimed.organisation.id)
        if organisation is None:
            return Verification(Integrity.UNKNOWN, Trust.STRANGER)
        return await self.workers.run(Work.DOCUMENT, Priority.STRANGER, verify, content, organisation.ca_certificate)

    async def _original(self, speaker: Speaker, sha256: str) -> Original | None:
        async with self.read() as tx:
            for document in await tx.documents.by_sha256(speaker.organisation.id, sha256):
                if document.sha256 == sha256:
                    return Original(document, await tx.requests.tally(document.id))
        return None
