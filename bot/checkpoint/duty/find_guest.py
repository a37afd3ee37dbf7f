"""Finds out whether a Telegram user is a guest on duty, was one recently, or waits for a manager's decision."""

from dataclasses import dataclass
from datetime import datetime

from bot.checkpoint.duty.decide_guest import LATELY
from bot.checkpoint.duty.guests import REQUEST_LASTS, GuestGuard, GuestState
from bot.checkpoint.models import ServiceQr
from bot.checkpoint.ports import ReadCheckpoint


@dataclass(frozen=True, slots=True)
class FindGuest:
    """Finds the guest a manager admitted last; other use cases tell whether the guest's shift still runs."""

    read: ReadCheckpoint

    async def __call__(self, telegram_id: int, *, now: datetime) -> GuestGuard | None:
        """Return the guest; None for everyone else."""
        async with self.read() as tx:
            guests = await tx.guests.of(telegram_id, now - LATELY)
            admitted = next((one for one in guests if one.outsider and one.state is GuestState.ADMITTED), None)
            person = await tx.shifts.guard(admitted.organisation_id, admitted.id) if admitted else None
            if person is None:
                return None
            return GuestGuard(await tx.organisations.get(person.organisation_id), person)


@dataclass(frozen=True, slots=True)
class FindPending:
    """Finds the request to go on duty about which no manager has decided yet."""

    read: ReadCheckpoint

    async def __call__(self, telegram_id: int, *, now: datetime) -> ServiceQr | None:
        """Return where a Telegram user asks to go on duty; None where no request waits."""
        async with self.read() as tx:
            for request in await tx.guests.of(telegram_id, now - REQUEST_LASTS):
                if request.waits_at(now):
                    return await tx.service_qrs.get(request.organisation_id, request.service_qr_id)
        return None
