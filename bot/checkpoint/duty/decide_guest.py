"""Lets a manager decide whether a guest or an employee goes on duty, and end that shift again."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from bot.checkpoint.duty.guests import Guest, GuestState
from bot.checkpoint.duty.off_duty import Ender, enter_off_duty, notify_off_duty, to_guard, update_requests
from bot.checkpoint.duty.start_shift import enter_on_duty, shift_ends_at
from bot.checkpoint.models import Admits, Ending, ServiceQr, Shift
from bot.checkpoint.notices import GuestAdmitted, GuestRejected
from bot.checkpoint.ports import CheckpointTransaction, OpenCheckpoint
from bot.checkpoint.service_qrs.browse_service_qrs import own_service_qr
from bot.errors import StateRefused
from bot.ids import EventId, derived_id
from bot.ledger.entries import Act, AuditEvent
from bot.notices.outbox import NewNotice
from bot.staff.access import NotAllowedRefused, present_manager
from bot.staff.models import Person, Speaker

LATELY = timedelta(days=2)
"""Longer than any shift: a guest admitted earlier than this is no longer on duty."""


class GuestRequestExpiredRefused(StateRefused):
    """Nobody decided in time, or the code admits no guests any more: the guest must scan again. Facts: name."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A guest's present state, who decided, and the shift, if it runs."""

    guest: Guest
    person: Person
    service_qr: ServiceQr
    by: Person | None
    shift: Shift | None


@dataclass(frozen=True, slots=True)
class DecideGuest:
    """Admits or refuses a guest. The first decision stands; a later one returns it."""

    open: OpenCheckpoint

    async def __call__(
        self, speaker: Speaker, guest_id: UUID, *, admit: bool, event_id: EventId, now: datetime
    ) -> Decided:
        """Return the guest's state; NotAllowedRefused, GuestRequestExpiredRefused."""
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            guest, person, service_qr = await _request(tx, speaker, guest_id)
            if guest.person_id == speaker.person.id:
                raise NotAllowedRefused
            if guest.state is GuestState.WAITING:
                if not _can_be_decided(guest, person, service_qr, now):
                    raise GuestRequestExpiredRefused(name=person.name)
                state = GuestState.ADMITTED if admit else GuestState.REFUSED
                if await tx.guests.decide(guest.id, state, speaker.person.id, now):
                    decided = replace(guest, state=state, decided_by_id=speaker.person.id, decided_at=now)
                    await (_admit if admit else _refuse)(tx, decided, service_qr, event_id, now)
                    until_at = shift_ends_at(service_qr, now) if admit else None
                    await update_requests(tx, decided, until_at, event_id, now)
            return await _standing(tx, speaker, guest_id, now)


@dataclass(frozen=True, slots=True)
class SendGuestOff:
    """Ends a guest's shift; calling it again returns that it is over."""

    open: OpenCheckpoint

    async def __call__(self, speaker: Speaker, guest_id: UUID, *, event_id: EventId, now: datetime) -> Decided:
        """Return the guest's state; NotAllowedRefused."""
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            guest, _, service_qr = await _request(tx, speaker, guest_id)
            ended = await tx.shifts.end_all_of(guest.person_id, now)
            await notify_off_duty(tx, ended, service_qr, Ender(Ending.SENT_OFF, speaker.person.id, event_id, now))
            return await _standing(tx, speaker, guest_id, now)


def _can_be_decided(guest: Guest, person: Person, service_qr: ServiceQr, now: datetime) -> bool:
    asks = guest.waits_at(now) and person.dismissed_at is None
    return asks and service_qr.lives_at(now) and service_qr.admits is Admits.APPROVED


async def _request(tx: CheckpointTransaction, speaker: Speaker, guest_id: UUID) -> tuple[Guest, Person, ServiceQr]:
    guest = await tx.guests.get(speaker.organisation.id, guest_id)
    if guest is None:
        raise NotAllowedRefused
    person = await tx.shifts.guard(guest.organisation_id, guest.person_id)
    if person is None:
        raise NotAllowedRefused
    return guest, person, await own_service_qr(tx, speaker, guest.service_qr_id)


async def _standing(tx: CheckpointTransaction, speaker: Speaker, guest_id: UUID, now: datetime) -> Decided:
    guest, person, service_qr = await _request(tx, speaker, guest_id)
    by = await tx.people.get(guest.organisation_id, guest.decided_by_id) if guest.decided_by_id else None
    living = await tx.shifts.living(guest.organisation_id, guest.person_id, now)
    return Decided(guest, person, service_qr, by, living[0] if living else None)


async def _admit(
    tx: CheckpointTransaction, guest: Guest, service_qr: ServiceQr, event_id: EventId, now: datetime
) -> None:
    for earlier in await tx.guests.of(guest.telegram_id, now - LATELY):
        for shift in await tx.shifts.end_all_of(earlier.person_id, now):
            await enter_off_duty(tx, shift, Ender(Ending.HANDOVER, None, event_id, now))
    shift = Shift(
        derived_id(event_id, "shift"),
        guest.organisation_id,
        service_qr.id,
        guest.person_id,
        now,
        shift_ends_at(service_qr, now),
    )
    await tx.shifts.start(shift, now)
    await enter_on_duty(tx, shift, event_id, approved_by=guest.decided_by_id)
    organisation = await tx.organisations.get(guest.organisation_id)
    content = GuestAdmitted(organisation.name, service_qr.name, service_qr.place, shift.ends_at, shift.id)
    notice = NewNotice(guest.organisation_id, guest.id, content, event_id, now)
    await tx.outbox.add([await to_guard(tx, notice, guest.person_id)])


async def _refuse(
    tx: CheckpointTransaction, guest: Guest, service_qr: ServiceQr, event_id: EventId, now: datetime
) -> None:
    audit_event = AuditEvent(guest.organisation_id, Act.GUEST_REFUSED, event_id, now, guest.decided_by_id, guest.id, {})
    await tx.ledger.append(audit_event)
    content = GuestRejected(service_qr.name, service_qr.place)
    notice = NewNotice(guest.organisation_id, guest.id, content, event_id, now)
    await tx.outbox.add([await to_guard(tx, notice, guest.person_id)])
