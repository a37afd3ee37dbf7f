"""Ends what nobody answered: a week after the deadline, open requests expire and the document is finished."""

from dataclasses import dataclass
from datetime import datetime

from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.signing.documents.deadlines import GRACE
from bot.signing.documents.end_open_requests import end_open
from bot.signing.models import Class, Document, EndReason
from bot.signing.ports import OpenSigning

_MOST = 50


@dataclass(frozen=True, slots=True)
class ExpireDocuments:
    """Rung by a bell; each document is one transaction, and what another process ended is left alone.

    Until then a late signature is taken, with its time (docs/decisions/0005-accept-late-signatures-for-a-week.md).
    """

    open: OpenSigning

    async def __call__(self, *, now: datetime) -> int:
        """Expire what is due and return how many documents that were."""
        async with self.open() as tx:
            overdue = await tx.documents.overdue(now - GRACE, _MOST)
        for document in overdue:
            await self._expire(document, now)
        return len(overdue)

    async def _expire(self, document: Document, now: datetime) -> None:
        event_id = EventId(f"bell:{document.id}:expired:{document.deadline_at.isoformat()}")
        async with self.open() as tx:
            await tx.documents.hold(document.id)
            now_is = await tx.documents.get(document.organisation_id, document.id)
            if now_is is None or now_is.deadline_at != document.deadline_at:
                return  # somebody has just moved it
            if document.class_ is Class.WITNESS:
                await tx.documents.void(document.id, now)  # without both witnesses there is no act
            ended = await end_open(tx, document, EndReason.EXPIRED, event_id=event_id, now=now)
            if not ended:
                return
            facts: dict[str, str | int] = {"sha256": document.sha256, "requests": len(ended)}
            await tx.ledger.append(
                AuditEvent(document.organisation_id, Act.EXPIRED, event_id, now, None, document.id, facts)
            )
