"""Puts a person on duty who opened a service QR, saw the organisation and the place, and pressed the button.

The button carries the code itself, so only those who scanned it can go on duty. A code that is deleted, expired, forged
or another organisation's is refused in the same words.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bot.checkpoint.authorising.orders import record_sha256
from bot.checkpoint.duty.off_duty import Ender, ShiftReport, enter_off_duty, notify_off_duty
from bot.checkpoint.models import Admits, Ending, ServiceQr, Shift
from bot.checkpoint.notices import ShiftTakenOver
from bot.checkpoint.ports import CheckpointTransaction, OpenCheckpoint, ReadCheckpoint
from bot.checkpoint.service_qrs.browse_service_qrs import own_service_qr
from bot.errors import AccessRefused, StateRefused
from bot.ids import EventId, derived_id
from bot.ledger.entries import Act, AuditEvent
from bot.notices.outbox import NewNotice
from bot.passes.codes import CodePurpose, Codes
from bot.staff.access import present
from bot.staff.models import Speaker


class ServiceQrClosedRefused(StateRefused):
    """The code puts nobody on duty here; the reason is not told."""


class ServiceQrUnauthorisedRefused(StateRefused):
    """The organisation demands a qualified signature for the code, and it has none yet."""


class NotGuardRefused(AccessRefused):
    """Only named guards go on duty with this code, or a manager must approve. Facts: name, place."""


@dataclass(frozen=True, slots=True)
class DutyOffer:
    """What a service QR offers: a shift until `until_at`; `own` is the speaker's present shift, `others` those there.

    `payload` is the code itself, for the button that accepts the offer. With `asks_first` a manager must approve.
    """

    service_qr: ServiceQr
    payload: str
    until_at: datetime
    own: tuple[Shift, ServiceQr] | None
    others: tuple[str, ...]
    asks_first: bool = False


@dataclass(frozen=True, slots=True)
class Started:
    """A started shift; `before` reports the speaker's earlier one, if this ended it."""

    shift: Shift
    service_qr: ServiceQr
    before: ShiftReport | None


@dataclass(frozen=True, slots=True)
class OfferShift:
    """Returns what a service QR offers, without changing anything."""

    read: ReadCheckpoint
    codes: Codes

    async def __call__(self, speaker: Speaker, payload: str, *, now: datetime) -> DutyOffer:
        """Return what the code offers; ServiceQrClosedRefused, NotGuardRefused."""
        async with self.read() as tx:
            speaker = await present(tx, speaker)
            service_qr = await living_service_qr(tx, self.codes, speaker, payload, now)
            asks_first = not service_qr.admits.admits(speaker.person.role)
            if asks_first and service_qr.admits is not Admits.APPROVED:
                raise NotGuardRefused(name=service_qr.name, place=service_qr.place)
            own = await tx.shifts.living(speaker.organisation.id, speaker.person.id, now)
            shifts = await tx.shifts.on_duty(service_qr.id, now)
            people = [await tx.shifts.guard(speaker.organisation.id, shift.person_id) for shift in shifts]
        others = tuple(person.name for person in people if person and person.id != speaker.person.id)
        return DutyOffer(service_qr, payload, shift_ends_at(service_qr, now), own, others, asks_first)


@dataclass(frozen=True, slots=True)
class StartShift:
    """Starts a shift that never outlasts its code; the speaker's earlier one ends."""

    open: OpenCheckpoint
    codes: Codes

    async def __call__(
        self, speaker: Speaker, payload: str, *, take_over: bool, event_id: EventId, now: datetime
    ) -> Started:
        """Return the shift; ServiceQrClosedRefused, NotGuardRefused.

        With `take_over` the shifts of everyone else there end, and the managers are notified.
        """
        async with self.open() as tx:
            speaker = await present(tx, speaker)
            shift_id = derived_id(event_id, "shift")
            again = await tx.shifts.get(shift_id)
            if again is not None:
                return Started(again, await own_service_qr(tx, speaker, again.service_qr_id), None)
            service_qr = await living_service_qr(tx, self.codes, speaker, payload, now)
            if not service_qr.admits.admits(speaker.person.role):
                raise NotGuardRefused(name=service_qr.name, place=service_qr.place)
            ender = Ender(Ending.HANDOVER, speaker.person.id, event_id, now)
            before = await _end_own(tx, speaker, ender)
            shift = Shift(
                shift_id,
                service_qr.organisation_id,
                service_qr.id,
                speaker.person.id,
                now,
                shift_ends_at(service_qr, now),
            )
            if take_over:
                await _take_over(tx, speaker, shift, service_qr, ender)
            await tx.shifts.start(shift, now)
            await enter_on_duty(tx, shift, event_id)
        return Started(shift, service_qr, before)


