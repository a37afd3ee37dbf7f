"""Documents that were sent for signing."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, bindparam, case, func, or_, select, update

from bot.due_rows import DueRow
from bot.ids import derived_id
from bot.signing.live_boards import StaleBoard
from bot.signing.models import Document, SealLevel
from storage.repository import Rows, named_by_code
from storage.signing.requests import DECLINING, STANDS, UNSETTLED
from storage.tables import document, file_revision, request

_DUE = select(document.c.id, document.c.organisation_id)
_IN_SERIES = document.c.series_id.is_not(None)
_IS_SERIES = _IN_SERIES & (document.c.series_id == document.c.id)
_REQUESTS = select(request.c.id).where(request.c.document_id == document.c.id)
_OWN_BOARD = select(func.coalesce(document.c.series_id, document.c.id)).where(
    document.c.id == bindparam("document_id", type_=document.c.id.type)
)
_NOW = bindparam("now", type_=document.c.board_behind_at.type)
_NOT_STALE = document.c.board_behind_at.is_(None) | (document.c.board_behind_at > _NOW)
_MARK_STALE: Final = (
    update(document)
    .where(document.c.id == _OWN_BOARD.scalar_subquery())
    .values(board_behind_at=case((_NOT_STALE, _NOW), else_=document.c.board_behind_at))
)


class SqlDocuments(Rows):
    """Implements `bot.signing.ports.Documents`."""

    async def add(self, new: Document) -> None:
        """Store a new document; do nothing when it exists already."""
        await self._insert(document, [self._encryption.values(document, new)])

    async def get(self, organisation_id: UUID, document_id: UUID) -> Document | None:
        """Return one."""
        query = select(document).where(document.c.organisation_id == organisation_id, document.c.id == document_id)
        row = await self._one(query)
        return None if row is None else self._encryption.entity(Document, document, row)

    async def successor(self, organisation_id: UUID, document_id: UUID) -> Document | None:
        """Return the version that replaced a document, the newest where there are several."""
        replaces = (document.c.organisation_id == organisation_id) & (document.c.replaces_id == document_id)
        versions = select(document).where(replaces, _IS_SERIES | ~_IN_SERIES)
        row = await self._one(versions.order_by(document.c.created_at.desc(), document.c.id).limit(1))
        return None if row is None else self._encryption.entity(Document, document, row)

    async def page(
        self,
        organisation_id: UUID,
        *,
        offset: int,
        most: int,
        author_id: UUID | None = None,
        ended: bool | None = None,
    ) -> tuple[list[Document], int]:
        """Return a page, newest first, and how many there are in all; filtered by author and by `ended`, if given.

        Personal copies stand behind their series.
        """
        query = select(document).where(document.c.organisation_id == organisation_id, _IS_SERIES | ~_IN_SERIES)
        query = query if author_id is None else query.where(document.c.author_id == author_id)
        query = query if ended is None else query.where(~STANDS if ended else STANDS)
        newest_first = query.order_by(document.c.created_at.desc(), document.c.id)
        rows = await self._all(newest_first.offset(offset).limit(most))
        return self._documents(rows), await self._count(query)

    async def void(self, document_id: UUID, now: datetime) -> bool:
        """Void it once, and a series' copies that are not finished with it; False when it had ended before."""
        voided = await self._changed(update(document).where(document.c.id == document_id, STANDS).values(voided_at=now))
        if voided:
            copies = (document.c.series_id == document_id) & STANDS
            await self._changed(update(document).where(copies).values(voided_at=now))
        return voided == 1

    async def lock(self, document_id: UUID) -> None:
        """Lock a document to the end of the transaction: changes of its requests, and finishing it, wait."""
        await self._lock(document, document_id)

    async def extend(self, document_id: UUID, deadline_at: datetime) -> bool:
        """Move the deadline, of a series' unfinished copies too; False when it was voided or finished before."""
        its = or_(document.c.id == document_id, document.c.series_id == document_id)
        return await self._changed(update(document).where(its, STANDS).values(deadline_at=deadline_at)) > 0

    async def unfinished(self, most: int) -> list[DueRow]:
        """Return documents of any organisation, none voided, whose requests are all final and that no file finished.

        A series is never among them; its copies are.
        """
        settled = _REQUESTS.exists() & ~_REQUESTS.where(UNSETTLED).exists()
        query = _DUE.where(STANDS, ~_IS_SERIES, settled)
        return await self._due(query.order_by(document.c.created_at, document.c.id).limit(most))

    async def complete_series(self, most: int) -> list[DueRow]:
        """Return series of any organisation, none voided, all of whose copies are finished or voided."""
        copy = document.alias("copy")
        of_series = select(copy.c.id).where(copy.c.series_id == document.c.id)
        theirs = select(request.c.id).where(request.c.document_id.in_(of_series))
        open_ended = (copy.c.id != document.c.id) & copy.c.finished_at.is_(None) & copy.c.voided_at.is_(None)
        whole = theirs.exists() & ~theirs.where(UNSETTLED).exists() & ~of_series.where(open_ended).exists()
        query = _DUE.where(STANDS, _IS_SERIES, whole)
        return await self._due(query.order_by(document.c.created_at, document.c.id).limit(most))

    async def close_series(self, series_id: UUID, now: datetime) -> bool:
        """Record once that all copies are finished; False when it was recorded before."""
        open_ended = (document.c.id == series_id) & STANDS
        return await self._changed(update(document).where(open_ended).values(finished_at=now)) == 1

    async def act_about(self, request_id: UUID) -> Document | None:
        """Return the refusal act about a request that is not voided."""
        living = (document.c.about_request_id == request_id) & document.c.voided_at.is_(None)
        row = await self._one(select(document).where(living))
        return None if row is None else self._encryption.entity(Document, document, row)

    async def overdue(self, before: datetime, most: int) -> list[DueRow]:
        """Return documents of any organisation with WAITING or OPEN requests whose deadline was before then.

        Not while somebody can take back that they declined.
        """
        late = (document.c.deadline_at < before) & STANDS & _REQUESTS.where(UNSETTLED).exists()
        settled = ~_REQUESTS.where(DECLINING).exists()
        return await self._due(_DUE.where(late, settled).order_by(document.c.deadline_at, document.c.id).limit(most))

    async def finish(
        self, document_id: UUID, sha256: str, now: datetime, level: SealLevel, archive_at: datetime | None
    ) -> bool:
        """Record the finished file once; False when there is one already."""
        open_ended = (document.c.id == document_id) & document.c.finished_sha256.is_(None)
        values = {"finished_sha256": sha256, "finished_at": now, "seal_level": level, "archive_at": archive_at}
        return await self._changed(update(document).where(open_ended).values(values)) == 1

    async def add_revision(self, was: Document, sha256: str, level: SealLevel, archive_at: datetime | None) -> bool:
        """Record a newer revision of the finished file; False when `was` is not the present state any more."""
        same = (document.c.id == was.id) & (document.c.finished_sha256 == was.finished_sha256)
        values = {"finished_sha256": sha256, "seal_level": level, "archive_at": archive_at}
        if await self._changed(update(document).where(same).values(values)) != 1:
            return False
        revision_id = derived_id(str(was.id), "revision", was.finished_sha256)
        row = {"id": revision_id, "organisation_id": was.organisation_id, "document_id": was.id}
        await self._insert(file_revision, [row | {"digest": was.finished_sha256}])
        return True

    async def is_revision(self, document_id: UUID, sha256: str) -> bool:
        """Return whether this is the hash of an earlier revision of the finished file."""
        found = (file_revision.c.document_id == document_id) & (file_revision.c.digest == sha256)
        return await self._one(select(file_revision.c.id).where(found)) is not None

    async def to_archive(self, now: datetime, most: int) -> list[DueRow]:
        """Return the documents of any organisation whose finished file needs a time stamp, the longest due first."""
        due = _DUE.where(document.c.archive_at <= now)
        return await self._due(due.order_by(document.c.archive_at, document.c.id).limit(most))

    async def is_to_archive(self, document_id: UUID, now: datetime) -> bool:
        """Return whether `to_archive` would return this document."""
        due = _DUE.where(document.c.id == document_id, document.c.archive_at <= now)
        return await self._one(due) is not None

    async def count_to_archive(self, now: datetime) -> int:
        """Return how many `to_archive` would return."""
        return await self._count(_DUE.where(document.c.archive_at <= now))

    async def count_below(self, level: SealLevel) -> int:
        """Return how many finished files have not reached a level."""
        return await self._count(_DUE.where(_below(level)))

    async def archive_old(self, level: SealLevel, now: datetime) -> int:
        """Let every finished file be archived that has not reached a level; return how many that are."""
        waiting = _below(level) & document.c.archive_at.is_(None)
        return await self._changed(update(document).where(waiting).values(archive_at=now))

    async def by_sha256(self, organisation_id: UUID, sha256: str) -> list[Document]:
        """Return the documents whose original or finished file has this hash, newest first."""
        has = or_(document.c.sha256 == sha256, document.c.finished_sha256 == sha256)
        query = select(document).where(document.c.organisation_id == organisation_id, has)
        return self._documents(await self._all(query.order_by(document.c.created_at.desc(), document.c.id)))

    async def finished_as(self, sha256: str) -> Document | None:
        """Return the document of any organisation whose finished file has this hash, or had it in a revision."""
        earlier = select(file_revision.c.document_id).where(file_revision.c.digest == sha256)
        has = or_(document.c.finished_sha256 == sha256, document.c.id.in_(earlier))
        row = await self._one(select(document).where(has).limit(1))
        return None if row is None else self._encryption.entity(Document, document, row)

    async def by_code(self, code_id: bytes) -> Document | None:
        """Return the document of any organisation whose id begins with these 12 bytes: its sheet's QR names it so."""
        row = await self._one(select(document).where(named_by_code(document.c.id, code_id)).limit(1))
        return None if row is None else self._encryption.entity(Document, document, row)

    async def mark_board_stale(self, document_id: UUID, now: datetime) -> None:
        """Mark the document's boards as stale; keeps the earliest time at which they became stale.

        The row is locked even if it was marked before, so that `claim_board` never misses a change that is about to be
        committed. A personal copy is on the board of its series.
        """
        await self._changed(_MARK_STALE, {"document_id": document_id, "now": now})

    async def stale_boards(self, since: datetime, most: int) -> list[StaleBoard]:
        """Return documents of any organisation whose boards have been stale since then or longer, the longest first."""
        stale_since = document.c.board_behind_at
        query = select(document.c.id, document.c.organisation_id, stale_since).where(stale_since <= since)
        rows = await self._connection.execute(query.order_by(stale_since, document.c.id).limit(most))
        return [StaleBoard(*row) for row in rows.all()]

    async def claim_board(self, stale: StaleBoard, until: datetime) -> bool:
        """Claim a document's boards before their tally is read; False when another process was first.

        They become stale again at `until`, unless they are marked as fresh before.
        """
        return await self._move_stale_since(stale.id, stale.stale_since, until)

    async def mark_board_fresh(self, document_id: UUID, claimed_until: datetime) -> bool:
        """Mark claimed boards as fresh; False when they became stale meanwhile."""
        return await self._move_stale_since(document_id, claimed_until, None)

    async def _move_stale_since(self, document_id: UUID, was: datetime, becomes: datetime | None) -> bool:
        unchanged = (document.c.id == document_id) & (document.c.board_behind_at == was)
        return await self._changed(update(document).where(unchanged).values(board_behind_at=becomes)) == 1

    def _documents(self, rows: Sequence[RowMapping]) -> list[Document]:
        return [self._encryption.entity(Document, document, row) for row in rows]


def _below(level: SealLevel) -> ColumnElement[bool]:
    """Match finished files that have not reached a level."""
    levels = list(SealLevel)
    lower = document.c.seal_level.is_(None) | document.c.seal_level.in_(levels[: levels.index(level)])
    return document.c.finished_sha256.is_not(None) & document.c.voided_at.is_(None) & lower
