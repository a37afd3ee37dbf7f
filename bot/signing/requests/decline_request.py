"""Declines a request, with a reason; the author and those who have signed already are notified."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from bot.errors import InputRefused
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.signing.models import Class, Document, EndReason, Order, RequestState
from bot.signing.notices import RequestDeclined
from bot.signing.notify import notify_about
from bot.signing.ports import OpenSigning, SigningTransaction, WakeJobs
from bot.signing.requests.end_requests import end_open_requests
from bot.signing.requests.request_details import AlreadySettled, RequestDetails, load_request
from bot.staff.access import present
from bot.staff.models import Speaker
from bot.texts.lines import one_line

LONGEST_REASON = 500


class ReasonEmptyRefused(InputRefused):
    """A reason is required to decline."""


class ReasonLongRefused(InputRefused):
    """The reason is too long. Facts: most (characters)."""


@dataclass(frozen=True, slots=True)
class Declined:
    """The request was declined, by this call or an earlier one with the same event id."""

    document: Document


@dataclass(frozen=True, slots=True)
class DeclineRequest:
    """Declining ends a sequence: the requests of those whose turn had not come are voided.

    `nudge` runs the job that finishes documents, because this one may be complete now.
    """

    open: OpenSigning
    nudge: WakeJobs

    async def __call__(
        self, speaker: Speaker, request_id: UUID, reason: str, *, event_id: EventId, now: datetime
    ) -> Declined | AlreadySettled:
        """Decline it once."""
        reason = require_reason(reason)
        async with self.open() as tx:
            speaker = await present(tx, speaker)
            details = await load_request(tx, speaker, request_id)
            if not await tx.requests.settle(request_id, RequestState.DECLINED, now, reason=reason):
                return await self._settled_before(tx, details, event_id)
            await _notify(tx, speaker, details, reason, event_id, now)
            await tx.ledger.append(_audit_event(details, event_id, now))
            await tx.reminders.stop([request_id])
            await tx.documents.mark_board_stale(details.document.id, now)
            if details.document.order is Order.SEQUENCE:
                await tx.requests.settle_all(details.document.id, RequestState.VOIDED, now)
            if details.document.class_ is Class.WITNESS:
                await _void_act(tx, details.document, event_id, now)
        self.nudge()
        return Declined(details.document)

    async def _settled_before(
        self, tx: SigningTransaction, details: RequestDetails, event_id: EventId
    ) -> Declined | AlreadySettled:
        entry = await tx.ledger.find(event_id, Act.DECLINED)
        if entry is not None and entry.audit_event.subject_id == details.request.id:
            return Declined(details.document)
        current = await tx.requests.get(details.document.organisation_id, details.request.id)
        return AlreadySettled(details.document, (current or details.request).state)


def require_reason(text: str) -> str:
    """Return a reason in one line; refused when empty or longer than `LONGEST_REASON`."""
    reason = one_line(text)
    if not reason:
        raise ReasonEmptyRefused
    if len(reason) > LONGEST_REASON:
        raise ReasonLongRefused(most=LONGEST_REASON)
    return reason


async def _notify(
    tx: SigningTransaction, speaker: Speaker, details: RequestDetails, reason: str, event_id: EventId, now: datetime
) -> None:
    signed = [signature.person_id for signature in await tx.signatures.of_document(details.document.id)]
    document, author = details.document, details.document.author_id
    content = RequestDeclined(document.id, document.title, speaker.person.name, reason)
    others = [one for one in signed if one != author]
    await notify_about(tx, document, replace(content, to_author=True), [author], event_id=event_id, now=now)
    await notify_about(tx, document, content, others, event_id=event_id, now=now)


async def _void_act(tx: SigningTransaction, act: Document, event_id: EventId, now: datetime) -> None:
    """Void an act that a witness does not confirm: another can be drawn up with other witnesses."""
    await tx.documents.void(act.id, now)
    await end_open_requests(tx, act, EndReason.VOIDED, event_id=event_id, now=now)
    audit_event = AuditEvent(act.organisation_id, Act.VOIDED, event_id, now, None, act.id, {"sha256": act.sha256})
    await tx.ledger.append(audit_event)


def _audit_event(details: RequestDetails, event_id: EventId, now: datetime) -> AuditEvent:
    facts: dict[str, str | int] = {"document_id": str(details.document.id), "sha256": details.document.sha256}
    request = details.request
    return AuditEvent(request.organisation_id, Act.DECLINED, event_id, now, request.person_id, request.id, facts)
