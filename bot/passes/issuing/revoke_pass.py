"""Revokes a pass: the next check refuses it. The holder is notified."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.passes.browse_passes import PassCard, pass_card
from bot.passes.issuing.issue_pass import notify_holder
from bot.passes.notices import PassRevoked
from bot.passes.ports import OpenPasses
from bot.staff.access import present_manager
from bot.staff.models import Speaker


@dataclass(frozen=True, slots=True)
class RevokePass:
    """Revokes a pass once; calling it again returns the same pass."""

    open: OpenPasses

    async def __call__(self, speaker: Speaker, pass_id: UUID, *, event_id: EventId, now: datetime) -> PassCard:
        """Return the revoked pass; NotAllowedRefused."""
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            card = await pass_card(tx, speaker.organisation.id, pass_id)
            if not await tx.passes.revoke(pass_id, now):
                return card
            await tx.reminders.stop([pass_id])
            facts: dict[str, str | int] = {"number": card.pass_.number, "type": card.pass_.type}
            await tx.ledger.append(
                AuditEvent(speaker.organisation.id, Act.PASS_REVOKED, event_id, now, speaker.person.id, pass_id, facts)
            )
            content = PassRevoked(card.pass_.type, card.pass_.number)
            await notify_holder(tx, card.pass_, content, event_id, now)
        return replace(card, pass_=replace(card.pass_, revoked_at=now))