async def living_service_qr(
    tx: CheckpointTransaction, codes: Codes, speaker: Speaker, payload: str, now: datetime
) -> ServiceQr:
    """Return the service QR of a payload, if it puts people of the speaker's organisation on duty now."""
    parsed = codes.parse(payload)
    if parsed is None or not parsed.genuine or parsed.purpose is not CodePurpose.SERVICE_QR:
        raise ServiceQrClosedRefused
    found = await tx.service_qrs.by_code_id(parsed.id)
    if found is None or found.organisation_id != speaker.organisation.id or not found.lives_at(now):
        raise ServiceQrClosedRefused
    if speaker.organisation.qualified_orders:
        order = await tx.service_qr_orders.of(found.id, record_sha256(found))
        if order is None or order.authorised_at is None:
            raise ServiceQrUnauthorisedRefused
    return found


def shift_ends_at(service_qr: ServiceQr, now: datetime) -> datetime:
    """Return the end of a shift that starts now: never after its code expires."""
    return min(now + timedelta(hours=service_qr.shift_hours), service_qr.expires_at)


async def _end_own(tx: CheckpointTransaction, speaker: Speaker, ender: Ender) -> ShiftReport | None:
    living = await tx.shifts.living(speaker.organisation.id, speaker.person.id, ender.now)
    if living is None:
        return None
    shift, service_qr = living
    await tx.shifts.end(shift.id, ender.now)
    await enter_off_duty(tx, shift, ender)
    return ShiftReport(shift, service_qr, await tx.checks.counts(shift.id))


async def _take_over(
    tx: CheckpointTransaction, speaker: Speaker, shift: Shift, service_qr: ServiceQr, ender: Ender
) -> None:
    ended = await _end_others(tx, service_qr, ender.now)
    await notify_off_duty(tx, ended, service_qr, ender)
    people = [await tx.shifts.guard(one.organisation_id, one.person_id) for one in ended]
    before = ", ".join(person.name for person in people if person and person.id != speaker.person.id)
    if not before:
        return
    content = ShiftTakenOver(speaker.person.name, before, service_qr.name, service_qr.place, ender.now)
    notice = NewNotice(shift.organisation_id, shift.id, content, ender.event_id, ender.now)
    managers = await tx.people.managers(shift.organisation_id)
    await tx.outbox.add([notice.to(one.id) for one in managers if one.id != speaker.person.id])


async def _end_others(tx: CheckpointTransaction, service_qr: ServiceQr, now: datetime) -> list[Shift]:
    others = await tx.shifts.on_duty(service_qr.id, now)
    return [shift for shift in others if await tx.shifts.end(shift.id, now)]


async def enter_on_duty(
    tx: CheckpointTransaction, shift: Shift, event_id: EventId, approved_by: UUID | None = None
) -> None:
    """Append the start of a shift to the ledger; a guest's with the manager who approved it."""
    facts: dict[str, str | int] = {"service_qr": str(shift.service_qr_id), "until": shift.ends_at.isoformat()}
    if approved_by is not None:
        facts["approved_by"] = str(approved_by)
    await tx.ledger.append(
        AuditEvent(shift.organisation_id, Act.ON_DUTY, event_id, shift.started_at, shift.person_id, shift.id, facts)
    )
