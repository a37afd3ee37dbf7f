"""Rung by the clock: reminds of service QR codes before they end, and ends them when they do.

Promises: each step is told once, whoever rings and however often; after a standstill one reminder comes, not five; an
ended code ends its shifts and is told to its issuer.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.checkpoint.checks import ServiceQr
from bot.checkpoint.duty import Ender, Ending, tell_off_duty
from bot.checkpoint.ports import CheckpointTransaction, OpenCheckpoint
from bot.checkpoint.reminding import EXPIRED, after, days_left, opens_at, recipients, steps_due
from bot.ids import Cause
from bot.ledger.entries import Act, Deed
from bot.notices.outbox import Kind, Telling
from bot.notices.ports import Reminder, Subject

AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class RemindServiceQrs:
    """Each due row is moved on in a transaction of its own, by whoever is first."""

    open: OpenCheckpoint

    async def __call__(self, *, now: datetime) -> int:
        """Tell what is due; answer how many codes were looked at, 0 when nothing is due any more."""
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
    if (speaks_at := opens_at(organisation, now)) > now:
        await tx.reminders.advance(reminder, replace(reminder, next_at=min(speaks_at, service_qr.expires_at)))
        return
    steps = steps_due(reminder, service_qr, organisation, now)
    becomes = after(reminder, service_qr, organisation, map(str, steps))
    if not await tx.reminders.advance(reminder, becomes) or not steps:
        return
    facts = _facts(service_qr)
    facts["days"] = days_left(service_qr, organisation, now)
    await _tell(tx, service_qr, Kind.SERVICE_QR_REMINDER, steps[-1], facts, now)


async def _expire(tx: CheckpointTransaction, reminder: Reminder, service_qr: ServiceQr, now: datetime) -> None:
    over = replace(reminder, next_at=None, snoozed_until_at=None, done=reminder.done | {EXPIRED})
    if not await tx.reminders.advance(reminder, over):
        return
    cause = Cause(f"bell:{service_qr.id}:{EXPIRED}")
    deed = Deed(service_qr.organisation_id, Act.SERVICE_QR_EXPIRED, cause, now, None, service_qr.id, {})
    await tx.ledger.append(deed)
    ended = await tx.shifts.end_of_qr(service_qr.id, service_qr.expires_at)
    await tell_off_duty(tx, ended, service_qr, Ender(Ending.EXPIRED, None, cause, now))
    await _tell(tx, service_qr, Kind.SERVICE_QR_EXPIRED, None, _facts(service_qr), now)


async def _tell(
    tx: CheckpointTransaction,
    service_qr: ServiceQr,
    kind: Kind,
    step: int | None,
    facts: dict[str, str | int],
    now: datetime,
) -> None:
    cause = Cause(f"bell:{service_qr.id}:{EXPIRED if step is None else step}")
    telling = Telling(service_qr.organisation_id, kind, service_qr.id, cause, now, facts)
    managers = await tx.people.managers(service_qr.organisation_id)
    await tx.outbox.add([telling.to(person.id) for person in recipients(service_qr, managers, step)])


def _facts(service_qr: ServiceQr) -> dict[str, str | int]:
    return {"name": service_qr.name, "place": service_qr.place, "until": service_qr.expires_at.isoformat()}
