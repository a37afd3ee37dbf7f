"""Draws the order for a service QR, once for each of its terms, and keeps it."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.checkpoint.authorising.drawing import OrderSheet, draw_order
from bot.checkpoint.authorising.orders import OrganisationNumberMissingRefused, SignedOrder, record_sha256
from bot.checkpoint.models import ServiceQr
from bot.checkpoint.ports import OpenCheckpoint
from bot.checkpoint.service_qrs.browse_service_qrs import own_service_qr
from bot.ids import EventId, derived_id
from bot.staff.access import present_manager
from bot.staff.models import Speaker
from bot.texts.words import Words
from bot.workers.pool import Priority, Work, WorkerPool


@dataclass(frozen=True, slots=True)
class RequestOrder:
    """For managers. Whoever presses twice is given the same order: the bytes are what is signed."""

    open: OpenCheckpoint
    workers: WorkerPool

    async def __call__(
        self, speaker: Speaker, service_qr_id: UUID, words: Words, *, event_id: EventId, now: datetime
    ) -> tuple[SignedOrder, bytes]:
        """Return the order and its PDF; NotAllowedRefused, OrganisationNumberMissingRefused."""
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            service_qr = await own_service_qr(tx, speaker, service_qr_id)
            kept = await tx.service_qr_orders.of(service_qr.id, record_sha256(service_qr))
            if kept is not None:
                return kept, await tx.blobs.get(service_qr.organisation_id, kept.pdf_sha256)
        if speaker.organisation.number is None:
            raise OrganisationNumberMissingRefused
        sheet = _sheet(service_qr, speaker, speaker.organisation.number, words, now)
        drawn = await self.workers.run(Work.DOCUMENT, Priority.PERSON, draw_order, sheet)
        return await self._keep(speaker, service_qr, drawn, event_id, now)

    async def _keep(
        self, speaker: Speaker, service_qr: ServiceQr, drawn: bytes, event_id: EventId, now: datetime
    ) -> tuple[SignedOrder, bytes]:
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            order = SignedOrder(
                id=derived_id(event_id, "service-qr-order"),
                organisation_id=service_qr.organisation_id,
                service_qr_id=service_qr.id,
                record_sha256=record_sha256(service_qr),
                pdf_sha256=await tx.blobs.put(service_qr.organisation_id, drawn, now),
                requested_by_id=speaker.person.id,
                requested_at=now,
            )
            kept = await tx.service_qr_orders.add(order)
            return kept, await tx.blobs.get(kept.organisation_id, kept.pdf_sha256)


def _sheet(service_qr: ServiceQr, speaker: Speaker, number: str, words: Words, now: datetime) -> OrderSheet:
    accepts = ", ".join(sorted(service_qr.accepts)) or words.plain("checkpoint-accepts-all")
    issuer = ", ".join(filter(None, (speaker.person.name, speaker.person.position)))
    terms = {
        "number": number,
        "name": service_qr.name,
        "place": service_qr.place,
        "accepts": accepts,
        "hours": str(service_qr.shift_hours),
        "until": words.moment(service_qr.expires_at),
        "issuer": issuer,
        "id": str(service_qr.id),
        "record": record_sha256(service_qr),
        "nonce": secrets.token_hex(16),
    }
    return OrderSheet(
        organisation=speaker.organisation.name,
        heading=words.plain("checkpoint-order-heading", name=service_qr.name),
        text=words.plain("checkpoint-order-text"),
        terms=[(words.plain("checkpoint-order-term", term=term), said) for term, said in terms.items()],
        foot=words.plain("checkpoint-order-foot", at=now),
        now=now,
    )
