"""Decrypts a person's private key with their PIN and counts the tries: five wrong ones lock the PIN."""

from dataclasses import dataclass
from datetime import datetime

from bot.crypto.keys import WrongPin
from bot.errors import AccessRefused
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.staff.access import present
from bot.staff.models import Account, Speaker
from bot.staff.notices import PinLocked
from bot.staff.pins.key_store import KeyStore
from bot.staff.ports import OpenStaff
from bot.staff.registration.notify_managers import notify_managers
from bot.workers.errors import WorkersUnavailableError

TRIES = 5


class PinWrongRefused(AccessRefused):
    """The PIN is wrong. Facts: left (tries until it is locked)."""


class PinLockedRefused(AccessRefused):
    """Too many wrong PINs: a manager must unlock it."""


@dataclass(frozen=True, slots=True)
class UnlockKey:
    """Unlocks a key. A try is counted before the PIN is checked, so that two devices get no more tries than one.

    One that no worker could check is taken back: the update is handled again and again until one can.
    """

    open: OpenStaff
    key_store: KeyStore

    async def __call__(self, speaker: Speaker, pin: str, *, event_id: EventId, now: datetime) -> bytes:
        """Return the private key (PKCS#8 DER); PinWrongRefused, PinLockedRefused, WorkersUnavailableError."""
        account = await self._reserve(speaker)
        try:
            private_der = await self.key_store.unlock(account.key_envelope, pin)
        except WrongPin:
            if account.pin_failures >= TRIES:
                await self._notify_managers(speaker, event_id, now)
                raise PinLockedRefused from None
            raise PinWrongRefused(left=TRIES - account.pin_failures) from None
        except WorkersUnavailableError:
            async with self.open() as tx:
                await tx.accounts.take_back_try(account.id, TRIES)
            raise
        async with self.open() as tx:
            await present(tx, speaker)
            await tx.accounts.reset_pin_failures(account.id)
        return private_der

    async def _reserve(self, speaker: Speaker) -> Account:
        async with self.open() as tx:
            await present(tx, speaker)
            reserved = await tx.accounts.try_pin(speaker.account.id, TRIES)
            account = await tx.accounts.get(speaker.account.id)
        if not reserved or account is None:
            raise PinLockedRefused
        return account

    async def _notify_managers(self, speaker: Speaker, event_id: EventId, now: datetime) -> None:
        organisation_id, person = speaker.organisation.id, speaker.person
        audit_event = AuditEvent(organisation_id, Act.PIN_LOCKED, event_id, now, person.id, person.id, {})
        async with self.open() as tx:
            if await tx.ledger.append(audit_event):
                await notify_managers(tx, person, PinLocked(person.name), event_id, now)
