"""Reminders of requests: to the person first, to the author when the deadline has passed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.ids import EventId
from bot.notices.ports import Reminder, Subject
from bot.notices.reminders import Timetable, advanced, scheduled
from bot.notices.schedule import REQUEST_POLICY, Anchor, Audience, Step
from bot.signing.models import Document, Request
from bot.signing.notices import DocumentOverdue, RequestOverdue
from bot.signing.notify import notify_about, notify_recipients, remind_recipients
from bot.signing.ports import SigningTransaction
from bot.staff.models import Organisation
from bot.staff.organisation.working_hours import working_time

_DEADLINE = "deadline"
_FROM_DEADLINE = frozenset(step.name for step in REQUEST_POLICY if step.anchor is Anchor.DEADLINE)


@dataclass(frozen=True, slots=True)
class RemindableRequest:
    """A request that waits for an answer. Implements `bot.notices.reminders.Remindable`."""

    reminder: Reminder
    request: Request
    document: Document
    organisation: Organisation

    @property
    def timetable(self) -> Timetable:
        """Return when to remind of it."""
        return timetable_of(self.organisation, self.document, self.request.sent_at)

    async def remind(self, tx: SigningTransaction, steps: Sequence[Step], now: datetime) -> None:
        """Notify the person, the author, or both."""
        for step in steps:
            await _notify(tx, self.document, self.request, step, self.reminder, now)


async def load_request(tx: SigningTransaction, reminder: Reminder) -> RemindableRequest | None:
    """Return the request that a reminder is about; None once it has been answered."""
    request = await tx.requests.get(reminder.organisation_id, reminder.id)
    document = await tx.documents.get(request.organisation_id, request.document_id) if request else None
    if request is None or document is None or request.state.final:
        return None
    organisation = await tx.organisations.get(request.organisation_id)
    return RemindableRequest(reminder, request, document, organisation)


async def start_reminding(
    tx: SigningTransaction, document: Document, requests: Iterable[Request], now: datetime
) -> None:
    """Begin to remind of requests that have just been opened."""
    organisation = await tx.organisations.get(document.organisation_id)
    new = Reminder(document.id, organisation.id, Subject.REQUEST, None)
    first = scheduled(new, timetable_of(organisation, document, now), now)
    for request in requests:
        await tx.reminders.add(replace(first, id=request.id))


async def restart_reminding(
    tx: SigningTransaction, document: Document, requests: Sequence[Request], now: datetime
) -> None:
    """Let the reminders of open requests follow a deadline that was moved: steps counted from it are due again.

    Steps that are due now are skipped, because the notice of the new deadline stands for them.
    """
    organisation = await tx.organisations.get(document.organisation_id)
    sent_at = {request.id: request.sent_at for request in requests}
    for old in await tx.reminders.of(sent_at):
        restarted = replace(old, done=old.done - _FROM_DEADLINE)
        moved, _ = advanced(restarted, timetable_of(organisation, document, sent_at[old.id]), now)
        await tx.reminders.advance(old, moved)


def timetable_of(organisation: Organisation, document: Document, sent_at: datetime | None) -> Timetable:
    """Return when to remind of a request of this document."""
    return Timetable(
        policy=REQUEST_POLICY,
        sent_at=sent_at or document.created_at,
        deadline_at=document.deadline_at,
        working_time=working_time(organisation),
    )


async def _notify(
    tx: SigningTransaction, document: Document, request: Request, step: Step, reminder: Reminder, now: datetime
) -> None:
    if step.audience is Audience.MANAGERS:
        await _notify_author(tx, document, now)
        return
    at = reminder.next_at or now
    event_id = EventId(f"job:{request.id}:{step.name}:{at.isoformat()}")
    if step.name == _DEADLINE:
        content = RequestOverdue(document.id, document.title, document.deadline_at, document.class_, document.handing)
        await notify_recipients(tx, [request], content, event_id=event_id, now=now)
    else:
        await remind_recipients(tx, document, [request], step=step.name, event_id=event_id, now=now)


async def _notify_author(tx: SigningTransaction, document: Document, now: datetime) -> None:
    """Notify the author once for a document and its deadline, however many of its requests are overdue."""
    board = await tx.documents.get(document.organisation_id, document.board_id) or document
    tally = await tx.requests.tally(board.id)
    content = DocumentOverdue(board.id, board.title, board.deadline_at, tally.total - tally.final, tally.total)
    event_id = EventId(f"job:{board.id}:overdue:{board.deadline_at.isoformat()}")
    await notify_about(tx, board, content, [document.author_id], event_id=event_id, now=now)
