"""Declines a request, with a reason; the author and those who have signed already learn of it."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from bot.errors import InputRefused
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.lines import one_line
from bot.signing.documents.end_open_requests import end_open
from bot.signing.models import Class, Document, EndReason, Order, RequestState
from bot.signing.notices import RequestDeclined
from bot.signing.ports import OpenSigning, SigningTransaction, WakeJobs
from bot.signing.requests.request_details import AlreadySettled, RequestDetails, load_request
from bot.signing.tellings import notify_about
from bot.staff.models import Speaker

LONGEST_REASON = 500


class ReasonEmptyRefused(InputRefused):
    """Declining takes a reason."""


class ReasonLongRefused(InputRefused):
    """The reason is too long. Facts: most (characters)."""


@dataclass(frozen=True, slots=True)
class Declined:
    """The answer: declined, by this or an earlier asking of the same cause."""

    document: Document


@dataclass(frozen=True, slots=True)
class DeclineRequest:
    """One refusal ends a sequence: those whose turn had not come are not asked, and the author decides anew.

    `nudge` is told that a document may have become complete.
    """

    open: OpenSigning
    nudge: WakeJobs

    async def __call__(
        self, speaker: Speaker, request_id: UUID, reason: str, *, event_id: EventId, now: datetime
    ) -> Declined | AlreadySettled:
        """Decline it once."""
        said = require_reason(reason)
        async with self.open() as tx:
            asked = await load_request(tx, speaker, request_id)
            if not await tx.requests.settle(request_id, RequestState.DECLINED, now, reason=said):
                return await self._settled_before(tx, asked, event_id)
            await _tell(tx, speaker, asked, said, event_id, now)
            await tx.ledger.append(_audit_event(asked, event_id, now))
            await tx.reminders.stop([request_id])
            await tx.documents.board_behind(asked.document.id, now)
            if asked.document.order is Order.SEQUENCE:
                await tx.requests.settle_all(asked.document.id, RequestState.VOIDED, now)
            if asked.document.class_ is Class.WITNESS:
                await _give_up(tx, asked.document, event_id, now)
        self.nudge()
        return Declined(asked.document)

    async def _settled_before(
        self, tx: SigningTransaction, asked: RequestDetails, event_id: EventId
    ) -> Declined | AlreadySettled:
        entry = await tx.ledger.find(event_id, Act.DECLINED)
        if entry is not None and entry.audit_event.subject_id == asked.request.id:
            return Declined(asked.document)
        now_is = await tx.requests.get(asked.document.organisation_id, asked.request.id)
        return AlreadySettled(asked.document, (now_is or asked.request).state)


def require_reason(text: str) -> str:
    """Return a reason in one line; refused when empty or longer than `LONGEST_REASON`."""
    reason = one_line(text)
    if not reason:
        raise ReasonEmptyRefused
    if len(reason) > LONGEST_REASON:
        raise ReasonLongRefused(most=LONGEST_REASON)
    return reason


async def _tell(
    tx: SigningTransaction, speaker: Speaker, asked: RequestDetails, reason: str, event_id: EventId, now: datetime
) -> None:
    signed = [signature.person_id for signature in await tx.signatures.of_document(asked.document.id)]
    document, author = asked.document, asked.document.author_id
    content = RequestDeclined(document.id, document.title, speaker.person.name, reason)
    others = [one for one in signed if one != author]
    await notify_about(tx, document, replace(content, to_author=True), [author], event_id=event_id, now=now)
    await notify_about(tx, document, content, others, event_id=event_id, now=now)


async def _give_up(tx: SigningTransaction, act: Document, event_id: EventId, now: datetime) -> None:
    """Void an act that a witness will not confirm: another can be drawn up, before others."""
    await tx.documents.void(act.id, now)
    await end_open(tx, act, EndReason.VOIDED, event_id=event_id, now=now)
    audit_event = AuditEvent(act.organisation_id, Act.VOIDED, event_id, now, None, act.id, {"sha256": act.sha256})
    await tx.ledger.append(audit_event)


def _audit_event(asked: RequestDetails, event_id: EventId, now: datetime) -> AuditEvent:
    facts: dict[str, str | int] = {"document_id": str(asked.document.id), "sha256": asked.document.sha256}
    request = asked.request
    return AuditEvent(request.organisation_id, Act.DECLINED, event_id, now, request.person_id, request.id, facts)
