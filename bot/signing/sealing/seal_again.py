"""Tries at once, when a manager asks for it, to make the finished file that could not be made."""

from dataclasses import dataclass
from uuid import UUID

from bot.signing.models import Document
from bot.signing.ports import OpenSigning, WakeJobs
from bot.signing.requests.request_details import load_document, require_standing
from bot.staff.access import present
from bot.staff.models import Speaker


@dataclass(frozen=True, slots=True)
class SealAgain:
    """While the document has not ended. Repeating it makes nothing twice. `nudge` wakes the job that makes the file."""

    open: OpenSigning
    nudge: WakeJobs

    async def __call__(self, speaker: Speaker, document_id: UUID) -> Document:
        """Make its failures due now; DocumentEndedRefused."""
        async with self.open() as tx:
            speaker = await present(tx, speaker)
            document = await load_document(tx, speaker, document_id)
            require_standing(document)
            requests = await tx.requests.of_document(document_id)
            copies = {request.document_id for request in requests}
            await tx.job_failures.retry_now({document_id, *copies, *(request.id for request in requests)})
        self.nudge()
        return document
