"""Records checks: the verdict, the use of a code, the ledger entry and the holder's notice, in one transaction."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from bot.checkpoint.checks.judging import Finding, Post, new_check
from bot.checkpoint.checks.results import Answer, answer_of
from bot.checkpoint.duty.end_shift import OffDuty, off_duty, on_duty
from bot.checkpoint.duty.guests import Guard, present_guard
from bot.checkpoint.models import Check, Verdict
from bot.checkpoint.notices import PassChecked
from bot.checkpoint.ports import CheckpointTransaction, OpenCheckpoint
from bot.ids import EventId, derived_id
from bot.ledger.entries import Act, AuditEvent
from bot.notices.outbox import NewNotice

Checked = tuple[Answer, ...] | OffDuty
Judging = Callable[[CheckpointTransaction, Post, UUID], Awaitable[Finding]]


@dataclass(frozen=True, slots=True)
class Judgings:
    """The judging of each code to check, in their order; `others` counts the codes beside them that are no passes."""

    each: Sequence[Judging]
    others: int = 0


def settled(verdict: Verdict) -> Judging:
    """Return the verdict that needs no look-up in the database."""

    async def judge(_tx: CheckpointTransaction, _post: Post, _check_id: UUID) -> Finding:
        return Finding(verdict)

    return judge


async def check_all(
    open_: OpenCheckpoint, speaker: Guard, judgings: Judgings, event_id: EventId, now: datetime
) -> Checked:
    """Record a check for each of `judgings` and return the results, or OffDuty where the speaker is on no shift."""
    async with open_() as tx:
        if known := await recorded(tx, event_id):
            return known
        speaker = await present_guard(tx, speaker)
        living = await on_duty(tx, speaker, now)
        if living is None:
            return await off_duty(tx, speaker, now)
        post = Post(speaker, *living, now)
        numbered, last = enumerate(judgings.each), len(judgings.each) - 1
        return tuple(
            [
                await _one(tx, post, judge, number, judgings.others if number == last else 0, event_id)
                for number, judge in numbered
            ]
        )


async def recorded(tx: CheckpointTransaction, event_id: EventId) -> tuple[Answer, ...]:
    """Return the results recorded for this event before; nothing when it is new."""
    checks: list[Check] = []
    while check := await tx.checks.get(derived_id(event_id, "check", len(checks))):
        checks.append(check)
    return tuple([await answer_of(tx, check) for check in checks])


async def _one(
    tx: CheckpointTransaction, post: Post, judge: Judging, number: int, others: int, event_id: EventId
) -> Answer:
    check_id = derived_id(event_id, "check", number)
    finding = await judge(tx, post, check_id)
    check = replace(new_check(post, check_id, finding), number=number, other_codes=others)
    if not await tx.checks.add(check):
        return await answer_of(tx, await tx.checks.get(check_id) or check)
    await enter(tx, Act.CHECKED, check, event_id)
    answer = await answer_of(tx, check)
    await notify_holder(tx, post, answer, event_id)
    return answer


async def enter(tx: CheckpointTransaction, act: Act, check: Check, event_id: EventId) -> None:
    """Append a check to the ledger; one made without a network, at the time when it arrived."""
    facts: dict[str, str | int] = {"verdict": str(check.verdict), "service_qr": str(check.service_qr_id)}
    facts["pass"] = str(check.pass_id or "")
    if check.judged is not None:
        facts |= {"judged": str(check.judged), "checked_at": check.checked_at.isoformat()}
    at = check.arrived_at or check.checked_at
    await tx.ledger.append(AuditEvent(check.organisation_id, act, event_id, at, check.guard_id, check.id, facts))


async def notify_holder(tx: CheckpointTransaction, post: Post, answer: Answer, event_id: EventId) -> None:
    """Notify the holder of the pass that was checked, if one was."""
    if answer.seen is None:
        return
    shown, check = answer.seen.pass_, answer.check
    content = PassChecked(
        organisation=post.speaker.organisation.name,
        place=post.service_qr.place,
        checked_at=check.checked_at,
        type=shown.type,
        number=shown.number,
        verdict=check.verdict,
    )
    notice = NewNotice(check.organisation_id, check.id, content, event_id, post.now)
    await tx.outbox.add([notice.to(shown.holder_id)])
