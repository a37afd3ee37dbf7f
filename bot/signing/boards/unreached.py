"""Whom Telegram does not reach any more: their boards say so, and who waits for them is told, before it is recorded.

Promises one telling a document, at the first person it does not reach, however many follow: the board counts them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.ids import EventId
from bot.notices.outbox import Facts, Kind, Notice, Telling, Unreachable
from bot.signing.models import Document
from bot.signing.ports import OpenSigning, SigningTransaction
from bot.staff.invitations.fallback import MATTERS
from bot.staff.models import Person


@dataclass(frozen=True, slots=True)
class NoteUnreached:
    """The courier says so of notices that nobody got. Being told twice changes nothing."""

    open: OpenSigning

    async def __call__(self, lost: Sequence[Unreachable]) -> None:
        """Note them, each in a transaction of its own."""
        for each in lost:
            if each.notice.kind in MATTERS:
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
    if person is None or person.dismissed_at is not None or await tx.outbox.newest_was_lost(person.id, MATTERS):
        return
    telling = _telling(lost, person, document)
    told = [document.author_id] if document else [one.id for one in await tx.people.managers(person.organisation_id)]
    await tx.outbox.add(telling.to(manager_id) for manager_id in told if manager_id != person.id)


def _telling(lost: Unreachable, person: Person, document: Document | None) -> Telling:
    facts: Facts = {"name": person.name}
    if document is not None:
        facts |= {"title": document.title, "document_id": str(document.board_id)}
    event_id = EventId(f"unreached:{document.board_id}" if document else f"unreached:{person.id}:{lost.at.date()}")
    subject_id = document.board_id if document else person.id
    return Telling(person.organisation_id, Kind.UNREACHED, subject_id, event_id, lost.at, facts)


def _about(notice: Notice) -> UUID | None:
    """Return the document that a notice is about, if any."""
    document_id = notice.facts.get("document_id")
    return UUID(str(document_id)) if document_id else None
