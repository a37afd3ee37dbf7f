"""Archives finished files: those that could not be when they were sealed, and those whose stamp must be renewed."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from bot.due_rows import DueRow, DueRows
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.signing.archiving.in_workers import archive
from bot.signing.models import Document, SealLevel
from bot.signing.ports import OpenSigning, SigningTransaction
from bot.signing.sealing.seal import Archive, Archived, Seal
from bot.staff.revocation.revocations import newest_lists
from bot.workers.pool import Priority, Work, WorkerPool

FilesPerRun = NewType("FilesPerRun", int)
"""How many files one run archives: each costs requests to an authority that others use too."""


@dataclass(frozen=True, slots=True)
class ArchiveFiles:
    """Periodic job. Where two processes archive the same file, one revision is kept."""

    open: OpenSigning
    workers: WorkerPool
    stamping: Archive | None
    most: FilesPerRun

    async def __call__(self, *, now: datetime) -> int:
        """Archive the files that are due and return how many there were."""
        stamping = self.stamping
        if stamping is None:
            return 0
        return await DueRows(
            job="archive_files",
            open=self.open,
            find=lambda tx, most: tx.documents.to_archive(now, most),
            handle_one=lambda row, now: self._archive(row, stamping, now),
            limit=self.most,
        ).handle_each(now)

    async def _archive(self, row: DueRow, to: Archive, now: datetime) -> bool:
        async with self.open() as tx:
            document = await tx.documents.get(row.organisation_id, row.id)
            due = await tx.documents.is_to_archive(row.id, now)  # no longer, where another process has archived it
            if document is None or document.finished_sha256 is None or not due:
                return False
            content = await tx.blobs.get(document.organisation_id, document.finished_sha256)
            seal = await _public_seal(tx, document)
        work = self.workers.run(Work.DOCUMENT, Priority.BACKGROUND, archive, content, seal, to, now)
        archived = await work
        async with self.open() as tx:
            return await _keep(tx, document, archived, to.level, now)


async def _public_seal(tx: SigningTransaction, document: Document) -> Seal:
    """Return the seal without its key: a revision is stamped by others."""
    organisation = await tx.organisations.get(document.organisation_id)
    lists = await newest_lists(tx, organisation.id)
    return Seal(b"", organisation.seal_certificate, (organisation.ca_certificate,), lists)


async def _keep(
    tx: SigningTransaction, document: Document, archived: Archived, level: SealLevel, now: datetime
) -> bool:
    """Store the revision, once; the ledger has the hashes of both."""
    was = document.finished_sha256 or ""
    becomes = await tx.blobs.put(document.organisation_id, archived.content, now)
    if not await tx.documents.add_revision(document, becomes, level, archived.renew_at):
        return False
    facts: dict[str, str | int] = {"was_sha256": was, "finished_sha256": becomes}
    event_id = EventId(f"job:{document.id}:archived:{was}")
    await tx.ledger.append(
        AuditEvent(document.organisation_id, Act.FILE_ARCHIVED, event_id, now, None, document.id, facts)
    )
    await tx.documents.mark_board_stale(document.id, now)
    return True
