"""Renews a service QR: a new code with the same settings; the old one ends, and so does the poster that shows it."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from bot.checkpoint.duty.off_duty import Ender, notify_off_duty
from bot.checkpoint.models import Ending, ServiceQr
from bot.checkpoint.ports import CheckpointTransaction, OpenCheckpoint, ReadCheckpoint
from bot.checkpoint.service_qrs.browse_service_qrs import own_service_qr
from bot.checkpoint.service_qrs.issue_service_qr import keep
from bot.checkpoint.service_qrs.record import Signer, signed
from bot.errors import StateRefused
from bot.ids import EventId, derived_id
from bot.ledger.entries import Act
from bot.passes.codes import mint_code_id
from bot.staff.access import present_manager, require_manager
from bot.staff.models import Speaker
from bot.staff.pins.unlock_key import UnlockKey


class ServiceQrDeletedRefused(StateRefused):
    """The service QR was deleted or renewed before. Facts: name."""


@dataclass(frozen=True, slots=True)
class Renewable:
    """A service QR before its renewal, when the new one would end, and how many people are on duty under it."""

    service_qr: ServiceQr
    until_at: datetime
    on_duty: int


@dataclass(frozen=True, slots=True)
class Renewed:
    """The new service QR, and how many people stay on duty under it."""

    service_qr: ServiceQr
    stay: int


@dataclass(frozen=True, slots=True)
class FindRenewable:
    """Returns what a renewal would do, before the manager confirms it."""

    read: ReadCheckpoint

    async def __call__(self, speaker: Speaker, service_qr_id: UUID, *, now: datetime) -> Renewable:
        """Return what would be renewed; NotAllowedRefused, ServiceQrDeletedRefused."""
        async with self.read() as tx:
            speaker = await present_manager(tx, speaker)
            old = await own_service_qr(tx, speaker, service_qr_id)
            if old.deleted_at is not None:
                raise ServiceQrDeletedRefused(name=old.name)
            return Renewable(old, _ends_at(old, now), len(await tx.shifts.on_duty(old.id, now)))


@dataclass(frozen=True, slots=True)
class RenewServiceQr:
    """Renews a service QR once, for as long as it was first valid, from now on. An expired one can be renewed too."""

    open: OpenCheckpoint
    unlock: UnlockKey

    async def __call__(
        self, speaker: Speaker, service_qr_id: UUID, pin: str, *, keep_on_duty: bool, event_id: EventId, now: datetime
    ) -> Renewed:
        """Return the new code; NotAllowedRefused, ServiceQrDeletedRefused, PinWrongRefused, PinLockedRefused.

        With `keep_on_duty` those on duty stay on duty under the new code; otherwise their shifts end.
        """
        require_manager(speaker)
        private = await self.unlock(speaker, pin, event_id=event_id, now=now)
        signer = Signer(speaker.account.certificate, private)
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            old = await own_service_qr(tx, speaker, service_qr_id)
            before = await tx.service_qrs.get(old.organisation_id, derived_id(event_id, "service-qr"))
            if before is not None:
                return Renewed(before, len(await tx.shifts.on_duty(before.id, now)))
            if not await tx.service_qrs.delete(old.id, now):
                raise ServiceQrDeletedRefused(name=old.name)
            renewed = signed(_successor(old, speaker, event_id, now), speaker, signer, renews=old.id)
            await keep(tx, speaker, renewed, Act.SERVICE_QR_RENEWED, event_id)
            await tx.reminders.stop([old.id])
            ender = Ender(Ending.RENEWED, speaker.person.id, event_id, now)
            return Renewed(renewed, await _hand_on(tx, old, renewed, ender, keep_on_duty=keep_on_duty))


def _ends_at(old: ServiceQr, now: datetime) -> datetime:
    return now + (old.expires_at - old.issued_at)


def _successor(old: ServiceQr, speaker: Speaker, event_id: EventId, now: datetime) -> ServiceQr:
    return replace(
        old,
        id=derived_id(event_id, "service-qr"),
        code_id=mint_code_id(),
        issuer_id=speaker.person.id,
        issued_at=now,
        expires_at=_ends_at(old, now),
        deleted_at=None,
    )


async def _hand_on(
    tx: CheckpointTransaction, old: ServiceQr, renewed: ServiceQr, ender: Ender, *, keep_on_duty: bool
) -> int:
    if keep_on_duty:
        return await tx.shifts.move(old.id, renewed.id)
    await notify_off_duty(tx, await tx.shifts.end_of_qr(old.id, ender.now), old, ender)
    return 0
