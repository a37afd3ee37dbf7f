"""Edits the terms of a service QR whose code stays the same. Confirmed by PIN, and signed again.

Running shifts continue; the next check follows the new terms. The shifts of people who may no longer be on duty there
end at once.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from bot.checkpoint.duty.off_duty import Ender, notify_off_duty
from bot.checkpoint.models import Ending, ServiceQr
from bot.checkpoint.ports import CheckpointTransaction, OpenCheckpoint
from bot.checkpoint.service_qrs.browse_service_qrs import own_service_qr
from bot.checkpoint.service_qrs.orders import ServiceQrTerms, terms_of
from bot.checkpoint.service_qrs.record import Signer, signed
from bot.checkpoint.service_qrs.renew_service_qr import ServiceQrDeletedRefused
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.staff.access import present_manager, require_manager
from bot.staff.models import Speaker
from bot.staff.pins.unlock_key import UnlockKey


@dataclass(frozen=True, slots=True)
class EditServiceQr:
    """Edits a service QR once per event. The record names the one it replaces by its hash."""

    open: OpenCheckpoint
    unlock: UnlockKey

    async def __call__(
        self,
        speaker: Speaker,
        service_qr_id: UUID,
        terms: ServiceQrTerms,
        pin: str,
        *,
        event_id: EventId,
        now: datetime,
    ) -> ServiceQr:
        """Return the edited one; NotAllowedRefused, ServiceQrDeletedRefused, PinWrongRefused, PinLockedRefused."""
        require_manager(speaker)
        private = await self.unlock(speaker, pin, event_id=event_id, now=now)
        signer = Signer(speaker.account.certificate, private)
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            old = await own_service_qr(tx, speaker, service_qr_id)
            if terms_of(old) == terms or await tx.ledger.find(event_id, Act.SERVICE_QR_EDITED):
                return old
            edited = signed(_with(old, terms), speaker, signer, edits=old)
            if not await tx.service_qrs.save(edited):
                raise ServiceQrDeletedRefused(name=old.name)
            facts: dict[str, str | int] = {"signature": edited.signature.hex(), "admits": str(edited.admits)}
            audit_event = AuditEvent(
                old.organisation_id, Act.SERVICE_QR_EDITED, event_id, now, speaker.person.id, old.id, facts
            )
            await tx.ledger.append(audit_event)
            await _end_not_admitted(tx, edited, Ender(Ending.NOT_ADMITTED, speaker.person.id, event_id, now))
        return edited


def _with(old: ServiceQr, terms: ServiceQrTerms) -> ServiceQr:
    return replace(
        old,
        name=terms.name,
        place=terms.place,
        shift_hours=terms.shift_hours,
        accepts=terms.accepts,
        admits=terms.admits,
    )


async def _end_not_admitted(tx: CheckpointTransaction, service_qr: ServiceQr, ender: Ender) -> None:
    ended = []
    for shift in await tx.shifts.on_duty(service_qr.id, ender.now):
        person = await tx.shifts.guard(shift.organisation_id, shift.person_id)
        kept = person is not None and service_qr.admits.keeps(person.role)
        if not kept and await tx.shifts.end(shift.id, ender.now):
            ended.append(shift)
    await notify_off_duty(tx, ended, service_qr, ender)
