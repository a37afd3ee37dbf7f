"""Offers a shift to somebody who sent a photo of a service QR instead of scanning it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.checkpoint.duty.ask_for_duty import GuestOffer, OfferGuestDuty
from bot.checkpoint.duty.end_shift import FindShift
from bot.checkpoint.duty.guests import Guard
from bot.checkpoint.duty.off_duty import ShiftReport
from bot.checkpoint.duty.start_shift import DutyOffer, OfferShift, ServiceQrClosedRefused
from bot.passes.codes import Codes, Parsed
from bot.staff.models import Speaker


@dataclass(frozen=True, slots=True)
class Photographed:
    """What a photographed service QR offers to `guard`; a report where they are on duty under that code."""

    guard: Guard
    found: DutyOffer | GuestOffer | ShiftReport


@dataclass(frozen=True, slots=True)
class OfferPhotographed:
    """Returns what a photographed service QR offers, without changing anything."""

    codes: Codes
    find_shift: FindShift
    offer_shift: OfferShift
    offer_guest_duty: OfferGuestDuty

    async def __call__(self, guards: Sequence[Guard], payload: str, *, now: datetime) -> Photographed:
        """Return the offer to the first of `guards`, one person's, who belongs to the code's organisation.

        ServiceQrClosedRefused, NotGuardRefused.
        """
        parsed = self.codes.parse(payload)
        guard = next((each for each in guards if parsed and each.organisation.tag == parsed.organisation_tag), None)
        if parsed is None or guard is None:
            raise ServiceQrClosedRefused
        return Photographed(guard, await self._offer(guard, payload, parsed, now))

    async def _offer(
        self, guard: Guard, payload: str, parsed: Parsed, now: datetime
    ) -> DutyOffer | GuestOffer | ShiftReport:
        shift = await self.find_shift(guard, now=now)
        if isinstance(shift, ShiftReport) and shift.service_qr.code_id == parsed.id:
            return shift
        if isinstance(guard, Speaker):
            return await self.offer_shift(guard, payload, now=now)
        offer = await self.offer_guest_duty(payload, now=now)
        if offer is None:
            raise ServiceQrClosedRefused
        return offer
