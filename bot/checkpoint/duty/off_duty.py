"""Ends shifts: what every way off duty has in common, written in the transaction that ends them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from bot.checkpoint.models import ServiceQr, Shift, Verdict
from bot.checkpoint.ports import CheckpointTransaction
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.notices.outbox import Kind, Notice, Telling


class Ending(StrEnum):
    """Why a shift is over."""

    OWN = "own"
    TIME = "time"
    HANDOVER = "handover"
    DELETED = "deleted"
    RENEWED = "renewed"
    EXPIRED = "expired"
    STAFF_ONLY = "staff-only"
    SENT_OFF = "sent-off"


@dataclass(frozen=True, slots=True)
class ShiftReport:
    """A shift, its checkpoint, and its checks by verdict."""

    shift: Shift
    service_qr: ServiceQr
    counts: dict[Verdict, int]


@dataclass(frozen=True, slots=True)
class Ender:
    """Who or what ends shifts: `actor_id` is None for time itself."""

    why: Ending
    actor_id: UUID | None
    event_id: EventId
    now: datetime


async def enter_off_duty(tx: CheckpointTransaction, shift: Shift, ender: Ender) -> None:
    """Enter the end of a shift in the ledger."""
    facts: dict[str, str | int] = {"why": str(ender.why), "service_qr": str(shift.service_qr_id)}
    facts["person"] = str(shift.person_id)
    await tx.ledger.append(
        AuditEvent(shift.organisation_id, Act.OFF_DUTY, ender.event_id, ender.now, ender.actor_id, shift.id, facts)
    )


async def tell_off_duty(
    tx: CheckpointTransaction, shifts: Iterable[Shift], service_qr: ServiceQr, ender: Ender
) -> None:
    """Enter shifts that others or time ended, and tell those who were on duty."""
    facts: dict[str, str | int] = {"name": service_qr.name, "place": service_qr.place, "why": str(ender.why)}
    for shift in shifts:
        await enter_off_duty(tx, shift, ender)
        telling = Telling(shift.organisation_id, Kind.SHIFT_ENDED, shift.id, ender.event_id, ender.now, facts)
        await tx.outbox.add([await to_guard(tx, telling, shift.person_id)])


async def to_guard(tx: CheckpointTransaction, telling: Telling, person_id: UUID) -> Notice:
    """Address a notice to whoever is or was on duty: a guest has no account that it could be sent to."""
    guest = await tx.guests.get(telling.organisation_id, person_id)
    if guest is None:
        return telling.to(person_id)
    return telling.to(person_id, telegram_id=guest.telegram_id, language=guest.language)
