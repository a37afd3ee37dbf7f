"""Settles requests that were declined and not taken back; the author and those who have signed are notified."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.due_rows import DueRow, DueRows
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.signing.declining.prepare_decline import count_left_out
from bot.signing.models import Class, Document, EndReason, Order, PendingDecline, Request, RequestState
from bot.signing.notices import RequestDeclined
from bot.signing.notify import notify_about
from bot.signing.ports import OpenSigning, SigningTransaction, WakeJobs
from bot.signing.requests.end_requests import end_open_requests


@dataclass(frozen=True, slots=True)
class SettleDeclines:
    """Periodic job. The process that removes the pending decline settles the request, in the same transaction.

    A request that ended in the meantime (withdrawn, replaced, its person dismissed) stays as it is, and nobody learns
    that it was declined. Declining ends a sequence: the requests of those whose turn had not come are voided. `nudge`
    runs the job that finishes documents, because this one may be complete now.
    """

    open: OpenSigning
    nudge: WakeJobs

    async def __call__(self, *, now: datetime) -> int:
        """Settle what is due and return how many there were."""
        return await DueRows(
            job="settle_declines",
            open=self.open,
            find=lambda tx, most: tx.declines.due(now, most),
            handle_one=self._settle,
        ).handle_each(now)

    async def _settle(self, row: DueRow, now: datetime) -> bool:
        async with self.open() as tx:
            found = await tx.requests.with_document(row.organisation_id, row.id)
            if found is None:
                return False
            request, document = found
            await tx.documents.lock(document.id)
            await tx.requests.lock(request.id)
            decline = (await tx.declines.of([request.id])).get(request.id)
            if decline is None or decline.settles_at > now or not await tx.declines.remove(request.id):
                return False
            state, at = RequestState.DECLINED, decline.declined_at
            if await tx.requests.settle(request.id, state, at, reason=decline.reason):
                await _follow_up(tx, request, document, decline, now)
        self.nudge()
        return True


async def _follow_up(
    tx: SigningTransaction, request: Request, document: Document, decline: PendingDecline, now: datetime
) -> None:
    event_id = EventId(f"job:{request.id}:declined:{decline.declined_at.isoformat()}")
    await _notify(tx, document, decline, event_id, now)
    await tx.ledger.append(_audit_event(request, document, decline, event_id, now))
    await tx.reminders.stop([request.id])
    await tx.documents.mark_board_stale(document.id, now)
    if document.class_ is Class.WITNESS:
        await _void_act(tx, document, event_id, now)
    elif document.order is Order.SEQUENCE:
        await end_open_requests(tx, document, EndReason.DECLINED, event_id=event_id, now=now)


async def _notify(
    tx: SigningTransaction, document: Document, decline: PendingDecline, event_id: EventId, now: datetime
) -> None:
    person = await tx.people.get(decline.organisation_id, decline.person_id)
    left_out = await count_left_out(tx, document) or None
    name, author = person.name if person else "", document.author_id
    content = RequestDeclined(document.board_id, document.title, name, decline.reason, left_out=left_out)
    signed = [one.person_id for one in await tx.signatures.of_document(document.id) if one.person_id != author]
    await notify_about(tx, document, replace(content, to_author=True), [author], event_id=event_id, now=now)
    await notify_about(tx, document, content, signed, event_id=event_id, now=now)


async def _void_act(tx: SigningTransaction, act: Document, event_id: EventId, now: datetime) -> None:
    """Void an act that a witness does not confirm: another can be drawn up with other witnesses."""
    await tx.documents.void(act.id, now)
    await end_open_requests(tx, act, EndReason.VOIDED, event_id=event_id, now=now)
    audit_event = AuditEvent(act.organisation_id, Act.VOIDED, event_id, now, None, act.id, {"sha256": act.sha256})
    await tx.ledger.append(audit_event)


def _audit_event(
    request: Request, document: Document, decline: PendingDecline, event_id: EventId, now: datetime
) -> AuditEvent:
    facts: dict[str, str | int] = {
        "document_id": str(document.id),
        "sha256": document.sha256,
        "declined_at": decline.declined_at.isoformat(),
    }
    return AuditEvent(request.organisation_id, Act.DECLINED, event_id, now, request.person_id, request.id, facts)
