"""Which kiosk speaks, and who is logged in there: read again in the transaction that acts, as a speaker is."""

from dataclasses import dataclass
from datetime import datetime

from bot.crypto.tokens import hash_token, parse_token
from bot.staff.kiosks.kiosks import KioskDevice, KioskHere, KioskOverRefused
from bot.staff.models import Speaker
from bot.staff.ports import ReadStaff, StaffTransaction
from bot.staff.sessions.find_session import FindSession


async def present_kiosk(tx: StaffTransaction, payload: str) -> KioskHere:
    """Return the kiosk with this token; KioskOverRefused."""
    token = parse_token(payload)
    return await _here(tx, await tx.kiosks.hold(hash_token(token)) if token else None)


@dataclass(frozen=True, slots=True)
class AtKiosk:
    """Who is logged in, and at which kiosk."""

    speaker: Speaker
    kiosk: KioskHere


@dataclass(frozen=True, slots=True)
class FindKiosk:
    """For a device: whether it is a kiosk."""

    read: ReadStaff

    async def __call__(self, payload: str) -> KioskHere:
        """Return the kiosk; KioskOverRefused."""
        token = parse_token(payload)
        async with self.read() as tx:
            return await _here(tx, await tx.kiosks.by_token(hash_token(token)) if token else None)


@dataclass(frozen=True, slots=True)
class FindAtKiosk:
    """For whoever has the token of a session at a kiosk."""

    read: ReadStaff
    find_session: FindSession

    async def __call__(self, payload: str, *, now: datetime) -> AtKiosk | None:
        """Return who is logged in; None where the session, the account or the kiosk is over."""
        found = await self.find_session(payload, now=now)
        if found is None or found.session.kiosk_id is None:
            return None
        async with self.read() as tx:
            try:
                return AtKiosk(found.speaker, await _here(tx, await tx.kiosks.get(found.session.kiosk_id)))
            except KioskOverRefused:
                return None


async def _here(tx: StaffTransaction, device: KioskDevice | None) -> KioskHere:
    """Return a kiosk that works: as long as whoever enabled it is a manager, since nobody else would end it."""
    if device is None or device.ended_at is not None:
        raise KioskOverRefused
    enabled_by = await tx.people.get(device.organisation_id, device.enabled_by_id)
    if enabled_by is None or enabled_by.dismissed_at is not None or not enabled_by.role.manages:
        raise KioskOverRefused
    return KioskHere(device, await tx.organisations.get(device.organisation_id), enabled_by)
