"""The orders for service QR codes that are signed with qualified signatures."""

from uuid import UUID

from sqlalchemy import select, update

from bot.checkpoint.authorising.orders import SignedOrder
from storage.repository import Rows
from storage.tables import service_qr_order

_SIGNED = ("container_sha256", "signer", "signer_number", "signed_at", "authorised_at")


class SqlServiceQrOrders(Rows):
    """Implements `bot.checkpoint.ports.ServiceQrOrders`."""

    async def of(self, service_qr_id: UUID, record_sha256: str) -> SignedOrder | None:
        """Return the order for a service QR with exactly these terms."""
        query = select(service_qr_order).where(service_qr_order.c.service_qr_id == service_qr_id)
        row = await self._one(query.where(service_qr_order.c.record_sha256 == record_sha256))
        return None if row is None else self._encryption.entity(SignedOrder, service_qr_order, row)

    async def add(self, new: SignedOrder) -> SignedOrder:
        """Store an order unless there is one for these terms; return the one that there is."""
        values = self._encryption.values(service_qr_order, new)
        await self._insert(service_qr_order, [values], "service_qr_id", "record_sha256")
        return await self.of(new.service_qr_id, new.record_sha256) or new

    async def authorise(self, signed: SignedOrder) -> bool:
        """Store who signed an order, once; False when it was authorised before."""
        values = self._encryption.values(service_qr_order, signed)
        open_ = (service_qr_order.c.id == signed.id) & service_qr_order.c.authorised_at.is_(None)
        return await self._changed(update(service_qr_order).where(open_).values({k: values[k] for k in _SIGNED})) == 1
