"""Declines a request, with a reason; the author and those who have signed already learn of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.errors import InputRefused
from bot.ids import Cause
from bot.ledger.entries import Act, Deed
from bot.lines import one_line
from bot.notices.outbox import Kind
from bot.signing.asked import AlreadySettled, Asked, load_asked
from bot.signing.documents import Class, Document, Order, RequestState
from bot.signing.ending import end_open
from bot.signing.ports import OpenSigning, SigningTransaction
from bot.signing.tellings import tell_about
from bot.staff.people import Speaker

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
    nudge: Callable[[], None]

    async def __call__(
        self, speaker: Speaker, request_id: UUID, reason: str, *, cause: Cause, now: datetime
    ) -> Declined | AlreadySettled:
        """Decline it once."""
        said = require_reason(reason)
        async with self.open() as tx:
            asked = await load_asked(tx, speaker, request_id)
            if not await tx.requests.settle(request_id, RequestState.DECLINED, now, reason=said):
                return await self._settled_before(tx, asked, cause)
            await _tell(tx, speaker, asked, said, cause, now)
            await tx.ledger.append(_deed(asked, cause, now))
            await tx.reminders.stop([request_id])
            await tx.documents.board_behind(asked.document.id, now)
            if asked.document.order is Order.SEQUENCE:
                await tx.requests.settle_all(asked.document.id, RequestState.VOIDED, now)
            if asked.document.class_ is Class.WITNESS:
                await _give_up(tx, asked.document, cause, now)
        self.nudge()
        return Declined(asked.document)

    async def _settled_before(self, tx: SigningTransaction, asked: Asked, cause: Cause) -> Declined | AlreadySettled:
        entry = await tx.ledger.find(cause, Act.DECLINED)
        if entry is not None and entry.deed.subject_id == asked.request.id:
            return Declined(asked.document)
        now_is = await tx.requests.get(asked.document.organisation_id, asked.request.id)
        return AlreadySettled(asked.document, (now_is or asked.request).state)


def require_reason(text: str) -> str:
    """Answer a reason in one line; refused when empty or longer than `LONGEST_REASON`."""
    reason = one_line(text)
    if not reason:
        raise ReasonEmptyRefused
    if len(reason) > LONGEST_REASON:
        raise ReasonLongRefused(most=LONGEST_REASON)
    return reason


async def _tell(
    tx: SigningTransaction, speaker: Speaker, asked: Asked, reason: str, cause: Cause, now: datetime
) -> None:
    signed = [signature.person_id for signature in await tx.signatures.of_document(asked.document.id)]
    facts: dict[str, str | int] = {"name": speaker.person.name, "reason": reason}
    author = asked.document.author_id
    others = [one for one in signed if one != author]
    for told, people in ((facts | {"author": 1}, [author]), (facts, others)):
        await tell_about(tx, asked.document, Kind.REQUEST_DECLINED, told, people, cause=cause, now=now)


async def _give_up(tx: SigningTransaction, act: Document, cause: Cause, now: datetime) -> None:
    """Void an act that a witness will not confirm: another can be drawn up, before others."""
    await tx.documents.void(act.id, now)
    await end_open(tx, act, RequestState.VOIDED, RequestState.VOIDED.value, cause=cause, now=now)
    deed = Deed(act.organisation_id, Act.VOIDED, cause, now, None, act.id, {"sha256": act.sha256})
    await tx.ledger.append(deed)


def _deed(asked: Asked, cause: Cause, now: datetime) -> Deed:
    facts: dict[str, str | int] = {"document_id": str(asked.document.id), "sha256": asked.document.sha256}
    request = asked.request
    return Deed(request.organisation_id, Act.DECLINED, cause, now, request.person_id, request.id, facts)
