"""A person says that somebody else had a key made in their name: locks it and alerts the managers."""

from dataclasses import dataclass
from datetime import datetime

from bot.crypto.certificates import parse_certificate
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.notices.outbox import NewNotice
from bot.staff.access import present
from bot.staff.models import Speaker
from bot.staff.notices import KeyDisputed
from bot.staff.pins.unlock_key import TRIES
from bot.staff.ports import OpenStaff


@dataclass(frozen=True, slots=True)
class DisputeKey:
    """Nothing can be signed with the key until a manager unlocks the PIN."""

    open: OpenStaff

    async def __call__(self, speaker: Speaker, *, event_id: EventId, now: datetime) -> None:
        """Lock the speaker's key and notify the managers; NotAllowedRefused."""
        async with self.open() as tx:
            speaker = await present(tx, speaker)
            organisation_id, person, account = speaker.organisation.id, speaker.person, speaker.account
            facts: dict[str, str | int] = {"certificate": parse_certificate(account.certificate).fingerprint}
            audit_event = AuditEvent(organisation_id, Act.KEY_DISPUTED, event_id, now, person.id, person.id, facts)
            notice = NewNotice(organisation_id, person.id, KeyDisputed(person.name), event_id, now)
            if await tx.ledger.append(audit_event):
                await tx.accounts.lock_pin(account.id, TRIES)
                managers = await tx.people.managers(organisation_id)
                await tx.outbox.add([notice.to(manager.id) for manager in managers if manager.id != person.id])
