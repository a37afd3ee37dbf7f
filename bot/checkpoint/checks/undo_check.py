"""Takes a mistaken check back, with a reason. The check stays in the log, marked; the code it used up stays used."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from bot.checkpoint.duty.guests import Guard
from bot.checkpoint.models import Check
from bot.checkpoint.ports import CheckpointTransaction, OpenCheckpoint, ReadCheckpoint
from bot.errors import InputRefused, StateRefused
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.lines import one_line
from bot.staff.access import NotAllowedRefused

UNDO_WITHIN = timedelta(minutes=15)
LONGEST_REASON = 200


class UndoTooLateRefused(StateRefused):
    """The check is too old to be taken back. Facts: minutes."""


class ReasonUnusableRefused(InputRefused):
    """A reason is one line of so many characters at most. Facts: most."""


@dataclass(frozen=True, slots=True)
class UndoCheck:
    """Taken back by whoever made it, once; asked again, answers the same.

    The reason, which may name people, stays out of the ledger.
    """

    open: OpenCheckpoint

    async def __call__(self, speaker: Guard, check_id: UUID, reason: str, *, event_id: EventId, now: datetime) -> Check:
        """Return the check as it now is; NotAllowedRefused, UndoTooLateRefused, ReasonUnusableRefused."""
        reason = read_reason(reason)
        async with self.open() as tx:
            check = await _own(tx, speaker, check_id, now)
            if check.undone_at is not None:
                return check
            if await tx.checks.undo(check_id, reason, now):
                facts: dict[str, str | int] = {"verdict": str(check.verdict)}
                await tx.ledger.append(
                    AuditEvent(
                        check.organisation_id, Act.CHECK_UNDONE, event_id, now, speaker.person.id, check.id, facts
                    )
                )
        return replace(check, undone_at=now, undo_reason=reason)


@dataclass(frozen=True, slots=True)
class FindUndoable:
    """Says before a reason is asked whether there is anything to be taken back."""

    read: ReadCheckpoint

    async def __call__(self, speaker: Guard, check_id: UUID, *, now: datetime) -> Check:
        """Return the speaker's own check, while it can be taken back; NotAllowedRefused, UndoTooLateRefused."""
        async with self.read() as tx:
            return await _own(tx, speaker, check_id, now)


async def _own(tx: CheckpointTransaction, speaker: Guard, check_id: UUID, now: datetime) -> Check:
    check = await tx.checks.get(check_id)
    if check is None or check.guard_id != speaker.person.id:
        raise NotAllowedRefused
    if check.undone_at is None and now - check.checked_at >= UNDO_WITHIN:
        raise UndoTooLateRefused(minutes=int(UNDO_WITHIN.total_seconds()) // 60)
    return check


def read_reason(text: str) -> str:
    """Read a reason: one line; ReasonUnusableRefused when empty or too long."""
    reason = one_line(text)
    if not 0 < len(reason) <= LONGEST_REASON:
        raise ReasonUnusableRefused(most=LONGEST_REASON)
    return reason
