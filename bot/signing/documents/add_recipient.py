"""Adds a recipient to a document that has not ended."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.ids import EventId, derived_id
from bot.ledger.entries import Act, AuditEvent
from bot.signing.documents.audience import Audience, recipients
from bot.signing.documents.send_document import NobodyChosenRefused
from bot.signing.models import Document, Order, Request, RequestState
from bot.signing.ports import OpenSigning, SigningTransaction
from bot.signing.requests.colleagues import RecipientAlreadyRefused
from bot.signing.requests.open_requests import open_requests
from bot.signing.requests.request_details import load_sendable, require_standing
from bot.staff.access import present
from bot.staff.models import Person, Speaker


@dataclass(frozen=True, slots=True)
class Added:
    """Who was added to which document."""

    document: Document
    name: str


@dataclass(frozen=True, slots=True)
class AddRecipient:
    """For managers. In a sequence the new person comes last; of a personal text a copy is drawn for them."""

    open: OpenSigning

    async def __call__(
        self, speaker: Speaker, document_id: UUID, person_id: UUID, *, event_id: EventId, now: datetime
    ) -> Added:
        """Add a person; DocumentEndedRefused, RecipientAlreadyRefused, or NobodyChosenRefused if not registered."""
        async with self.open() as tx:
            speaker = await present(tx, speaker)
            document = await load_sendable(tx, speaker, document_id)
            people = await recipients(tx, speaker.organisation.id, Audience(people=(person_id,)), now)
            if not people:
                raise NobodyChosenRefused
            if await tx.requests.get(document.organisation_id, derived_id(event_id, "request", person_id)) is None:
                await self._add(tx, speaker, document, people[0], event_id, now)
            return Added(document, people[0].name)

    async def _add(
        self,
        tx: SigningTransaction,
        speaker: Speaker,
        document: Document,
        person: Person,
        event_id: EventId,
        now: datetime,
    ) -> None:
        await tx.documents.lock(document.id)
        current = await tx.documents.get(document.organisation_id, document.id)
        require_standing(current or document)
        others = await tx.requests.of_document(document.id)
        if any(other.person_id == person.id and other.state is not RequestState.DELEGATED for other in others):
            raise RecipientAlreadyRefused(name=person.name)
        request = _request(document, person, others, event_id, now)
        await tx.requests.add([request])
        if request.state is RequestState.OPEN:
            await open_requests(tx, document, [request], event_id=event_id, now=now)
        facts: dict[str, str | int] = {
            "sha256": document.sha256,
            "added": str(person.id),
            "recipients": len(others) + 1,
        }
        audit_event = AuditEvent(
            document.organisation_id, Act.DOCUMENT_SENT, event_id, now, speaker.person.id, document.id, facts
        )
        await tx.ledger.append(audit_event)
        await tx.documents.mark_board_stale(document.id, now)


def _request(document: Document, person: Person, others: list[Request], event_id: EventId, now: datetime) -> Request:
    in_turn = document.order is Order.SEQUENCE and any(not other.state.final for other in others)
    waiting = document.is_series or in_turn
    return Request(
        id=derived_id(event_id, "request", person.id),
        organisation_id=document.organisation_id,
        document_id=document.id,
        person_id=person.id,
        place=max((other.place for other in others), default=0) + 1,
        state=RequestState.WAITING if waiting else RequestState.OPEN,
        sent_at=None if waiting else now,
    )
