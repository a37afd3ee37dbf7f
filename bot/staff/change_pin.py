"""Changes a PIN that is known: the same key in a new envelope, so the certificate stays what it is."""

from dataclasses import dataclass
from datetime import datetime

from bot.ids import Cause
from bot.ledger.entries import Act, Deed
from bot.staff.access import NotAllowedRefused
from bot.staff.people import Speaker
from bot.staff.ports import OpenStaff
from bot.staff.register import require_strong
from bot.staff.unlock import Locksmith, UnlockKey


@dataclass(frozen=True, slots=True)
class ProvePin:
    """Lets through who knows the PIN; a wrong one counts as a try."""

    unlock: UnlockKey

    async def __call__(self, speaker: Speaker, pin: str, *, cause: Cause, now: datetime) -> None:
        """Return; PinWrongRefused, PinLockedRefused."""
        await self.unlock(speaker, pin, cause=cause, now=now)


@dataclass(frozen=True, slots=True)
class ChangePin:
    """Opens the key with the old PIN and locks it under the new one."""

    open: OpenStaff
    unlock: UnlockKey
    locksmith: Locksmith

    async def __call__(self, speaker: Speaker, old: str, new: str, *, cause: Cause, now: datetime) -> None:
        """Change it; PinWeakRefused, PinWrongRefused, PinLockedRefused; NotAllowedRefused where the key is another."""
        require_strong(new)
        if await self._done(cause):
            return
        private_der = await self.unlock(speaker, old, cause=cause, now=now)
        envelope = await self.locksmith.lock(private_der, new)
        person, account = speaker.person, speaker.account
        async with self.open() as tx:
            if not await tx.accounts.relock(account.id, was=account.key_envelope, becomes=envelope):
                raise NotAllowedRefused
            deed = Deed(person.organisation_id, Act.PIN_CHANGED, cause, now, person.id, person.id, {})
            await tx.ledger.append(deed)

    async def _done(self, cause: Cause) -> bool:
        async with self.open() as tx:
            return await tx.ledger.find(cause, Act.PIN_CHANGED) is not None
