"""Moves a document's deadline to a later day; expired requests are reopened, and the reminders follow."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from bot.errors import InputRefused
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.signing.documents.deadlines import DayOff, day_off, require_ahead
from bot.signing.models import Document, Request, RequestState
from bot.signing.notices import DeadlineMoved
from bot.signing.notify import notify_recipients
from bot.signing.ports import OpenSigning, SigningTransaction
from bot.signing.requests.remind_requests import restart_reminding
from bot.signing.requests.request_details import DocumentEndedRefused, load_document
from bot.staff.access import present
from bot.staff.models import Speaker
from bot.staff.organisation.working_hours import working_time


class DeadlineNotLaterRefused(InputRefused):
    """The document is due on that day or later already; a deadline is never moved to an earlier day."""


@dataclass(frozen=True, slots=True)
class QuietDeadline:
    """The deadline was not moved yet: nobody is reminded on that day."""

    document: Document
    day_off: DayOff


@dataclass(frozen=True, slots=True)
class Extended:
    """The document with its new deadline, and how many people are notified of it."""

    document: Document
    notified: int


@dataclass(frozen=True, slots=True)
class ExtendDeadline:
    """For managers, while the document has not ended (docs/decisions/0005)."""

    open: OpenSigning

    async def __call__(
        self,
        speaker: Speaker,
        document_id: UUID,
        deadline_at: datetime,
        *,
        event_id: EventId,
        now: datetime,
        even_on_day_off: bool = False,
    ) -> Extended | QuietDeadline:
        """Move it once; change nothing where it is the present deadline, or on a day off where that is not meant.

        DeadlinePastRefused, DeadlineFarRefused, DeadlineNotLaterRefused, or DocumentEndedRefused.
        """
        async with self.open() as tx:
            speaker = await present(tx, speaker)
            document = await load_document(tx, speaker, document_id)
            if document.deadline_at == deadline_at:
                done = await tx.ledger.find(event_id, Act.DEADLINE_MOVED)
                return Extended(document, int(done.audit_event.facts["told"]) if done else 0)
            require_ahead(deadline_at, now)
            if deadline_at < document.deadline_at:
                raise DeadlineNotLaterRefused
            found = None if even_on_day_off else day_off(deadline_at, working_time(speaker.organisation), now)
            if found is not None:
                return QuietDeadline(document, found)
            if not await tx.documents.extend(document_id, deadline_at):
                raise DocumentEndedRefused(title=document.title)
            extended = replace(document, deadline_at=deadline_at)
            notified = len(await _reopen(tx, extended, event_id, now))
            await tx.ledger.append(_audit_event(speaker, document, extended, notified, event_id, now))
            await tx.documents.mark_board_stale(document_id, now)
            return Extended(extended, notified)


async def _reopen(tx: SigningTransaction, document: Document, event_id: EventId, now: datetime) -> Sequence[Request]:
    """Reopen expired requests, notify the recipients of all open ones, and return these."""
    await tx.requests.reopen(document.id)
    requests = [each for each in await tx.requests.of_document(document.id) if each.state is RequestState.OPEN]
    await restart_reminding(tx, document, requests, now)
    content = DeadlineMoved(document.id, document.title, document.deadline_at, document.class_, document.handing)
    await notify_recipients(tx, requests, content, event_id=event_id, now=now)
    return requests


def _audit_event(
    speaker: Speaker, old: Document, document: Document, notified: int, event_id: EventId, now: datetime
) -> AuditEvent:
    facts: dict[str, str | int] = {
        "sha256": document.sha256,
        "from": old.deadline_at.isoformat(),
        "to": document.deadline_at.isoformat(),
        "told": notified,
    }
    return AuditEvent(
        document.organisation_id, Act.DEADLINE_MOVED, event_id, now, speaker.person.id, document.id, facts
    )
