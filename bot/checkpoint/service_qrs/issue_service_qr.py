"""Issues a service QR, confirmed by PIN and signed; whoever scans it can go on duty at its checkpoint."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.checkpoint.models import ServiceQr
from bot.checkpoint.ports import CheckpointTransaction, OpenCheckpoint
from bot.checkpoint.service_qrs.orders import ServiceQrOrder
from bot.checkpoint.service_qrs.record import Signer, signed
from bot.checkpoint.service_qrs.reminding import first_reminder
from bot.ids import EventId, derived_id
from bot.ledger.entries import Act, AuditEvent
from bot.passes.codes import mint_code_id
from bot.staff.access import present_manager, require_manager
from bot.staff.models import Speaker
from bot.staff.pins.unlock_key import UnlockKey


@dataclass(frozen=True, slots=True)
class IssueServiceQr:
    """Issues a service QR signed with the manager's own key, and starts its reminders."""

    open: OpenCheckpoint
    unlock: UnlockKey

    async def __call__(
        self, speaker: Speaker, order: ServiceQrOrder, pin: str, *, event_id: EventId, now: datetime
    ) -> ServiceQr:
        """Return the service QR; NotAllowedRefused, PinWrongRefused, PinLockedRefused."""
        require_manager(speaker)
        private = await self.unlock(speaker, pin, event_id=event_id, now=now)
        draft = drafted(speaker, order, event_id, now)
        issued = signed(draft, speaker, Signer(speaker.account.certificate, private))
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            before = await tx.service_qrs.get(speaker.organisation.id, issued.id)
            if before is not None:
                return before
            await keep(tx, speaker, issued, Act.SERVICE_QR_ISSUED, event_id)
        return issued


def drafted(speaker: Speaker, order: ServiceQrOrder, event_id: EventId, now: datetime) -> ServiceQr:
    """Return an unsigned service QR with the ordered terms."""
    return ServiceQr(
        id=derived_id(event_id, "service-qr"),
        code_id=mint_code_id(),
        organisation_id=speaker.organisation.id,
        issuer_id=speaker.person.id,
        name=order.name,
        place=order.place,
        accepts=frozenset(map(str, order.accepts)),
        shift_hours=order.shift_hours,
        issued_at=now,
        expires_at=now + timedelta(days=order.days),
        record_json=b"",
        signature=b"",
        admits=order.admits,
    )


async def keep(tx: CheckpointTransaction, speaker: Speaker, issued: ServiceQr, act: Act, event_id: EventId) -> None:
    """Store a signed service QR, its ledger entry and its first reminder."""
    await tx.service_qrs.add(issued)
    facts: dict[str, str | int] = {"until": issued.expires_at.isoformat(), "shift_hours": issued.shift_hours}
    facts["signature"] = issued.signature.hex()
    await tx.ledger.append(
        AuditEvent(issued.organisation_id, act, event_id, issued.issued_at, issued.issuer_id, issued.id, facts)
    )
    await tx.reminders.add(first_reminder(issued, speaker.organisation))
