"""Deletes a service QR: every shift started with it ends at once."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from bot.checkpoint.duty.off_duty import Ender, notify_off_duty
from bot.checkpoint.models import Ending, ServiceQr
from bot.checkpoint.ports import OpenCheckpoint
from bot.checkpoint.service_qrs.browse_service_qrs import own_service_qr
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.staff.access import present_manager
from bot.staff.models import Speaker


@dataclass(frozen=True, slots=True)
class Deleted:
    """A deleted service QR, and the number of shifts that ended with it."""

    service_qr: ServiceQr
    shifts: int


@dataclass(frozen=True, slots=True)
class DeleteServiceQr:
    """Deletes a service QR once; calling it again returns the deleted one."""

    open: OpenCheckpoint

    async def __call__(self, speaker: Speaker, service_qr_id: UUID, *, event_id: EventId, now: datetime) -> Deleted:
        """Return what was deleted; NotAllowedRefused."""
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            service_qr = await own_service_qr(tx, speaker, service_qr_id)
            if not await tx.service_qrs.delete(service_qr_id, now):
                return Deleted(service_qr, 0)
            audit_event = AuditEvent(
                service_qr.organisation_id, Act.SERVICE_QR_DELETED, event_id, now, speaker.person.id, service_qr_id, {}
            )
            await tx.ledger.append(audit_event)
            await tx.reminders.stop([service_qr_id])
            ended = await tx.shifts.end_of_qr(service_qr_id, now)
            await notify_off_duty(tx, ended, service_qr, Ender(Ending.DELETED, speaker.person.id, event_id, now))
        return Deleted(replace(service_qr, deleted_at=now), len(ended))
