"""Checks a file that somebody sent: finished and unchanged, changed, an original known here, or unknown here."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from bot.signing.models import Document, Tally
from bot.signing.ports import ReadSigning
from bot.signing.records.record import Trust
from bot.signing.sealing.files import FileEmptyRefused
from bot.signing.verification.findings import Integrity, Verification
from bot.signing.verification.in_workers import verify, verify_file
from bot.staff.models import Speaker
from bot.staff.revocation.revocations import newest_lists
from bot.workers.pool import Priority, Work, WorkerPool


@dataclass(frozen=True, slots=True)
class Original:
    """A document with exactly this original file, and how many of its requests are in which state."""

    document: Document
    tally: Tally


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """What was found. `original` is set where the bytes are those of a document's original.

    `earlier`: the file is an earlier revision of a finished one, and the newest has more time stamps.
    """

    verification: Verification
    original: Original | None
    earlier: bool = False

    @property
    def says_something(self) -> bool:
        """Return whether the file is known here, or was before it was changed."""
        return self.original is not None or self.verification.answer is not Integrity.UNKNOWN


@dataclass(frozen=True, slots=True)
class CheckFile:
    """For registered people: a file is checked against their organisation. Nothing of it is stored."""

    read: ReadSigning
    workers: WorkerPool

    async def __call__(self, speaker: Speaker, content: bytes) -> CheckedFile:
        """Check the bytes."""
        if not content:
            raise FileEmptyRefused
        authority = speaker.organisation.ca_certificate
        async with self.read() as tx:
            lists = await newest_lists(tx, speaker.organisation.id)
        verification = await self.workers.run(Work.DOCUMENT, Priority.PERSON, verify, content, authority, lists)
        sha256 = hashlib.sha256(content).hexdigest()
        return CheckedFile(verification, await self._original(speaker, sha256), await self._is_earlier(speaker, sha256))

    async def _original(self, speaker: Speaker, sha256: str) -> Original | None:
        async with self.read() as tx:
            for document in await tx.documents.by_sha256(speaker.organisation.id, sha256):
                if document.sha256 == sha256:
                    return Original(document, await tx.requests.tally(document.id))
        return None

    async def _is_earlier(self, speaker: Speaker, sha256: str) -> bool:
        async with self.read() as tx:
            document = await tx.documents.finished_as(sha256)
        if document is None or document.organisation_id != speaker.organisation.id:
            return False
        return document.finished_sha256 != sha256


@dataclass(frozen=True, slots=True)
class CheckStrangersFile:
    """For strangers: a file is checked against the organisation that it names, if the bot serves it.

    Originals are not looked up: strangers do not learn which documents exist. Only worker processes read the file.
    """

    read: ReadSigning
    workers: WorkerPool

    async def __call__(self, path: Path) -> CheckedFile:
        """Check the file."""
        return CheckedFile(await self._verified(path), None)

    async def _verified(self, path: Path) -> Verification:
        claimed = await self.workers.run(Work.DOCUMENT, Priority.STRANGER, verify_file, path)
        if claimed.organisation is None:
            return claimed
        async with self.read() as tx:
            served = {organisation.id: organisation for organisation in await tx.organisations.all()}
            organisation = served.get(claimed.organisation.id)
            if organisation is None:
                return Verification(Integrity.UNKNOWN, Trust.STRANGER)
            lists = await newest_lists(tx, organisation.id)
        authority = organisation.ca_certificate
        return await self.workers.run(Work.DOCUMENT, Priority.STRANGER, verify_file, path, authority, lists)
