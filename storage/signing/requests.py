"""Requests: documents sent to people. Each is settled once; the first to settle it wins."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, Select, bindparam, exists, false, func, literal, or_, select, update

from bot.due_rows import DueRow
from bot.notices.letters import Channel, LetterState
from bot.signing.finishing.report_failure import FINISH_DOCUMENTS, MAKE_COPIES
from bot.signing.models import Document, Request, RequestState, Tally
from storage.repository import Rows, chunks, named_by_code
from storage.tables import document, job_failure, letter, notice, pending_decline, person, request

_BY_TURN = (request.c.place, request.c.sent_at, request.c.id)
"""By place; a request that was handed on comes before the one that replaced it."""
STANDS = document.c.finished_sha256.is_(None) & document.c.voided_at.is_(None) & document.c.finished_at.is_(None)
"""The document is neither finished nor voided."""
_FINAL = [state for state in RequestState if state.final]
UNSETTLED = or_(
    *(
        request.c.state == literal(state, request.c.state.type, literal_execute=True)
        for state in RequestState
        if not state.final
    )
)
"""WAITING or OPEN, as literals, so that the query planner uses the partial index."""


def counted_with(document_id: UUID) -> Select[tuple[UUID]]:
    """Select the ids of a document and of the personal copies of a series."""
    return select(document.c.id).where(or_(document.c.id == document_id, document.c.series_id == document_id))


_WITH_DOCUMENT: Final = (
    select(request, document)
    .join(document, document.c.id == request.c.document_id)
    .where(request.c.organisation_id == bindparam("organisation_id"), request.c.id == bindparam("request_id"))
)
_SETTLE: Final = update(request).where(
    request.c.id == bindparam("request_id"), request.c.state == bindparam("open", RequestState.OPEN)
)
_UNSETTLED_OF: Final = select(request.c.id).where(request.c.document_id == bindparam("document_id"), UNSETTLED).limit(1)


def _is_delayed() -> ColumnElement[bool]:
    """Match documents whose finished file, or a copy of theirs, could not be made yet."""
    files = select(job_failure.c.row_id).where(job_failure.c.job == FINISH_DOCUMENTS)
    copies = select(request.c.document_id).join(job_failure, job_failure.c.row_id == request.c.id)
    return STANDS & or_(document.c.id.in_(files), document.c.id.in_(copies.where(job_failure.c.job == MAKE_COPIES)))


def _own_requests(shown: ColumnElement[bool]) -> tuple[Select[Any], Select[int]]:
    theirs = (request.c.person_id == bindparam("person_id")) & shown
    page = select(request, document).join(document, document.c.id == request.c.document_id).where(theirs)
    newest_first = page.order_by(func.coalesce(request.c.sent_at, document.c.created_at).desc(), request.c.id)
    page = newest_first.offset(bindparam("offset")).limit(bindparam("most"))
    return page, select(func.count()).select_from(request).where(theirs)


_ADDRESS: Final = {Channel.EMAIL: person.c.email, Channel.SMS: person.c.phone}
_BLOCKED = exists().where(person.c.id == request.c.person_id, person.c.unreachable_at.is_not(None))
"""Telegram does not reach the recipient."""
_AT_KIOSK = exists().where(person.c.id == request.c.person_id, person.c.at_kiosk)


def _goes_by(channel: Channel) -> ColumnElement[bool]:
    """Match requests about which a letter by this channel was sent, or waits to be, in place of a notice."""
    lost = (letter.c.notice_id == notice.c.id) & (notice.c.subject_id == request.c.id)
    taken = (letter.c.channel == channel) & (letter.c.state != LetterState.REFUSED)
    return exists().where(lost, taken)


def _will_go_by(channel: Channel, ways: Sequence[Channel]) -> ColumnElement[bool]:
    """Match requests about which no letter was written yet; one will be sent by this channel if a notice is lost."""
    written = (letter.c.notice_id == notice.c.id) & (notice.c.subject_id == request.c.id)
    if channel not in ways:
        return false()
    preferred = ways[: ways.index(channel)]
    addressed = [_ADDRESS[channel].is_not(None), *(_ADDRESS[other].is_(None) for other in preferred)]
    return ~exists().where(written) & exists().where(person.c.id == request.c.person_id, *addressed)


DECLINING = exists().where(pending_decline.c.id == request.c.id)
"""The recipient has declined and can still take it back."""
_SIGN: Final = _SETTLE.where(~DECLINING).values(
    state=RequestState.SIGNED, settled_at=bindparam("now", type_=request.c.settled_at.type)
)
_OWN: Final = {
    True: _own_requests((request.c.state == RequestState.OPEN) & ~DECLINING),
    False: _own_requests(request.c.state != RequestState.WAITING),
}
"""A person's requests, by whether only open ones are selected: a page, and the count."""


