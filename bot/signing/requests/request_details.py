"""Loads a request for its recipient and a document for managers, and for nobody else."""

from dataclasses import dataclass
from uuid import UUID

from bot.signing.models import Document, PendingDecline, Request, RequestState
from bot.signing.ports import SigningTransaction
from bot.staff.access import NotAllowedRefused, require_manager, require_own
from bot.staff.models import Speaker


@dataclass(frozen=True, slots=True)
class RequestDetails:
    """A request with its document; `instead_of` is the name of its first recipient, where it was handed on.

    `declining`: the person has declined it and can still take that back.
    """

    request: Request
    document: Document
    instead_of: str = ""
    declining: PendingDecline | None = None

    @property
    def waits(self) -> bool:
        """Return whether the request waits for the person's answer."""
        return not self.request.state.final and self.declining is None


@dataclass(frozen=True, slots=True)
class AlreadySettled:
    """The request waits for no answer: it is in a final state, or `declining`, which can still be taken back."""

    document: Document
    state: RequestState
    declining: PendingDecline | None = None


async def load_request(tx: SigningTransaction, speaker: Speaker, request_id: UUID) -> RequestDetails:
    """Return the speaker's own request; NotAllowedRefused for another's, and for one whose turn has not come."""
    found = await tx.requests.with_document(speaker.organisation.id, request_id)
    if found is None or found[0].state is RequestState.WAITING:
        raise NotAllowedRefused
    request, document = found
    require_own(speaker, request.person_id)
    declining = None if request.state.final else (await tx.declines.of([request_id])).get(request_id)
    return RequestDetails(request, document, await first_request(tx, request), declining)


async def load_held_request(tx: SigningTransaction, speaker: Speaker, request_id: UUID) -> RequestDetails:
    """Return the request as `load_request` does, locked to the end of the transaction."""
    await tx.requests.lock(request_id)
    return await load_request(tx, speaker, request_id)


async def already_settled(tx: SigningTransaction, details: RequestDetails) -> AlreadySettled:
    """Return how a request stands that waits for no answer."""
    return AlreadySettled(details.document, details.request.state, details.declining)


async def first_request(tx: SigningTransaction, request: Request) -> str:
    """Return the name of the first recipient of a request that was handed on; empty where it was not."""
    handed: Request | None = request
    while handed is not None and handed.instead_of_id is not None:
        handed = await tx.requests.get(request.organisation_id, handed.instead_of_id)
    if handed is None or handed.id == request.id:
        return ""
    person = await tx.people.get(request.organisation_id, handed.person_id)
    return person.name if person else ""


async def load_document(tx: SigningTransaction, speaker: Speaker, document_id: UUID) -> Document:
    """Return a document of the organisation that the speaker manages; NotAllowedRefused for any other."""
    require_manager(speaker)
    return await _document(tx, speaker, document_id)


async def load_sendable(tx: SigningTransaction, speaker: Speaker, document_id: UUID) -> Document:
    """Return a document as `load_document` does; NotAllowedRefused for an act, whose recipients are its witnesses."""
    document = await load_document(tx, speaker, document_id)
    if document.about_request_id is not None:
        raise NotAllowedRefused
    return document


async def _document(tx: SigningTransaction, speaker: Speaker, document_id: UUID) -> Document:
    document = await tx.documents.get(speaker.organisation.id, document_id)
    if document is None:
        raise NotAllowedRefused
    return document
