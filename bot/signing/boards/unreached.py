"""Whom Telegram does not reach any more: their boards say so, and who waits for them is told, before it is recorded.

Promises one notice a document, at the first person it does not reach, however many follow: the board counts them.
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
    """The courier says so of notices that nobody got. Being told twice changes nothing."""

    open: OpenSigning

    async def __call__(self, lost: Sequence[Unreachable]) -> None:
        """Note them, each in a transaction of its own."""
        for each in lost:
            if isinstance(each.notice.content, LetterContent):
                async with self.open() as tx:
                    await _note(tx, each)


@dataclass(frozen=True, slots=True)
class NoteLetters:
    """Letters that stand in for notices were written or settled: the boards of what they are about are behind."""

    open: OpenSigning

    async def __call__(self, stood_in: Iterable[Notice], *, now: datetime) -> None:
        """Note it."""
        async with self.open() as tx:
            for document_id in sorted({about for one in stood_in if (about := _about(one))}):
                await tx.documents.board_behind(document_id, now)


async def _note(tx: SigningTransaction, lost: Unreachable) -> None:
    notice = lost.notice
    person = await tx.people.get(notice.organisation_id, notice.person_id)
    about = _about(notice)
    document = await tx.documents.get(notice.organisation_id, about) if about else None
    if document is not None:
        await tx.documents.board_behind(document.id, lost.at)
    if person is None or person.dismissed_at is not None or await tx.outbox.newest_was_lost(person.id):
        return
    unreached = _notice(lost, person, document)
    told = [document.author_id] if document else [one.id for one in await tx.people.managers(person.organisation_id)]
    await tx.outbox.add(unreached.to(manager_id) for manager_id in told if manager_id != person.id)


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
