"""Undoes a mistaken check, with a reason. The check stays in the log, marked; its code stays used."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bot.checkpoint.checks.results import Answer, answer_of
from bot.checkpoint.duty.guests import Guard, present_guard
from bot.checkpoint.models import Check
from bot.checkpoint.ports import CheckpointTransaction, OpenCheckpoint, ReadCheckpoint
from bot.errors import InputRefused, StateRefused
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.staff.access import NotAllowedRefused
from bot.texts.lines import one_line

UNDO_WITHIN = timedelta(minutes=15)
LONGEST_REASON = 200


class UndoTooLateRefused(StateRefused):
    """The check is too old to be undone. Facts: minutes."""


class ReasonUnusableRefused(InputRefused):
    """A reason must be one line of limited length. Facts: most."""


@dataclass(frozen=True, slots=True)
class Undone:
    """An undone check; with `before` it had been undone already, and that reason stands."""

    answer: Answer
    before: bool


@dataclass(frozen=True, slots=True)
class UndoCheck:
    """Undoes a check made by the speaker, once: the first undo stands.

    The reason may name people and is therefore not in the ledger.
    """

    open: OpenCheckpoint

    async def __call__(
        self, speaker: Guard, check_id: UUID, reason: str, *, event_id: EventId, now: datetime
    ) -> Undone:
        """Return the undone check; NotAllowedRefused, UndoTooLateRefused, ReasonUnusableRefused."""
        reason = read_reason(reason)
        async with self.open() as tx:
            check = await _own(tx, await present_guard(tx, speaker), check_id, now)
            if await tx.checks.undo(check_id, reason, now):
                facts: dict[str, str | int] = {"verdict": str(check.verdict)}
                await tx.ledger.append(
                    AuditEvent(
                        check.organisation_id, Act.CHECK_UNDONE, event_id, now, speaker.person.id, check.id, facts
                    )
                )
            undone = await tx.checks.get(check_id) or check
            return Undone(await answer_of(tx, undone), undone.undo_reason != reason)


@dataclass(frozen=True, slots=True)
class FindUndoable:
    """Returns a check that can be undone, before the speaker is asked for the reason."""

    read: ReadCheckpoint

    async def __call__(self, speaker: Guard, check_id: UUID, *, now: datetime) -> Answer:
        """Return the speaker's own check while it can be undone, or undone; NotAllowedRefused, UndoTooLateRefused."""
        async with self.read() as tx:
            return await answer_of(tx, await _own(tx, await present_guard(tx, speaker), check_id, now))


async def _own(tx: CheckpointTransaction, speaker: Guard, check_id: UUID, now: datetime) -> Check:
    check = await tx.checks.get(check_id)
    if check is None or check.guard_id != speaker.person.id:
        raise NotAllowedRefused
    if check.undone_at is None and now - check.checked_at >= UNDO_WITHIN:
        raise UndoTooLateRefused(minutes=int(UNDO_WITHIN.total_seconds()) // 60)
    return check


def read_reason(text: str) -> str:
    """Parse a reason: one line; ReasonUnusableRefused when empty or too long."""
    reason = one_line(text)
    if not 0 < len(reason) <= LONGEST_REASON:
        raise ReasonUnusableRefused(most=LONGEST_REASON)
    return reason
