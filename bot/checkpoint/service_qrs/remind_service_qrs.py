"""Rung by the clock: reminds of service QR codes before they end, and ends them when they do.

Promises: each step is told once, whoever rings and however often; after a standstill one reminder comes, not five; an
ended code ends its shifts and is told to its issuer.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.checkpoint.duty.off_duty import Ender, Ending, tell_off_duty
from bot.checkpoint.models import ServiceQr
from bot.checkpoint.ports import CheckpointTransaction, OpenCheckpoint
from bot.checkpoint.service_qrs.reminding import EXPIRED, after, days_left, due_steps, recipients
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.notices.outbox import Facts, Kind, Telling
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
    telling = _telling(service_qr, Kind.SERVICE_QR_REMINDER, min(step.name for step in told.send), now)
    telling.facts["days"] = days_left(service_qr, organisation, now)
    await _tell(tx, service_qr, telling, told.send)


async def _expire(tx: CheckpointTransaction, reminder: Reminder, service_qr: ServiceQr, now: datetime) -> None:
    over = replace(reminder, next_at=None, snoozed_until_at=None, done=reminder.done | {EXPIRED})
    if not await tx.reminders.advance(reminder, over):
        return
    telling = _telling(service_qr, Kind.SERVICE_QR_EXPIRED, EXPIRED, now)
    audit_event = AuditEvent(
        service_qr.organisation_id, Act.SERVICE_QR_EXPIRED, telling.event_id, now, None, service_qr.id, {}
    )
    await tx.ledger.append(audit_event)
    ended = await tx.shifts.end_of_qr(service_qr.id, service_qr.expires_at)
    await tell_off_duty(tx, ended, service_qr, Ender(Ending.EXPIRED, None, telling.event_id, now))
    await _tell(tx, service_qr, telling, SERVICE_QR_POLICY[:1])


async def _tell(tx: CheckpointTransaction, service_qr: ServiceQr, telling: Telling, steps: Iterable[Step]) -> None:
    managers = await tx.people.managers(service_qr.organisation_id)
    await tx.outbox.add([telling.to(person.id) for person in recipients(service_qr, managers, steps)])


def _telling(service_qr: ServiceQr, kind: Kind, step: str, now: datetime) -> Telling:
    event_id = EventId(f"bell:{service_qr.id}:{step}")
    facts: Facts = {"name": service_qr.name, "place": service_qr.place, "until": service_qr.expires_at.isoformat()}
    return Telling(service_qr.organisation_id, kind, service_qr.id, event_id, now, facts)
