"""A person at a kiosk types their number and is sent a code: the same answer whether anybody has that number."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from bot.errors import InputRefused, StateRefused
from bot.ids import EventId, derived_id
from bot.notices.letters import LetterState
from bot.staff.kiosks.kiosks import CODE_LASTS, KioskCode, KioskHere
from bot.staff.kiosks.present_kiosk import present_kiosk
from bot.staff.people.phones import PhoneRegion, parse_phone
from bot.staff.ports import OpenStaff, StaffTransaction

PAUSE: Final = timedelta(minutes=1)
"""How long after one code another can be requested for the same number."""
OF_PHONE: Final = 5
"""Codes for one number in a day."""
OF_KIOSK: Final = ((timedelta(hours=1), 40), (timedelta(days=1), 200))
"""Codes at one kiosk within these times."""
_DAY: Final = timedelta(days=1)
_LONGEST: Final = 40


class KioskPhoneUnreadableRefused(InputRefused):
    """What was typed is no number."""


class KioskCodeSoonRefused(StateRefused):
    """A code for this number was requested a moment ago. Facts: seconds."""


class KioskCodesSpentRefused(StateRefused):
    """Too many codes were requested today for this number, or lately at this kiosk."""


@dataclass(frozen=True, slots=True)
class RequestCode:
    """For a kiosk. What is refused depends on how often a number was typed, never on whose it is."""

    open: OpenStaff
    region: PhoneRegion

    async def __call__(self, payload: str, typed: str, language: str, *, event_id: EventId, now: datetime) -> KioskCode:
        """Return the code; KioskOverRefused, KioskPhoneUnreadableRefused, or one of the two refusals for haste."""
        phone = parse_phone(typed[:_LONGEST], self.region)
        async with self.open() as tx:
            here = await present_kiosk(tx, payload)
            if phone is None:
                raise KioskPhoneUnreadableRefused
            code_id = derived_id(event_id, "kiosk code", here.device.id)
            done = await tx.kiosk_codes.get(code_id)
            if done is not None:
                return done
            await tx.organisations.hold(here.organisation.id)  # the number may be typed at two kiosks at once
            await _require_few(tx, here, phone, now)
            code = await _code(tx, here, code_id, phone, language, now)
            await tx.kiosk_codes.add(code, phone)
        return code


async def _require_few(tx: StaffTransaction, here: KioskHere, phone: str, now: datetime) -> None:
    times = await tx.kiosk_codes.times_of_phone(here.organisation.id, phone, now - _DAY)
    if times and now < times[-1] + PAUSE:
        raise KioskCodeSoonRefused(seconds=max(1, int((times[-1] + PAUSE - now).total_seconds())))
    if len(times) >= OF_PHONE:
        raise KioskCodesSpentRefused
    for within, most in OF_KIOSK:
        if await tx.kiosk_codes.count_at(here.device.id, now - within) >= most:
            raise KioskCodesSpentRefused


async def _code(
    tx: StaffTransaction, here: KioskHere, code_id: UUID, phone: str, language: str, now: datetime
) -> KioskCode:
    known = await tx.kiosks.known(here.organisation.id, phone)
    # Nobody is guessed: where two people have the number, it identifies neither.
    person = known[0][0] if len(known) == 1 else None
    return KioskCode(
        id=code_id,
        organisation_id=here.organisation.id,
        kiosk_id=here.device.id,
        person_id=person.id if person else None,
        phone=phone if person else None,
        language=language,
        requested_at=now,
        expires_at=now + CODE_LASTS,
        state=LetterState.WAITING if person else LetterState.REFUSED,
        send_after_at=now,
    )
