"""Shows what the link to a request is for, to whoever has it."""

from dataclasses import dataclass
from datetime import datetime

from bot.signing.models import RequestState
from bot.signing.ports import ReadSigning


@dataclass(frozen=True, slots=True)
class PreviewedRequest:
    """A request that waits for an answer: whose it is, and until when. It names neither the document nor anybody."""

    organisation: str
    time_zone: str
    deadline_at: datetime


@dataclass(frozen=True, slots=True)
class PreviewRequest:
    """For anyone: the code cannot be forged without the key."""

    read: ReadSigning

    async def __call__(self, code_id: bytes, organisation_tag: bytes) -> PreviewedRequest | None:
        """Return what a genuine code leads to; None where nothing waits for an answer."""
        async with self.read() as tx:
            request = await tx.requests.by_code(code_id)
            if request is None or request.state is not RequestState.OPEN:
                return None
            document = await tx.documents.get(request.organisation_id, request.document_id)
            organisation = await tx.organisations.get(request.organisation_id)
            if document is None or organisation.tag != organisation_tag:
                return None
            return PreviewedRequest(organisation.name, organisation.time_zone, document.deadline_at)
