"""Makes the personal copies of a series: draws each person's PDF, and asks them over it.

A request of a series waits until its copy is drawn; then the copy becomes a document of its own, with its own bytes,
and the request is over that. A crash leaves whole copies and requests that still wait.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePath
from uuid import UUID

import structlog

from bot.errors import UnavailableError
from bot.ids import EventId, derived_id
from bot.ledger.entries import Act, AuditEvent
from bot.signing.documents.receive_file import PDF
from bot.signing.models import Document, Request, RequestState
from bot.signing.personal_texts import Setup, Values, draw_copies
from bot.signing.personal_texts.filling import values_of
from bot.signing.ports import OpenSigning, SigningTransaction
from bot.signing.requests.open_requests import open_requests
from bot.signing.sealing.retry_later import retry_later
from bot.staff.models import Person
from bot.workers.pool import Priority, Work, WorkerPool

_SERIES = 5
_AT_A_TIME = 20
_A_RING = 200
"""Copies of one series before the bell rings anew: so that `now` stays the present."""
_LONGEST_NAME = 100

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A copy to be drawn: for whose request, of whom, with which words."""

    request: Request
    person: Person
    values: Values


@dataclass(frozen=True, slots=True)
class MakeCopies:
    """Rung by a bell; of two processes at the same copy, one's is kept. What is left waits for the next ring."""

    open: OpenSigning
    workers: WorkerPool

    async def __call__(self, *, now: datetime) -> int:
        """Make the copies that are wanted and return how many that were; a series that fails is put off."""
        async with self.open() as tx:
            wanted = await tx.documents.to_be_copied(now, _SERIES)
        made = 0
        for series in wanted:
            try:
                made += await self._copy(series, now)
            except UnavailableError:
                raise  # no fault of the text
            except Exception as error:
                # One text that cannot be drawn must not hold up the others.
                log.exception("copies not made", document_id=str(series.id))
                async with self.open() as tx:
                    await retry_later(tx, series, error, now)
        return made

    async def _copy(self, series: Document, now: datetime) -> int:
        made = 0
        async with self.open() as tx:
            text = (await tx.blobs.get(series.organisation_id, series.sha256)).decode()
            language = (await tx.organisations.get(series.organisation_id)).language
        setup = Setup(series.title, language, now)
        while made < _A_RING:
            async with self.open() as tx:
                wanted = [one async for one in _wanted(tx, series, now)]
            if not wanted:
                return made
            values = [one.values for one in wanted]
            drawn = await self.workers.run(Work.DOCUMENT, Priority.BACKGROUND, draw_copies, text, setup, values)
            made += await self._hand_out(series, list(zip(wanted, drawn, strict=True)), now)
        return made

    async def _hand_out(self, series: Document, drawn: Sequence[tuple[_Wanted, bytes]], now: datetime) -> int:
        async with self.open() as tx:
            # Holds the series' row, so that who voids it meanwhile waits and then finds every copy.
            await tx.documents.board_behind(series.id, now)
            now_is = await tx.documents.get(series.organisation_id, series.id)
            if now_is is None or now_is.voided_at is not None:
                return 0
            await tx.documents.copied(series.id)
            return sum([await _hand_out(tx, now_is, wanted, content, now) for wanted, content in drawn])


async def _wanted(tx: SigningTransaction, series: Document, now: datetime) -> AsyncIterator[_Wanted]:
    organisation = await tx.organisations.get(series.organisation_id)
    author = await tx.people.get(organisation.id, series.author_id)
    for request in await tx.requests.uncopied(series.id, _AT_A_TIME):
        person = await tx.people.get(organisation.id, request.person_id)
        if person is not None:
            written_by, until = author.name if author else "", series.deadline_at
            known = values_of(person, organisation, title=series.title, author=written_by, deadline_at=until, now=now)
            yield _Wanted(request, person, known)


async def _hand_out(tx: SigningTransaction, series: Document, wanted: _Wanted, content: bytes, now: datetime) -> bool:
    event_id, request = EventId(f"bell:{wanted.request.id}:copy"), wanted.request
    copy_id = derived_id(event_id, "document")
    if not await tx.requests.give_copy(request.id, series.id, copy_id, now):
        return False
    sha256 = await tx.blobs.put(series.organisation_id, content, now)
    copy = _document(series, wanted.person, copy_id, sha256, len(content), now)
    await tx.documents.add(copy)
    await tx.ledger.append(_audit_event(copy, event_id, now))
    given = replace(request, document_id=copy_id, state=RequestState.OPEN, sent_at=now)
    await open_requests(tx, copy, [given], event_id=event_id, now=now)
    return True


def _document(series: Document, person: Person, copy_id: UUID, sha256: str, size: int, now: datetime) -> Document:
    name = f"{PurePath(series.file_name).stem} - {person.name}".replace("/", "-")[:_LONGEST_NAME]
    return replace(
        series,
        id=copy_id,
        file_name=f"{name}.pdf",
        media_type=PDF,
        sha256=sha256,
        size=size,
        created_at=now,
        seal_attempts=0,
        seal_after_at=None,
        seal_error=None,
    )


def _audit_event(copy: Document, event_id: EventId, now: datetime) -> AuditEvent:
    facts: dict[str, str | int] = {
        "sha256": copy.sha256,
        "class": copy.class_.value,
        "version": copy.version,
        "series_id": str(copy.series_id),
        "recipients": 1,
    }
    return AuditEvent(copy.organisation_id, Act.DOCUMENT_SENT, event_id, now, copy.author_id, copy.id, facts)
