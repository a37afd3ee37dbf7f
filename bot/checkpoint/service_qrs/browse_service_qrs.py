"""Lists service QR codes for people who manage them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.checkpoint.authorising.orders import SignedOrder, record_sha256
from bot.checkpoint.duty.guests import Guard
from bot.checkpoint.models import ServiceQr
from bot.checkpoint.ports import CheckpointTransaction, ReadCheckpoint
from bot.passes.codes import CodePurpose, Codes
from bot.staff.access import NotAllowedRefused, present_manager
from bot.staff.models import Speaker


@dataclass(frozen=True, slots=True)
class ServiceQrCard:
    """A service QR, the link in its picture, and the names of the people on duty under it.

    `order` is the one for its present terms. With `must_be_authorised` it works only once that is signed.
    """

    service_qr: ServiceQr
    link: str
    on_duty: tuple[str, ...]
    order: SignedOrder | None = None
    must_be_authorised: bool = False

    @property
    def authorised(self) -> SignedOrder | None:
        """Return the order if it has a qualified signature."""
        return self.order if self.order and self.order.authorised_at else None


@dataclass(frozen=True, slots=True)
class ListServiceQrs:
    """Lists the organisation's service QR codes."""

    read: ReadCheckpoint

    async def __call__(self, speaker: Speaker, *, now: datetime) -> list[ServiceQr]:
        """Return those that still put people on duty, the soonest to expire first; NotAllowedRefused."""
        async with self.read() as tx:
            speaker = await present_manager(tx, speaker)
            kept = await tx.service_qrs.all(speaker.organisation.id)
        return [service_qr for service_qr in kept if service_qr.lives_at(now)]


@dataclass(frozen=True, slots=True)
class ShowServiceQr:
    """Shows one service QR."""

    read: ReadCheckpoint
    codes: Codes

    async def __call__(self, speaker: Speaker, service_qr_id: UUID, *, now: datetime) -> ServiceQrCard:
        """Return its card, link included; NotAllowedRefused."""
        async with self.read() as tx:
            speaker = await present_manager(tx, speaker)
            service_qr = await own_service_qr(tx, speaker, service_qr_id)
            shifts = await tx.shifts.on_duty(service_qr_id, now)
            people = [await tx.shifts.guard(speaker.organisation.id, shift.person_id) for shift in shifts]
            order = await tx.service_qr_orders.of(service_qr.id, record_sha256(service_qr))
        names = tuple(person.name for person in people if person)
        link, demanded = service_qr_link(self.codes, service_qr, speaker), speaker.organisation.qualified_orders
        return ServiceQrCard(service_qr, link, names, order, demanded)


def service_qr_link(codes: Codes, service_qr: ServiceQr, speaker: Speaker) -> str:
    """Return the link in a service QR's picture."""
    return codes.link(codes.mint(CodePurpose.SERVICE_QR, speaker.organisation.tag, service_qr.code_id))


async def own_service_qr(tx: CheckpointTransaction, speaker: Guard, service_qr_id: UUID) -> ServiceQr:
    """Return a service QR of the speaker's organisation; NotAllowedRefused when there is none."""
    service_qr = await tx.service_qrs.get(speaker.organisation.id, service_qr_id)
    if service_qr is None:
        raise NotAllowedRefused
    return service_qr
