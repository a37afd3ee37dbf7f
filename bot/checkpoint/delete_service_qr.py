"""Deletes a service QR: every shift made from it ends at once."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from bot.checkpoint.browse_service_qrs import own_service_qr
from bot.checkpoint.checks import ServiceQr
from bot.checkpoint.duty import Ender, Ending, tell_off_duty
from bot.checkpoint.ports import OpenCheckpoint
from bot.ids import Cause
from bot.ledger.entries import Act, Deed
from bot.staff.access import require_manager
from bot.staff.people import Speaker


@dataclass(frozen=True, slots=True)
class Deleted:
    """A deleted service QR, and how many people's shifts it ended."""

    service_qr: ServiceQr
    shifts: int


@dataclass(frozen=True, slots=True)
class DeleteServiceQr:
    """Deleted once; asked again, answers that it is."""

    open: OpenCheckpoint

    async def __call__(self, speaker: Speaker, service_qr_id: UUID, *, cause: Cause, now: datetime) -> Deleted:
        """Answer what was deleted; NotAllowedRefused."""
        require_manager(speaker)
        async with self.open() as tx:
            service_qr = await own_service_qr(tx, speaker, service_qr_id)
            if not await tx.service_qrs.delete(service_qr_id, now):
                return Deleted(service_qr, 0)
            deed = Deed(
                service_qr.organisation_id, Act.SERVICE_QR_DELETED, cause, now, speaker.person.id, service_qr_id, {}
            )
            await tx.ledger.append(deed)
            await tx.reminders.stop([service_qr_id])
            ended = await tx.shifts.end_of_qr(service_qr_id, now)
            await tell_off_duty(tx, ended, service_qr, Ender(Ending.DELETED, speaker.person.id, cause, now))
        return Deleted(replace(service_qr, deleted_at=now), len(ended))
