"""Ends shifts: what all use cases that end shifts share, within their transactions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.checkpoint.duty.guests import Guest, GuestState
from bot.checkpoint.models import Ending, ServiceQr, Shift, Verdict
from bot.checkpoint.notices import GuestAsks, GuestStanding, ShiftEnded
from bot.checkpoint.ports import CheckpointTransaction
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.notices.outbox import NewNotice, Notice


@dataclass(frozen=True, slots=True)
class ShiftReport:
    """A shift, its checkpoint, and its checks by verdict."""

    shift: Shift
    service_qr: ServiceQr
    counts: dict[Verdict, int]


@dataclass(frozen=True, slots=True)
class Ender:
    """Who or what ends shifts: `actor_id` is None where the time was over."""

    why: Ending
    actor_id: UUID | None
    event_id: EventId
    now: datetime


async def enter_off_duty(tx: CheckpointTransaction, shift: Shift, ender: Ender) -> None:
    """Append the end of a shift to the ledger; what the managers see of a guest's request follows."""
    facts: dict[str, str | int] = {"why": str(ender.why), "service_qr": str(shift.service_qr_id)}
    facts["person"] = str(shift.person_id)
    await tx.ledger.append(
        AuditEvent(shift.organisation_id, Act.OFF_DUTY, ender.event_id, ender.now, ender.actor_id, shift.id, facts)
    )
    request = await tx.guests.newest(shift.person_id, GuestState.ADMITTED)
    if request is not None and request.decided_at == shift.started_at:
        await update_requests(tx, request, None, ender.event_id, ender.now)


async def update_requests(
    tx: CheckpointTransaction, request: Guest, until_at: datetime | None, event_id: EventId, now: datetime
) -> None:
    """Change the message in which each manager got a decided request: who decided, and whether the shift still runs."""
    person = await tx.shifts.guard(request.organisation_id, request.person_id)
    service_qr = await tx.service_qrs.get(request.organisation_id, request.service_qr_id)
    by = await tx.people.get(request.organisation_id, request.decided_by_id) if request.decided_by_id else None
    if person is None or service_qr is None:
        return
    names = (person.name, service_qr.name, service_qr.place, by.name if by else "")
    for manager in await tx.people.managers(request.organisation_id):
        shown = await tx.outbox.last_message(manager.id, request.id, [GuestAsks.kind, GuestStanding.kind])
        if shown is not None:
            content = GuestStanding(*names, request.state, until_at, message_id=shown)
            notice = NewNotice(request.organisation_id, request.id, content, event_id, now)
            await tx.outbox.add([notice.to(manager.id)])


async def notify_off_duty(
    tx: CheckpointTransaction, shifts: Iterable[Shift], service_qr: ServiceQr, ender: Ender
) -> None:
    """Append the end of shifts ended by others or by time to the ledger, and notify the guards."""
    for shift in shifts:
        await enter_off_duty(tx, shift, ender)
        counts = await tx.checks.counts(shift.id)
        content = ShiftEnded(service_qr.name, service_qr.place, ender.why, shift.started_at, counts)
        notice = NewNotice(shift.organisation_id, shift.id, content, ender.event_id, ender.now)
        await tx.outbox.add([await to_guard(tx, notice, shift.person_id)])


async def to_guard(tx: CheckpointTransaction, notice: NewNotice, person_id: UUID) -> Notice:
    """Address a notice to a present or former guard; a guest has no account and is addressed by Telegram id."""
    guest = await tx.guests.get(notice.organisation_id, person_id)
    if guest is None:
        return notice.to(person_id)
    return notice.to(person_id, telegram_id=guest.telegram_id, language=guest.language)
