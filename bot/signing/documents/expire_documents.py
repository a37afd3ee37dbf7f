"""Expires the open requests of a document a week after its deadline, so that it can be finished."""

from dataclasses import dataclass
from datetime import datetime

from bot.due_rows import DueRow, DueRows
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.signing.documents.deadlines import GRACE
from bot.signing.models import Class, EndReason
from bot.signing.ports import OpenSigning
from bot.signing.requests.end_requests import end_open_requests


@dataclass(frozen=True, slots=True)
class ExpireDocuments:
    """Periodic job. Until then late signatures are accepted, with their time.

    See ``docs/decisions/0005-accept-late-signatures-for-a-week.md``.
    """

    open: OpenSigning

    async def __call__(self, *, now: datetime) -> int:
        """Expire every document that is due and return how many there were."""
        return await DueRows(
            job="expire_documents",
            open=self.open,
            find=lambda tx, most: tx.documents.overdue(now - GRACE, most),
            handle_one=self._expire,
        ).handle_each(now)

    async def _expire(self, row: DueRow, now: datetime) -> bool:
        async with self.open() as tx:
            await tx.documents.lock(row.id)
            document = await tx.documents.get(row.organisation_id, row.id)
            if document is None or document.deadline_at >= now - GRACE:
                return False  # the deadline has just been moved
            event_id = EventId(f"job:{document.id}:expired:{document.deadline_at.isoformat()}")
            if document.class_ is Class.WITNESS:
                await tx.documents.void(document.id, now)  # without both witnesses there is no act
            ended = await end_open_requests(tx, document, EndReason.EXPIRED, event_id=event_id, now=now)
            if ended:
                facts: dict[str, str | int] = {"sha256": document.sha256, "requests": len(ended)}
                audit_event = AuditEvent(document.organisation_id, Act.EXPIRED, event_id, now, None, document.id, facts)
                await tx.ledger.append(audit_event)
            return bool(ended)
