"""Adds a person to those whom a document goes to, while it is still being signed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.errors import StateRefused
from bot.ids import Cause, derived_id
from bot.ledger.entries import Act, Deed
from bot.signing.asked import load_sendable
from bot.signing.asking import ask
from bot.signing.audience import Audience, recipients
from bot.signing.documents import Document, Order, Request, RequestState
from bot.signing.ports import OpenSigning, SigningTransaction
from bot.signing.send import NobodyChosenRefused
from bot.signing.void import DocumentEndedRefused
from bot.staff.people import Person, Speaker


class RecipientAlreadyRefused(StateRefused):
    """The document went to this person before. Facts: name."""


@dataclass(frozen=True, slots=True)
class Added:
    """The answer: who was added to which document."""

    document: Document
    name: str


@dataclass(frozen=True, slots=True)
class AddRecipient:
    """In a sequence the new person comes last; of a personal text a copy is drawn for them."""

    open: OpenSigning

    async def __call__(
        self, speaker: Speaker, document_id: UUID, person_id: UUID, *, cause: Cause, now: datetime
    ) -> Added:
        """Add them; refused when the document has ended, or they have it already, or are not registered."""
        async with self.open() as tx:
            document = await load_sendable(tx, speaker, document_id)
            people = await recipients(tx, speaker.organisation.id, Audience(people=(person_id,)), now)
            if not people:
                raise NobodyChosenRefused
            if await tx.requests.get(document.organisation_id, derived_id(cause, "request", person_id)) is None:
                await self._add(tx, speaker, document, people[0], cause, now)
            return Added(document, people[0].name)

    async def _add(
        self, tx: SigningTransaction, speaker: Speaker, document: Document, person: Person, cause: Cause, now: datetime
    ) -> None:
        await tx.documents.hold(document.id)
        now_is = await tx.documents.get(document.organisation_id, document.id)
        if now_is is None or now_is.ended:
            raise DocumentEndedRefused(title=document.title)
        others = await tx.requests.of_document(document.id)
        if any(other.person_id == person.id and other.state is not RequestState.DELEGATED for other in others):
            raise RecipientAlreadyRefused(name=person.name)
        request = _request(document, person, others, cause, now)
        await tx.requests.add([request])
        if request.state is RequestState.OPEN:
            await ask(tx, document, [request], cause=cause, now=now)
        facts: dict[str, str | int] = {
            "sha256": document.sha256,
            "added": str(person.id),
            "recipients": len(others) + 1,
        }
        deed = Deed(document.organisation_id, Act.DOCUMENT_SENT, cause, now, speaker.person.id, document.id, facts)
        await tx.ledger.append(deed)
        await tx.documents.board_behind(document.id, now)


def _request(document: Document, person: Person, others: list[Request], cause: Cause, now: datetime) -> Request:
    in_turn = document.order is Order.SEQUENCE and any(not other.state.final for other in others)
    waits = document.is_series or in_turn
    return Request(
        id=derived_id(cause, "request", person.id),
        organisation_id=document.organisation_id,
        document_id=document.id,
        person_id=person.id,
        place=max((other.place for other in others), default=0) + 1,
        state=RequestState.WAITING if waits else RequestState.OPEN,
        sent_at=None if waits else now,
    )
