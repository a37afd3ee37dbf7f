"""Moves a document's deadline to a later day; what had expired of it is asked again, and the reminders follow."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from bot.errors import InputRefused
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.signing.documents.deadlines import require_ahead
from bot.signing.documents.void_document import DocumentEndedRefused
from bot.signing.models import Document, Request, RequestState
from bot.signing.notices import DeadlineMoved
from bot.signing.ports import OpenSigning, SigningTransaction
from bot.signing.requests.remind_requests import remind_anew
from bot.signing.requests.request_details import load_document
from bot.signing.tellings import notify_asked
from bot.staff.models import Speaker


class DeadlineNotLaterRefused(InputRefused):
    """The document is due on that day or later already: those asked were promised the time until then."""


@dataclass(frozen=True, slots=True)
class Extended:
    """The answer: the document with its new deadline, and how many people are told of it."""

    document: Document
    told: int


@dataclass(frozen=True, slots=True)
class ExtendDeadline:
    """Any manager of the organisation may, while the document has not ended (docs/decisions/0005)."""

    open: OpenSigning

    async def __call__(
        self, speaker: Speaker, document_id: UUID, deadline_at: datetime, *, event_id: EventId, now: datetime
    ) -> Extended:
        """Move it once; asked for the deadline that stands, change nothing.

        DeadlinePastRefused, DeadlineFarRefused, DeadlineNotLaterRefused, or DocumentEndedRefused.
        """
        async with self.open() as tx:
            document = await load_document(tx, speaker, document_id)
            if document.deadline_at == deadline_at:
                done = await tx.ledger.find(event_id, Act.DEADLINE_MOVED)
                return Extended(document, int(done.audit_event.facts["told"]) if done else 0)
            require_ahead(deadline_at, now)
            if deadline_at < document.deadline_at:
                raise DeadlineNotLaterRefused
            if not await tx.documents.extend(document_id, deadline_at):
                raise DocumentEndedRefused(title=document.title)
            extended = replace(document, deadline_at=deadline_at)
            asked = await _ask_again(tx, extended, event_id, now)
            await tx.ledger.append(_audit_event(speaker, document, extended, len(asked), event_id, now))
            await tx.documents.board_behind(document_id, now)
            return Extended(extended, len(asked))


async def _ask_again(tx: SigningTransaction, document: Document, event_id: EventId, now: datetime) -> Sequence[Request]:
    """Reopen what had expired, and tell everyone whose answer is awaited, once; return who they are."""
    await tx.requests.reopen(document.id)
    asked = [each for each in await tx.requests.of_document(document.id) if each.state is RequestState.OPEN]
    await remind_anew(tx, document, asked, now)
    content = DeadlineMoved(document.id, document.title, document.deadline_at, document.class_, document.handing)
    await notify_asked(tx, asked, content, event_id=event_id, now=now)
    return asked


def _audit_event(
    speaker: Speaker, was: Document, document: Document, told: int, event_id: EventId, now: datetime
) -> AuditEvent:
    facts: dict[str, str | int] = {
        "sha256": document.sha256,
        "from": was.deadline_at.isoformat(),
        "to": document.deadline_at.isoformat(),
        "told": told,
    }
    return AuditEvent(
        document.organisation_id, Act.DEADLINE_MOVED, event_id, now, speaker.person.id, document.id, facts
    )