class SqlRequests(Rows):
    """Implements `bot.signing.ports.Requests`."""

    async def add(self, requests: Iterable[Request]) -> None:
        """Store new requests; existing ones are left unchanged."""
        await self._insert(request, (self._encryption.values(request, each) for each in requests))

    async def get(self, organisation_id: UUID, request_id: UUID) -> Request | None:
        """Return one."""
        found = await self._requests(request.c.organisation_id == organisation_id, request.c.id == request_id)
        return found[0] if found else None

    async def lock(self, request_id: UUID) -> None:
        """Lock a request to the end of the transaction: settling it, and declining it, wait."""
        await self._lock(request, request_id)

    async def with_document(self, organisation_id: UUID, request_id: UUID) -> tuple[Request, Document] | None:
        """Return one and its document."""
        rows = await self._all(_WITH_DOCUMENT, {"organisation_id": organisation_id, "request_id": request_id})
        return self._pair(rows[0]) if rows else None

    async def is_unsettled(self, document_id: UUID) -> bool:
        """Return whether a request of the document is WAITING or OPEN."""
        return bool(await self._all(_UNSETTLED_OF, {"document_id": document_id}))

    async def by_code(self, code_id: bytes) -> Request | None:
        """Return the request of any organisation whose id begins with these 12 bytes: a letter's link names it so."""
        row = await self._one(select(request).where(named_by_code(request.c.id, code_id)).limit(1))
        return None if row is None else self._encryption.entity(Request, request, row)

    async def of_document(self, document_id: UUID) -> list[Request]:
        """Return all of a document's, by place; those of a series are those of its copies too."""
        return await self._requests(request.c.document_id.in_(counted_with(document_id)))

    async def sent_to(
        self, person_id: UUID, *, open_only: bool, offset: int, most: int
    ) -> tuple[list[tuple[Request, Document]], int]:
        """Return a page of a person's requests but the WAITING ones, newest first, and how many there are."""
        page, counted = _OWN[open_only]
        rows = await self._all(page, {"person_id": person_id, "offset": offset, "most": most})
        pairs = [self._pair(row) for row in rows]
        if len(rows) < most and (rows or not offset):
            return pairs, offset + len(rows)  # the page ends the list, so no count is needed
        return pairs, (await self._connection.execute(counted, {"person_id": person_id})).scalar_one()

    async def settle(self, request_id: UUID, state: RequestState, now: datetime, *, reason: str | None = None) -> bool:
        """Move an OPEN request to a final state, once; False when it is not open."""
        _must_be_final(state)
        encrypted = self._encryption.encrypt(request.c.decline_reason, str(request_id), reason)
        settled = {"request_id": request_id, "state": state, "settled_at": now, "decline_reason": encrypted}
        return await self._changed(_SETTLE, settled) == 1

    async def sign(self, request_id: UUID, now: datetime) -> bool:
        """Move an OPEN request to SIGNED, once; False when it is not open, or was declined a moment ago."""
        return await self._changed(_SIGN, {"request_id": request_id, "now": now}) == 1

    async def settle_all(self, document_id: UUID, state: RequestState, now: datetime) -> list[Request]:
        """Move every WAITING and OPEN request of a document to a final state; return those moved, as they were."""
        await self._lock(document, document_id)
        return await self._settle_where(request.c.document_id.in_(counted_with(document_id)), state, now)

    async def settle_person(self, person_id: UUID, state: RequestState, now: datetime) -> list[Request]:
        """Move every WAITING and OPEN request of a person to a final state; return those moved, as they were."""
        return await self._settle_where(request.c.person_id == person_id, state, now)

    async def reopen(self, document_id: UUID) -> list[Request]:
        """Reopen the expired requests of a document: those that had been opened become OPEN, the others WAITING.

        Return those reopened, as they now are.
        """
        await self._lock(document, document_id)
        standing = counted_with(document_id).where(document.c.finished_at.is_(None))
        expired = request.c.document_id.in_(standing) & (request.c.state == RequestState.EXPIRED)
        found = await self._requests(expired)
        for state, was_sent in ((RequestState.OPEN, True), (RequestState.WAITING, False)):
            for chunk in chunks(each.id for each in found if (each.sent_at is not None) is was_sent):
                reopened_chunk = update(request).where(request.c.id.in_(chunk)).values(state=state, settled_at=None)
                await self._changed(reopened_chunk)
        reopened = {each.id for each in found}
        return [each for each in await self.of_document(document_id) if each.id in reopened]

    async def open_next(self, document_id: UUID, now: datetime) -> Request | None:
        """Open the WAITING request of the lowest place if none is OPEN; return it as it now is."""
        await self._lock(document, document_id)
        unsettled = await self._requests(request.c.document_id == document_id, UNSETTLED)
        if not unsettled or any(each.state is RequestState.OPEN for each in unsettled):
            return None
        next_one = (request.c.id == unsettled[0].id) & (request.c.state == RequestState.WAITING)
        if not await self._changed(update(request).where(next_one).values(state=RequestState.OPEN, sent_at=now)):
            return None
        return (await self._requests(request.c.id == unsettled[0].id))[0]

    async def uncopied(self, most: int) -> list[DueRow]:
        """Return requests of series of any organisation, none voided, that have no copy yet; oldest series first."""
        waits = UNSETTLED & (request.c.state == RequestState.WAITING)
        query = select(request.c.id, request.c.organisation_id).join(document, document.c.id == request.c.document_id)
        of_series = query.where(STANDS, document.c.series_id == document.c.id, waits)
        oldest_first = of_series.order_by(document.c.created_at, document.c.id, *_BY_TURN)
        return await self._due(oldest_first.limit(most))

    async def give_copy(self, request_id: UUID, series_id: UUID, copy_id: UUID, now: datetime) -> bool:
        """Open a request of a series for its own copy, once; False when it has one, or is settled."""
        waits = (request.c.document_id == series_id) & (request.c.state == RequestState.WAITING)
        given = {"document_id": copy_id, "state": RequestState.OPEN, "sent_at": now}
        return await self._changed(update(request).where(request.c.id == request_id, waits).values(given)) == 1

    async def undelivered(self, organisation_id: UUID, request_ids: Sequence[UUID]) -> dict[UUID, UUID]:
        """Return those of these requests that were not delivered yet, each with its document."""
        theirs = (request.c.organisation_id == organisation_id) & request.c.delivered_at.is_(None)
        query = select(request.c.id, request.c.document_id).where(theirs, request.c.id.in_(request_ids))
        return {row[0]: row[1] for row in (await self._connection.execute(query)).all()}

    async def delivered(self, request_ids: Sequence[UUID], now: datetime) -> None:
        """Record the first delivery of each."""
        undelivered = request.c.id.in_(request_ids) & request.c.delivered_at.is_(None)
        await self._changed(update(request).where(undelivered).values(delivered_at=now))

    async def opened(self, request_id: UUID, now: datetime) -> bool:
        """Record the first opening; False when it was recorded before."""
        unopened = (request.c.id == request_id) & request.c.opened_at.is_(None)
        return await self._changed(update(request).where(unopened).values(opened_at=now)) == 1

    async def tally(self, document_id: UUID, ways: Sequence[Channel] = ()) -> Tally:
        """Count how many of the document's requests are in which state.

        Who is not reached and has an address for one of the `ways` counts as notified by letter, written yet or not.
        """
        state = request.c.state
        by_email, by_sms = (_goes_by(channel) | _will_go_by(channel, ways) for channel in (Channel.EMAIL, Channel.SMS))
        theirs = counted_with(document_id)
        counted = (
            func.count(),
            func.count(request.c.delivered_at),
            func.count(request.c.opened_at),
            func.count().filter(state == RequestState.SIGNED),
            func.count().filter(state == RequestState.DECLINED),
            func.count().filter(state.in_(_FINAL)),
            select(func.count()).where(document.c.id.in_(theirs), _is_delayed()).scalar_subquery(),
            func.count().filter(UNSETTLED, _BLOCKED, by_email),
            func.count().filter(UNSETTLED, _BLOCKED, by_sms),
            func.count().filter(UNSETTLED, _BLOCKED, ~by_email, ~by_sms),
            func.count().filter(UNSETTLED, _AT_KIOSK),
        )
        counts = request.c.document_id.in_(theirs) & (state != RequestState.DELEGATED)
        row = (await self._connection.execute(select(*counted).where(counts))).one()
        return Tally(*row)

    def _pair(self, row: RowMapping) -> tuple[Request, Document]:
        return self._encryption.entity(Request, request, row), self._encryption.entity(Document, document, row)

    async def _requests(self, *found: ColumnElement[bool]) -> list[Request]:
        rows = await self._all(select(request).where(*found).order_by(*_BY_TURN))
        return [self._encryption.entity(Request, request, row) for row in rows]

    async def _settle_where(self, found: ColumnElement[bool], state: RequestState, now: datetime) -> list[Request]:
        _must_be_final(state)
        held = select(request).where(found, UNSETTLED).order_by(request.c.id).with_for_update()
        moved = [self._encryption.entity(Request, request, row) for row in await self._all(held)]
        for chunk in chunks(each.id for each in moved):
            settled = update(request).where(request.c.id.in_(chunk)).values(state=state, settled_at=now)
            await self._changed(settled)
        return sorted(moved, key=lambda each: (each.document_id, each.place))


def _must_be_final(state: RequestState) -> None:
    if not state.final:
        raise ValueError(f"{state!r} settles nothing")
