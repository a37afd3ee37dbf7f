"""Hands a request on to a colleague."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.ids import EventId, derived_id
from bot.ledger.entries import Act, AuditEvent
from bot.signing.models import Document, Request, RequestState
from bot.signing.notices import RequestHandedOn
from bot.signing.notify import notify_about
from bot.signing.ports import OpenSigning, SigningTransaction
from bot.signing.requests.colleagues import colleague_of, require_free
from bot.signing.requests.open_requests import open_requests
from bot.signing.requests.request_details import (
    AlreadySettled,
    RequestDetails,
    already_settled,
    load_held_request,
    load_request,
)
from bot.staff.access import present
from bot.staff.models import Person, Speaker


@dataclass(frozen=True, slots=True)
class HandedOn:
    """What was handed on, and to whom, by this call or an earlier one with the same event id."""

    document: Document
    name: str


@dataclass(frozen=True, slots=True)
class HandOnRequest:
    """The request becomes DELEGATED and another takes its place, turn and deadline; the author is notified.

    Nobody gets a document twice, so that a request never returns to the person who handed it on.
    """

    open: OpenSigning

    async def __call__(
        self, speaker: Speaker, request_id: UUID, person_id: UUID, *, event_id: EventId, now: datetime
    ) -> HandedOn | AlreadySettled:
        """Hand it on once; HandingOnRefused, ColleagueUnreachedRefused, RecipientAlreadyRefused."""
        async with self.open() as tx:
            speaker = await present(tx, speaker)
            details = await load_request(tx, speaker, request_id)
            colleague = await colleague_of(tx, speaker, person_id, now)
            if await tx.requests.get(speaker.organisation.id, derived_id(event_id, "request", person_id)) is not None:
                return HandedOn(details.document, colleague.person.name)
            await tx.documents.lock(details.document.id)
            details = await load_held_request(tx, speaker, request_id)
            if not details.waits:
                return await already_settled(tx, details)
            await require_free(tx, details.document, colleague)
            await tx.requests.settle(request_id, RequestState.DELEGATED, now)
            await _hand_on(tx, speaker, details, colleague.person, event_id, now)
            return HandedOn(details.document, colleague.person.name)


async def _hand_on(
    tx: SigningTransaction,
    speaker: Speaker,
    details: RequestDetails,
    colleague: Person,
    event_id: EventId,
    now: datetime,
) -> None:
    document, successor = details.document, _successor(details.request, colleague, event_id, now)
    await tx.requests.add([successor])
    await tx.reminders.stop([details.request.id])
    await open_requests(tx, document, [successor], event_id=event_id, now=now, handed_on_by=speaker.person.name)
    content = RequestHandedOn(document.id, document.title, speaker.person.name, colleague.name)
    await notify_about(tx, document, content, [document.author_id], event_id=event_id, now=now)
    await tx.ledger.append(_audit_event(details, successor, event_id, now))
    await tx.documents.mark_board_stale(document.id, now)


def _successor(request: Request, colleague: Person, event_id: EventId, now: datetime) -> Request:
    return Request(
        id=derived_id(event_id, "request", colleague.id),
        organisation_id=request.organisation_id,
        document_id=request.document_id,
        person_id=colleague.id,
        place=request.place,
        state=RequestState.OPEN,
        sent_at=now,
        instead_of_id=request.id,
    )


def _audit_event(details: RequestDetails, successor: Request, event_id: EventId, now: datetime) -> AuditEvent:
    facts: dict[str, str | int] = {
        "document_id": str(details.document.id),
        "sha256": details.document.sha256,
        "to_person": str(successor.person_id),
        "to_request": str(successor.id),
    }
    request = details.request
    return AuditEvent(request.organisation_id, Act.HANDED_ON, event_id, now, request.person_id, request.id, facts)
