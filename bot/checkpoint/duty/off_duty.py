"""Ends shifts: what all use cases that end shifts share, within their transactions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.checkpoint.models import Ending, ServiceQr, Shift, Verdict
from bot.checkpoint.notices import ShiftEnded
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
    """Append the end of a shift to the ledger."""
    facts: dict[str, str | int] = {"why": str(ender.why), "service_qr": str(shift.service_qr_id)}
    facts["person"] = str(shift.person_id)
    await tx.ledger.append(
        AuditEvent(shift.organisation_id, Act.OFF_DUTY, ender.event_id, ender.now, ender.actor_id, shift.id, facts)
    )


async def notify_off_duty(
    tx: CheckpointTransaction, shifts: Iterable[Shift], service_qr: ServiceQr, ender: Ender
) -> None:
    """Append the end of shifts ended by others or by time to the ledger, and notify the guards."""
    content = ShiftEnded(service_qr.name, service_qr.place, ender.why)
    for shift in shifts:
        await enter_off_duty(tx, shift, ender)
        notice = NewNotice(shift.organisation_id, shift.id, content, ender.event_id, ender.now)
        await tx.outbox.add([await to_guard(tx, notice, shift.person_id)])


async def to_guard(tx: CheckpointTransaction, notice: NewNotice, person_id: UUID) -> Notice:
    """Address a notice to a present or former guard; a guest has no account and is addressed by Telegram id."""
    guest = await tx.guests.get(notice.organisation_id, person_id)
    if guest is None:
        return notice.to(person_id)
    return notice.to(person_id, telegram_id=guest.telegram_id, language=guest.language)
