"""Loads a request for its recipient and a document for managers, and for nobody else."""

from dataclasses import dataclass
from uuid import UUID

from bot.errors import StateRefused
from bot.signing.models import Document, PendingDecline, Request, RequestState
from bot.signing.ports import SigningTransaction
from bot.signing.requests.new_version import newest_version, request_in
from bot.staff.access import NotAllowedRefused, require_manager, require_own
from bot.staff.models import Speaker


class DocumentEndedRefused(StateRefused):
    """The document is finished or voided already. Facts: title."""


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
    """The request waits for no answer: it is in a final state, or `declining`, which can still be taken back.

    Of a document that was `replaced`, `new_version` is what the person was sent of the newest version.
    """

    document: Document
    state: RequestState
    declining: PendingDecline | None = None
    replaced: bool = False
    new_version: RequestDetails | None = None


async def load_request(tx: SigningTransaction, speaker: Speaker, request_id: UUID) -> RequestDetails:
    """Return the speaker's own request; NotAllowedRefused for another's, and for one whose turn has not come."""
    found = await tx.requests.with_document(speaker.organisation.id, request_id)
    if found is None or found[0].state is RequestState.WAITING:
        raise NotAllowedRefused
    require_own(speaker, found[0].person_id)
    return await _details(tx, *found)


async def _details(tx: SigningTransaction, request: Request, document: Document) -> RequestDetails:
    declining = None if request.state.final else (await tx.declines.of([request.id])).get(request.id)
    return RequestDetails(request, document, await first_request(tx, request), declining)


async def load_held_request(tx: SigningTransaction, speaker: Speaker, request_id: UUID) -> RequestDetails:
    """Return the request as `load_request` does, locked to the end of the transaction."""
    await tx.requests.lock(request_id)
    return await load_request(tx, speaker, request_id)


async def already_settled(tx: SigningTransaction, details: RequestDetails) -> AlreadySettled:
    """Return how a request stands that waits for no answer."""
    request, document = details.request, details.document
    newest = await newest_version(tx, document)
    if newest is None or newest.voided_at is not None:
        return AlreadySettled(document, request.state, details.declining)
    found = await request_in(tx, newest, request.person_id)
    new_version = await _details(tx, *found) if found else None
    return AlreadySettled(document, request.state, details.declining, replaced=True, new_version=new_version)


async def first_request(tx: SigningTransaction, request: Request) -> str:
    """Return the name of the first recipient of a request that was handed on; empty where it was not."""
    handed: Request | None = request
    while handed is not None and handed.instead_of_id is not None:
        handed = await tx.requests.get(request.organisation_id, handed.instead_of_id)
    if handed is None or handed.id == request.id:
        return ""
    person = await tx.people.get(request.organisation_id, handed.person_id)
    return person.name if person else ""


def require_standing(document: Document) -> None:
    """Raise DocumentEndedRefused for a document that is finished or voided."""
    if document.ended:
        raise DocumentEndedRefused(title=document.title)


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
