"""Rung by the clock: reminds of service QR codes before they end, and ends them when they do.

Promises: each step is told once, whoever rings and however often; after a standstill one reminder comes, not five; an
ended code ends its shifts and is told to its issuer.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.checkpoint.duty.off_duty import Ender, notify_off_duty
from bot.checkpoint.models import Ending, ServiceQr
from bot.checkpoint.notices import ServiceQrExpired, ServiceQrReminder
from bot.checkpoint.ports import CheckpointTransaction, OpenCheckpoint
from bot.checkpoint.service_qrs.reminding import EXPIRED, after, days_left, due_steps, recipients
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.notices.content import NoticeContent
from bot.notices.outbox import NewNotice
from bot.notices.ports import Reminder, Subject
from bot.notices.schedule import SERVICE_QR_POLICY, Step

AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class RemindServiceQrs:
    """Each due row is moved on in a transaction of its own, by whoever is first."""

    open: OpenCheckpoint

    async def __call__(self, *, now: datetime) -> int:
        """Tell what is due; return how many codes were looked at, 0 when nothing is due any more."""
        async with self.open() as tx:
            due = await tx.reminders.due(Subject.SERVICE_QR, now, AT_ONCE)
        for reminder in due:
            async with self.open() as tx:
                await _take(tx, reminder, now)
        return len(due)


async def _take(tx: CheckpointTransaction, reminder: Reminder, now: datetime) -> None:
    service_qr = await tx.service_qrs.get(reminder.organisation_id, reminder.id)
    if service_qr is None or service_qr.deleted_at is not None:
        await tx.reminders.stop([reminder.id])
    elif now >= service_qr.expires_at:
        await _expire(tx, reminder, service_qr, now)
    else:
        await _remind(tx, reminder, service_qr, now)


async def _remind(tx: CheckpointTransaction, reminder: Reminder, service_qr: ServiceQr, now: datetime) -> None:
    organisation = await tx.organisations.get(reminder.organisation_id)
    told = due_steps(reminder, service_qr, organisation, now)
    if not await tx.reminders.advance(reminder, after(reminder, service_qr, told)) or not told.send:
        return
    days = days_left(service_qr, organisation, now)
    content = ServiceQrReminder(service_qr.name, service_qr.place, service_qr.expires_at, days)
    notice = _notice(service_qr, content, min(step.name for step in told.send), now)
    await _notify(tx, service_qr, notice, told.send)


async def _expire(tx: CheckpointTransaction, reminder: Reminder, service_qr: ServiceQr, now: datetime) -> None:
    over = replace(reminder, next_at=None, snoozed_until_at=None, done=reminder.done | {EXPIRED})
    if not await tx.reminders.advance(reminder, over):
        return
    notice = _notice(service_qr, ServiceQrExpired(service_qr.name, service_qr.place), EXPIRED, now)
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
    event_id = EventId(f"bell:{service_qr.id}:{step}")
    return NewNotice(service_qr.organisation_id, service_qr.id, content, event_id, now)
