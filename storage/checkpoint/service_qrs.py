"""Service QR codes."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select, update

from bot.checkpoint.models import ServiceQr
from storage.repository import Rows
from storage.tables import service_qr

_FIXED = {"id", "code_id", "organisation_id", "issuer_id", "issued_at", "expires_at", "deleted_at"}


class SqlServiceQrs(Rows):
    """Implements `bot.checkpoint.ports.ServiceQrs`."""

    async def add(self, new: ServiceQr) -> None:
        """Store a new one; no effect if it exists already."""
        await self._insert(service_qr, [self._encryption.values(service_qr, new)])

    async def get(self, organisation_id: UUID, service_qr_id: UUID) -> ServiceQr | None:
        """Return one."""
        found = await self._codes(service_qr.c.organisation_id == organisation_id, service_qr.c.id == service_qr_id)
        return found[0] if found else None

    async def by_code_id(self, code_id: bytes) -> ServiceQr | None:
        """Return the one with this code, of any organisation."""
        found = await self._codes(service_qr.c.code_id == code_id)
        return found[0] if found else None

    async def all(self, organisation_id: UUID) -> list[ServiceQr]:
        """Return those not deleted, the soonest to expire first."""
        return await self._codes(service_qr.c.organisation_id == organisation_id, service_qr.c.deleted_at.is_(None))

    async def save(self, edited: ServiceQr) -> bool:
        """Overwrite the terms of one that is not deleted; False when it is deleted."""
        values = self._encryption.values(service_qr, edited)
        terms = {name: value for name, value in values.items() if name not in _FIXED}
        stands = (service_qr.c.id == edited.id) & service_qr.c.deleted_at.is_(None)
        return await self._changed(update(service_qr).where(stands).values(terms)) == 1

    async def delete(self, service_qr_id: UUID, now: datetime) -> bool:
        """Delete it once; False when it was deleted before."""
        stands = (service_qr.c.id == service_qr_id) & service_qr.c.deleted_at.is_(None)
        return await self._changed(update(service_qr).where(stands).values(deleted_at=now)) == 1

    async def _codes(self, *found: ColumnElement[bool]) -> list[ServiceQr]:
        rows = await self._all(select(service_qr).where(*found).order_by(service_qr.c.expires_at, service_qr.c.id))
        return [self._encryption.entity(ServiceQr, service_qr, row) for row in rows]
