"""Records that a person has opened a request to read its statement."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.signing.ports import OpenSigning, ReadSigning
from bot.signing.requests.request_details import AlreadySettled, RequestDetails, already_settled, load_request
from bot.staff.access import present
from bot.staff.models import Speaker


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """Only the first opening is recorded; a request that waits for no answer is not opened."""

    read: ReadSigning
    open: OpenSigning

    async def __call__(
        self, speaker: Speaker, request_id: UUID, *, event_id: EventId, now: datetime
    ) -> RequestDetails | AlreadySettled:
        """Return the request and its document, or how it stands where it waits for no answer."""
        async with self.read() as tx:
            speaker = await present(tx, speaker)
            details = await load_request(tx, speaker, request_id)
            if not details.waits:
                return await already_settled(tx, details)
        if details.request.opened_at is None:
            await self._record(speaker, details, event_id, now)
        return details

    async def _record(self, speaker: Speaker, details: RequestDetails, event_id: EventId, now: datetime) -> None:
        async with self.open() as tx:
            await present(tx, speaker)
            if await tx.requests.opened(details.request.id, now):
                await tx.ledger.append(_audit_event(details, event_id, now))
                await tx.documents.mark_board_stale(details.document.id, now)


def _audit_event(details: RequestDetails, event_id: EventId, now: datetime) -> AuditEvent:
    facts: dict[str, str | int] = {"document_id": str(details.document.id), "sha256": details.document.sha256}
    request = details.request
    return AuditEvent(request.organisation_id, Act.REQUEST_OPENED, event_id, now, request.person_id, request.id, facts)
