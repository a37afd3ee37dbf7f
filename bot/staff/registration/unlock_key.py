"""Opens a person's own key with their PIN, and counts the tries: five wrong ones lock it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from bot.crypto.encryption import Cipher
from bot.crypto.keys import WrongPin, lock_key, pepper_of, unlock_key
from bot.errors import AccessRefused
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.notices.outbox import NewNotice
from bot.staff.models import Account, Speaker
from bot.staff.notices import PinLocked
from bot.staff.ports import OpenStaff
from bot.workers.errors import WorkersUnavailableError, WorkFailed
from bot.workers.pool import Priority, Work, WorkerPool

TRIES = 5


class PinWrongRefused(AccessRefused):
    """The PIN is not the right one. Facts: left (tries until it locks)."""


class PinLockedRefused(AccessRefused):
    """Too many wrong PINs: a manager must unlock it."""


def peppers(cipher: Cipher, key_ids: Iterable[bytes] | None = None) -> tuple[bytes, ...]:
    """Return the server's secrets under which private keys are locked, one a master key: all, or of those named."""
    return tuple(cipher.derive("key envelopes", each) for each in (cipher.key_ids if key_ids is None else key_ids))


class KeyStore(Protocol):
    """Derives keys from PINs off the event loop."""

    async def lock(self, private_der: bytes, pin: str) -> bytes:
        """Lock a private key (PKCS#8 DER) under a PIN and the server's secret; return the envelope."""
        ...

    async def unlock(self, envelope: bytes, pin: str) -> bytes:
        """Open an envelope; WrongPin when the PIN is not the one it was locked with."""
        ...


@dataclass(frozen=True, slots=True)
class PepperedKeyStore:
    """A `KeyStore` in worker processes; `peppers` are the server's secrets, newest first.

    The first of them locks, each unlocks. A worker that fails says nothing about the PIN: the same is asked again.
    """

    workers: WorkerPool
    peppers: tuple[bytes, ...] = field(repr=False)

    async def lock(self, private_der: bytes, pin: str) -> bytes:
        """Lock a private key under a PIN and the server's secret."""
        return await self._run(lock_key, private_der, pin, self.peppers[0])

    async def unlock(self, envelope: bytes, pin: str) -> bytes:
        """Open an envelope; WrongPin when the PIN is another."""
        pepper = pepper_of(envelope, self.peppers) or self.peppers[0]
        return await self._run(unlock_key, envelope, pin, pepper)

    async def _run(self, derive: Callable[[bytes, str, bytes], bytes], key: bytes, pin: str, pepper: bytes) -> bytes:
        try:
            return await self.workers.run(Work.PIN, Priority.PERSON, derive, key, pin, pepper)
        except WorkFailed as failed:
            raise WorkersUnavailableError(f"a PIN could not be looked at: {type(failed).__name__}") from None


@dataclass(frozen=True, slots=True)
class UnlockKey:
    """A try is reserved before the PIN is looked at, so that two devices never get more tries than one."""

    open: OpenStaff
    key_store: KeyStore

    async def __call__(self, speaker: Speaker, pin: str, *, event_id: EventId, now: datetime) -> bytes:
        """Return the private key (PKCS#8 DER); PinWrongRefused or PinLockedRefused."""
        account = await self._reserve(speaker.account.id)
        try:
            private_der = await self.key_store.unlock(account.key_envelope, pin)
        except WrongPin:
            if account.pin_failures >= TRIES:
                await self._notify_managers(speaker, event_id, now)
                raise PinLockedRefused from None
            raise PinWrongRefused(left=TRIES - account.pin_failures) from None
        async with self.open() as tx:
            await tx.accounts.pin_was_right(account.id)
        return private_der

    async def _reserve(self, account_id: UUID) -> Account:
        async with self.open() as tx:
            reserved = await tx.accounts.try_pin(account_id, TRIES)
            account = await tx.accounts.get(account_id)
        if not reserved or account is None:
            raise PinLockedRefused
        return account

    async def _notify_managers(self, speaker: Speaker, event_id: EventId, now: datetime) -> None:
        organisation_id, person = speaker.organisation.id, speaker.person
        audit_event = AuditEvent(organisation_id, Act.PIN_LOCKED, event_id, now, person.id, person.id, {})
        notice = NewNotice(organisation_id, person.id, PinLocked(person.name), event_id, now)
        async with self.open() as tx:
            if await tx.ledger.append(audit_event):
                await tx.outbox.add(notice.to(manager.id) for manager in await tx.people.managers(organisation_id))
