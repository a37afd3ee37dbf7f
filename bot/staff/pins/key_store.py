"""Private keys of people: encrypted under their PIN and the server's secret."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Protocol

from bot.crypto.encryption import Cipher
from bot.crypto.keys import lock_key, pepper_of, unlock_key
from bot.crypto.pins import is_pin, pin_is_weak
from bot.errors import InputRefused
from bot.workers.errors import WorkersUnavailableError, WorkFailed
from bot.workers.pool import Priority, Work, WorkerPool


class PinWeakRefused(InputRefused):
    """The PIN is easy to guess."""


def peppers(cipher: Cipher, key_ids: Iterable[bytes] | None = None) -> tuple[bytes, ...]:
    """Return the server's secrets for locking private keys, one for each master key, or for those named."""
    return tuple(cipher.derive("key envelopes", each) for each in (cipher.key_ids if key_ids is None else key_ids))


class KeyStore(Protocol):
    """Locks and unlocks private keys, off the event loop."""

    async def lock(self, private_der: bytes, pin: str) -> bytes:
        """Lock a private key (PKCS#8 DER) under a PIN and the server's secret; return the envelope."""
        ...

    async def unlock(self, envelope: bytes, pin: str) -> bytes:
        """Decrypt the key in an envelope; WrongPin."""
        ...


@dataclass(frozen=True, slots=True)
class PepperedKeyStore:
    """A `KeyStore` in worker processes; `peppers` are the server's secrets, newest first.

    The first locks, each can unlock. If a worker fails, WorkersUnavailableError: that says nothing about the PIN.
    """

    workers: WorkerPool
    peppers: tuple[bytes, ...] = field(repr=False)

    async def lock(self, private_der: bytes, pin: str) -> bytes:
        """Lock a private key under a PIN and the server's secret."""
        return await self._run(lock_key, private_der, pin, self.peppers[0])

    async def unlock(self, envelope: bytes, pin: str) -> bytes:
        """Decrypt the key in an envelope; WrongPin."""
        pepper = pepper_of(envelope, self.peppers) or self.peppers[0]
        return await self._run(unlock_key, envelope, pin, pepper)

    async def _run(self, derive: Callable[[bytes, str, bytes], bytes], key: bytes, pin: str, pepper: bytes) -> bytes:
        try:
            return await self.workers.run(Work.PIN, Priority.PERSON, derive, key, pin, pepper)
        except WorkFailed as failed:
            raise WorkersUnavailableError(f"a PIN could not be checked: {type(failed).__name__}") from None


def require_strong(pin: str) -> None:
    """Raise PinWeakRefused for a PIN that is easy to guess."""
    if not is_pin(pin) or pin_is_weak(pin):
        raise PinWeakRefused
