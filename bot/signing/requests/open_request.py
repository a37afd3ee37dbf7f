"""Opens a request: the person is about to read the exact statement, and the first time is recorded."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.signing.ports import OpenSigning
from bot.signing.requests.request_details import AlreadySettled, RequestDetails, load_request
from bot.staff.models import Speaker


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """Pressing Sign opens it; what is final already stays closed."""

    open: OpenSigning

    async def __call__(
        self, speaker: Speaker, request_id: UUID, *, event_id: EventId, now: datetime
    ) -> RequestDetails | AlreadySettled:
        """Return the request and its document, or in which final state it is."""
        async with self.open() as tx:
            asked = await load_request(tx, speaker, request_id)
            if asked.request.state.final:
                return AlreadySettled(asked.document, asked.request.state)
            if await tx.requests.opened(request_id, now):
                await tx.ledger.append(_audit_event(asked, event_id, now))
                await tx.documents.board_behind(asked.document.id, now)
            return asked


def _audit_event(asked: RequestDetails, event_id: EventId, now: datetime) -> AuditEvent:
    facts: dict[str, str | int] = {"document_id": str(asked.document.id), "sha256": asked.document.sha256}
    request = asked.request
    return AuditEvent(request.organisation_id, Act.REQUEST_OPENED, event_id, now, request.person_id, request.id, facts)
