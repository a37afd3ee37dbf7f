"""Renews a service QR: a new code with the same settings; the old one ends.

One tap is enough, because the manager confirmed the same settings with the PIN when the code was first issued. The
record says so (``"confirmed": "tap"``, ``"renews"``), and the organisation's key signs it, because the manager's key is
locked by the PIN.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from bot.checkpoint.duty.off_duty import Ender, notify_off_duty
from bot.checkpoint.models import Ending, ServiceQr
from bot.checkpoint.ports import CheckpointTransaction, OpenCheckpoint
from bot.checkpoint.service_qrs.browse_service_qrs import own_service_qr
from bot.checkpoint.service_qrs.issue_service_qr import keep
from bot.checkpoint.service_qrs.record import Signer, signed
from bot.errors import StateRefused
from bot.ids import EventId, derived_id
from bot.ledger.entries import Act
from bot.passes.codes import mint_code_id
from bot.staff.access import present_manager
from bot.staff.models import Speaker


class ServiceQrDeletedRefused(StateRefused):
    """The service QR was deleted or renewed before. Facts: name."""


@dataclass(frozen=True, slots=True)
class Renewed:
    """The new service QR, and how many people stay on duty under it."""

    service_qr: ServiceQr
    stay: int


@dataclass(frozen=True, slots=True)
class KeepOrEnd:
    """Nothing was renewed yet: these people are on duty, and the manager must decide about them."""

    service_qr: ServiceQr
    on_duty: int


@dataclass(frozen=True, slots=True)
class RenewServiceQr:
    """Renews a service QR for as long as it was first valid, from now on. An expired one can be renewed too."""

    open: OpenCheckpoint

    async def __call__(
        self, speaker: Speaker, service_qr_id: UUID, *, keep_on_duty: bool | None, event_id: EventId, now: datetime
    ) -> Renewed | KeepOrEnd:
        """Return the new code; NotAllowedRefused, ServiceQrDeletedRefused.

        With `keep_on_duty` None, renew at once where nobody is on duty, and return KeepOrEnd otherwise.
        """
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            old = await own_service_qr(tx, speaker, service_qr_id)
            before = await tx.service_qrs.get(old.organisation_id, derived_id(event_id, "service-qr"))
            if before is not None:
                return Renewed(before, len(await tx.shifts.on_duty(before.id, now)))
            on_duty = await tx.shifts.on_duty(old.id, now)
            if keep_on_duty is None and on_duty and old.deleted_at is None:
                return KeepOrEnd(old, len(on_duty))
            if not await tx.service_qrs.delete(old.id, now):
                raise ServiceQrDeletedRefused(name=old.name)
            seal_key = await tx.organisations.seal_key(old.organisation_id)
            signer = Signer("tap", speaker.organisation.seal_certificate, seal_key)
            renewed = signed(_successor(old, speaker, event_id, now), speaker, signer, renews=old.id)
            await keep(tx, speaker, renewed, Act.SERVICE_QR_RENEWED, event_id)
            await tx.reminders.stop([old.id])
            ender = Ender(Ending.RENEWED, speaker.person.id, event_id, now)
            return Renewed(renewed, await _hand_on(tx, old, renewed, ender, keep_on_duty=bool(keep_on_duty)))


def _successor(old: ServiceQr, speaker: Speaker, event_id: EventId, now: datetime) -> ServiceQr:
    return replace(
        old,
        id=derived_id(event_id, "service-qr"),
        code_id=mint_code_id(),
        issuer_id=speaker.person.id,
        issued_at=now,
        expires_at=now + (old.expires_at - old.issued_at),
        deleted_at=None,
    )


async def _hand_on(
    tx: CheckpointTransaction, old: ServiceQr, renewed: ServiceQr, ender: Ender, *, keep_on_duty: bool
) -> int:
    if keep_on_duty:
        return await tx.shifts.move(old.id, renewed.id)
    await notify_off_duty(tx, await tx.shifts.end_of_qr(old.id, ender.now), old, ender)
    return 0
