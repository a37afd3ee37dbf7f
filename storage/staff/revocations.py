"""Revoked certificates and the lists that publish them."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select

from bot.crypto.revocation import Revoked
from bot.due_rows import DueRow
from bot.staff.revocation.revocations import CrlPages, IssuedList
from storage.repository import Rows
from storage.tables import organisation, revocation_list, revoked_certificate


class SqlRevocations(Rows):
    """Implements `bot.staff.revocation.revocations.Revocations`."""

    async def add(self, organisation_id: UUID, revocation_id: UUID, revoked: Revoked) -> bool:
        """Store that a certificate is revoked, once; False when it was revoked before."""
        row = {"id": revocation_id, "organisation_id": organisation_id, "serial": f"{revoked.serial:x}"}
        row |= {"revoked_at": revoked.revoked_at, "reason": revoked.reason}
        return await self._insert(revoked_certificate, [row]) == 1

    async def of(self, organisation_id: UUID) -> Sequence[Revoked]:
        """Return the revoked certificates of an organisation, oldest first."""
        columns = revoked_certificate.c
        query = select(columns.serial, columns.revoked_at, columns.reason)
        query = query.where(columns.organisation_id == organisation_id).order_by(columns.revoked_at, columns.id)
        rows = (await self._connection.execute(query)).all()
        return [Revoked(int(serial, 16), revoked_at, reason) for serial, revoked_at, reason in rows]

    async def due(self, pages: CrlPages, before: datetime, most: int) -> list[DueRow]:
        """Return the organisations, as rows, whose newest list is from before `before` or lacks a revocation.

        So are those that have no list, and those with another address for lists.
        """
        query = select(organisation.c.id, organisation.c.id.label("organisation_id")).where(_lacks_list(pages, before))
        return await self._due(query.order_by(organisation.c.id).limit(most))

    async def is_due(self, organisation_id: UUID, pages: CrlPages, before: datetime) -> bool:
        """Return whether `due` would return this organisation."""
        query = select(organisation.c.id).where(organisation.c.id == organisation_id, _lacks_list(pages, before))
        return await self._one(query) is not None

    async def newest_list(self, organisation_id: UUID) -> IssuedList | None:
        """Return the list with the highest number."""
        theirs = select(revocation_list).where(revocation_list.c.organisation_id == organisation_id)
        row = await self._one(theirs.order_by(revocation_list.c.number.desc()).limit(1))
        return None if row is None else self._encryption.entity(IssuedList, revocation_list, row)

    async def add_list(self, issued: IssuedList) -> bool:
        """Keep a list, once; False when there is one of its number."""
        return await self._insert(revocation_list, [asdict(issued)]) == 1


def _lacks_list(pages: CrlPages, before: datetime) -> ColumnElement[bool]:
    """Match organisations without a newer list of all that is revoked, and those with another address for lists."""
    of_list, of_revoked = revocation_list.c, revoked_certificate.c
    theirs = of_list.organisation_id == organisation.c.id
    listed = select(func.max(of_list.entries)).where(theirs).scalar_subquery()
    newest = select(func.max(of_list.made_at)).where(theirs).scalar_subquery()
    revoked = select(func.count(of_revoked.id)).where(of_revoked.organisation_id == organisation.c.id)
    lacking = or_(listed.is_(None), listed < revoked.scalar_subquery(), newest < before)
    return or_(lacking, organisation.c.crl_pages != pages)
