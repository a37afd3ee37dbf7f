"""Sends reminders of service QR codes before they end; at the end, ends their shifts and notifies the issuer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.checkpoint.duty.off_duty import Ender, notify_off_duty
from bot.checkpoint.models import Ending, ServiceQr
from bot.checkpoint.notices import ServiceQrExpired, ServiceQrReminder
from bot.checkpoint.ports import CheckpointTransaction
from bot.checkpoint.service_qrs.reminding import recipients, timetable_of
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.notices.content import NoticeContent
from bot.notices.outbox import NewNotice
from bot.notices.ports import Reminder
from bot.notices.reminders import ENDED, Timetable
from bot.notices.schedule import SERVICE_QR_POLICY, Step
from bot.staff.models import Organisation
from bot.texts.days import days_until


@dataclass(frozen=True, slots=True)
class RemindableServiceQr:
    """A service QR that was not deleted. Implements `bot.notices.reminders.Remindable`."""

    service_qr: ServiceQr
    organisation: Organisation

    @property
    def timetable(self) -> Timetable:
        """Return when to send the reminders."""
        return timetable_of(self.service_qr, self.organisation)

    async def remind(self, tx: CheckpointTransaction, steps: Sequence[Step], now: datetime) -> None:
        """Notify the issuer, the other managers, or all of them; at the end, end the shifts."""
        if ENDED in steps:
            await _expire(tx, self.service_qr, now)
        else:
            await _remind(tx, self.service_qr, self.organisation, steps, now)


async def load_service_qr(tx: CheckpointTransaction, reminder: Reminder) -> RemindableServiceQr | None:
    """Return the service QR that a reminder is about; None once it has been deleted."""
    service_qr = await tx.service_qrs.get(reminder.organisation_id, reminder.id)
    if service_qr is None or service_qr.deleted_at is not None:
        return None
    return RemindableServiceQr(service_qr, await tx.organisations.get(reminder.organisation_id))


async def _remind(
    tx: CheckpointTransaction, service_qr: ServiceQr, organisation: Organisation, steps: Sequence[Step], now: datetime
) -> None:
    days = days_until(service_qr.expires_at, ZoneInfo(organisation.time_zone), now)
    content = ServiceQrReminder(service_qr.name, service_qr.place, service_qr.expires_at, days)
    notice = _notice(service_qr, content, min(step.name for step in steps), now)
    await _notify(tx, service_qr, notice, steps)


async def _expire(tx: CheckpointTransaction, service_qr: ServiceQr, now: datetime) -> None:
    notice = _notice(service_qr, ServiceQrExpired(service_qr.name, service_qr.place), ENDED.name, now)
    audit_event = AuditEvent(
        service_qr.organisation_id, Act.SERVICE_QR_EXPIRED, notice.event_id, now, None, service_qr.id, {}
    )
    await tx.ledger.append(audit_event)
    ended = await tx.shifts.end_of_qr(service_qr.id, service_qr.expires_at)
    await notify_off_duty(tx, ended, service_qr, Ender(Ending.EXPIRED, None, notice.event_id, now))
    await _notify(tx, service_qr, notice, SERVICE_QR_POLICY[:1])


async def _notify(tx: CheckpointTransaction, service_qr: ServiceQr, notice: NewNotice, steps: Iterable[Step]) -> None:
    managers = await tx.people.managers(service_qr.organisation_id)
    await tx.outbox.add([notice.to(person.id) for person in recipients(service_qr, managers, steps)])


def _notice(service_qr: ServiceQr, content: NoticeContent, step: str, now: datetime) -> NewNotice:
    event_id = EventId(f"job:{service_qr.id}:{step}")
    return NewNotice(service_qr.organisation_id, service_qr.id, content, event_id, now)
