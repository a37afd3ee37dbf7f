"""Notifies authors and managers of people whom Telegram does not reach any more.

There is one notice for each document, for the first recipient it does not reach; the board counts them all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.ids import EventId
from bot.notices.content import LetterContent
from bot.notices.outbox import NewNotice, Notice, Unreachable
from bot.signing.models import Document
from bot.signing.notices import DocumentContent, PersonUnreached, RecipientUnreached
from bot.signing.ports import OpenSigning, SigningTransaction
from bot.staff.models import Person


@dataclass(frozen=True, slots=True)
class NoteUnreached:
    """Called by the outbox worker with notices that could not be delivered. Idempotent.

    Nobody is notified of a person whose present account refused nothing: they have none, it is another one, or they
    sign at a kiosk.
    """

    open: OpenSigning

    async def __call__(self, lost: Sequence[Unreachable]) -> None:
        """Record them, each in a transaction of its own."""
        for each in lost:
            if isinstance(each.notice.content, LetterContent):
                async with self.open() as tx:
                    await _note(tx, each)


@dataclass(frozen=True, slots=True)
class NoteLetters:
    """Called when letters in place of notices were written or settled: the boards show how many there are."""

    open: OpenSigning

    async def __call__(self, stood_in: Iterable[Notice], *, now: datetime) -> None:
        """Mark the boards of these notices' documents as stale."""
        async with self.open() as tx:
            for document_id in sorted({about for one in stood_in if (about := _about(one))}):
                await tx.documents.mark_board_stale(document_id, now)


async def _note(tx: SigningTransaction, lost: Unreachable) -> None:
    notice = lost.notice
    person = await tx.people.get(notice.organisation_id, notice.person_id)
    about = _about(notice)
    document = await tx.documents.get(notice.organisation_id, about) if about else None
    if document is not None:
        await tx.documents.mark_board_stale(document.id, lost.at)
    account = await tx.accounts.active(notice.person_id)
    if account is None or account.telegram_id is None or account.telegram_id != lost.telegram_id:
        return
    if person is None or person.dismissed_at is not None or await tx.outbox.newest_was_lost(person.id):
        return
    unreached = _notice(lost, person, document)
    recipients = (
        [document.author_id] if document else [one.id for one in await tx.people.managers(person.organisation_id)]
    )
    await tx.outbox.add(unreached.to(manager_id) for manager_id in recipients if manager_id != person.id)


def _notice(lost: Unreachable, person: Person, document: Document | None) -> NewNotice:
    organisation_id = person.organisation_id
    if document is None:
        event_id = EventId(f"unreached:{person.id}:{lost.at.date()}")
        return NewNotice(organisation_id, person.id, PersonUnreached(person.name), event_id, lost.at)
    board_id = document.board_id
    content = RecipientUnreached(board_id, document.title, person.name)
    return NewNotice(organisation_id, board_id, content, EventId(f"unreached:{board_id}"), lost.at)


def _about(notice: Notice) -> UUID | None:
    """Return the document that a notice is about, if any."""
    return notice.content.document_id if isinstance(notice.content, DocumentContent) else None
