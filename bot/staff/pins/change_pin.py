"""Changes a PIN that is known: locks the same key under another PIN, so that the certificate stays valid."""

from dataclasses import dataclass
from datetime import datetime

from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.staff.access import NotAllowedRefused, present
from bot.staff.models import Speaker
from bot.staff.pins.key_store import KeyStore, require_strong
from bot.staff.pins.unlock_key import UnlockKey
from bot.staff.ports import OpenStaff


@dataclass(frozen=True, slots=True)
class CheckPin:
    """Checks a PIN; a wrong one counts as a try."""

    unlock: UnlockKey

    async def __call__(self, speaker: Speaker, pin: str, *, event_id: EventId, now: datetime) -> None:
        """Return; PinWrongRefused, PinLockedRefused."""
        await self.unlock(speaker, pin, event_id=event_id, now=now)


@dataclass(frozen=True, slots=True)
class ChangePin:
    """Unlocks the key with the old PIN and locks it under the new one."""

    open: OpenStaff
    unlock: UnlockKey
    key_store: KeyStore

    async def __call__(self, speaker: Speaker, old: str, new: str, *, event_id: EventId, now: datetime) -> None:
        """Change it; PinWeakRefused, PinWrongRefused, PinLockedRefused; NotAllowedRefused if the key was replaced."""
        require_strong(new)
        if await self._done(event_id):
            return
        private_der = await self.unlock(speaker, old, event_id=event_id, now=now)
        envelope = await self.key_store.lock(private_der, new)
        person, account = speaker.person, speaker.account
        async with self.open() as tx:
            await present(tx, speaker)
            if not await tx.accounts.replace_envelope(account.id, was=account.key_envelope, becomes=envelope):
                raise NotAllowedRefused
            audit_event = AuditEvent(person.organisation_id, Act.PIN_CHANGED, event_id, now, person.id, person.id, {})
            await tx.ledger.append(audit_event)

    async def _done(self, event_id: EventId) -> bool:
        async with self.open() as tx:
            return await tx.ledger.find(event_id, Act.PIN_CHANGED) is not None
