"""What was asked of whom: loads a request for the one it asks, a document for those who run it, and no one else."""

from dataclasses import dataclass
from uuid import UUID

from bot.signing.documents import Document, Request, RequestState
from bot.signing.ports import SigningTransaction
from bot.staff.access import NotAllowedRefused, require_manager, require_own
from bot.staff.people import Speaker


@dataclass(frozen=True, slots=True)
class Asked:
    """A request with its document."""

    request: Request
    document: Document


@dataclass(frozen=True, slots=True)
class AlreadySettled:
    """The answer to a press that comes too late: the request is final, and stays what it is."""

    document: Document
    state: RequestState


async def load_asked(tx: SigningTransaction, speaker: Speaker, request_id: UUID) -> Asked:
    """Answer the speaker's own request; NotAllowedRefused for another's, and for one whose turn has not come."""
    request = await tx.requests.get(speaker.organisation.id, request_id)
    if request is None or request.state is RequestState.WAITING:
        raise NotAllowedRefused
    require_own(speaker, request.person_id)
    return Asked(request, await _document(tx, speaker, request.document_id))


async def load_document(tx: SigningTransaction, speaker: Speaker, document_id: UUID) -> Document:
    """Answer a document of the organisation that the speaker runs; NotAllowedRefused for any other."""
    require_manager(speaker)
    return await _document(tx, speaker, document_id)


async def _document(tx: SigningTransaction, speaker: Speaker, document_id: UUID) -> Document:
    document = await tx.documents.get(speaker.organisation.id, document_id)
    if document is None:
        raise NotAllowedRefused
    return document
