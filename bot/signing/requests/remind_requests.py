"""Reminds of requests when time makes it due: the person first, the author when the deadline has passed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.ids import EventId
from bot.notices.ports import Reminder, Subject
from bot.notices.schedule import REQUEST_POLICY, Anchor, Audience, Due, Situation, Step, due
from bot.signing.models import Document, Request
from bot.signing.notices import DocumentOverdue, RequestOverdue
from bot.signing.ports import OpenSigning, SigningTransaction
from bot.signing.tellings import notify_about, notify_asked, remind
from bot.staff.models import Organisation
from bot.staff.organisation.working_hours import working_time

_MOST = 200
_SENT = "sent"
_DEADLINE = "deadline"
_FROM_DEADLINE = frozenset(step.name for step in REQUEST_POLICY if step.anchor is Anchor.DEADLINE)


@dataclass(frozen=True, slots=True)
class RemindRequests:
    """Rung by a bell; each row is one transaction, and the first process to move it on is the one that reminds.

    Rung once, it goes on to the last: ten thousand may be due in one minute, and none may wait for another ring.
    """

    open: OpenSigning

    async def __call__(self, *, now: datetime) -> int:
        """Send what is due; return how many rows were looked at."""
        looked_at = 0
        while True:
            async with self.open() as tx:
                rows = await tx.reminders.due(Subject.REQUEST, now, _MOST)
            for reminder in rows:
                await self._remind(reminder, now)
            looked_at += len(rows)
            if len(rows) < _MOST:
                return looked_at

    async def _remind(self, reminder: Reminder, now: datetime) -> None:
        async with self.open() as tx:
            request = await tx.requests.get(reminder.organisation_id, reminder.id)
            document = await tx.documents.get(request.organisation_id, request.document_id) if request else None
            if request is None or document is None or request.state.final:
                await tx.reminders.advance(reminder, replace(reminder, next_at=None))
                return
            organisation = await tx.organisations.get(request.organisation_id)
            found = look(organisation, document, request.sent_at or document.created_at, reminder, now)
            moved = replace(reminder, done=reminder.done | found.done, next_at=found.next_at)
            if await tx.reminders.advance(reminder, moved):
                for step in found.send:
                    await _tell(tx, document, request, step, reminder, now)


async def start_reminding(
    tx: SigningTransaction, document: Document, requests: Iterable[Request], now: datetime
) -> None:
    """Begin to remind of requests that have just been opened; bringing the file was the first step."""
    organisation = await tx.organisations.get(document.organisation_id)
    first = Reminder(document.id, organisation.id, Subject.REQUEST, None, frozenset({_SENT}))
    found = look(organisation, document, now, first, now)
    next_at = now if found.send else found.next_at
    for request in requests:
        await tx.reminders.add(replace(first, id=request.id, next_at=next_at))


async def remind_anew(tx: SigningTransaction, document: Document, requests: Sequence[Request], now: datetime) -> None:
    """Let the reminders of open requests follow a deadline that was moved: what is counted from it comes again.

    What is due at this moment is spoken for by whoever tells of the move.
    """
    organisation = await tx.organisations.get(document.organisation_id)
    sent_at = {request.id: request.sent_at or document.created_at for request in requests}
    for was in await tx.reminders.of(sent_at):
        anew = replace(was, done=was.done - _FROM_DEADLINE)
        found = look(organisation, document, sent_at[was.id], anew, now)
        await tx.reminders.advance(was, replace(anew, done=anew.done | found.done, next_at=found.next_at))


def look(organisation: Organisation, document: Document, sent_at: datetime, reminder: Reminder, now: datetime) -> Due:
    """Work out what is due of one request now, at the organisation's working hours."""
    situation = Situation(sent_at, document.deadline_at, reminder.snoozed_until_at)
    return due(REQUEST_POLICY, situation, reminder.done, now, working_time(organisation))


async def _tell(
    tx: SigningTransaction, document: Document, request: Request, step: Step, reminder: Reminder, now: datetime
) -> None:
    if step.audience is Audience.MANAGERS:
        await _tell_author(tx, document, now)
        return
    at = reminder.next_at or now
    event_id = EventId(f"bell:{request.id}:{step.name}:{at.isoformat()}")
    if step.name == _DEADLINE:
        content = RequestOverdue(document.id, document.title, document.deadline_at, document.class_, document.handing)
        await notify_asked(tx, [request], content, event_id=event_id, now=now)
    else:
        await remind(tx, document, [request], step=step.name, event_id=event_id, now=now)


async def _tell_author(tx: SigningTransaction, document: Document, now: datetime) -> None:
    """Tell the author once of a document and its deadline, however many of its requests are overdue."""
    board = await tx.documents.get(document.organisation_id, document.board_id) or document
    tally = await tx.requests.tally(board.id)
    content = DocumentOverdue(board.id, board.title, board.deadline_at, tally.total - tally.final, tally.total)
    event_id = EventId(f"bell:{board.id}:overdue:{board.deadline_at.isoformat()}")
    await notify_about(tx, board, content, [document.author_id], event_id=event_id, now=now)
