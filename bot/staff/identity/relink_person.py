"""Makes a new link for a person who is registered: with the manager's PIN, and the person is told at once."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.notices.outbox import NewNotice
from bot.staff.access import manageable_person, present_manager
from bot.staff.identity.own import require_other
from bot.staff.invitations.invite_person import Invited
from bot.staff.models import Invitation, Person, Speaker
from bot.staff.notices import RelinkingBegun
from bot.staff.pins.unlock_key import UnlockKey
from bot.staff.ports import OpenStaff, StaffTransaction
from bot.staff.registration.links import Links


@dataclass(frozen=True, slots=True)
class RelinkPerson:
    """A manager makes a new link for another person, who may be registered; an earlier link is revoked.

    Whoever registers with it from another Telegram account waits: see `bot.staff.identity.rebindings`.
    """

    open: OpenStaff
    links: Links
    unlock: UnlockKey

    async def __call__(
        self, speaker: Speaker, person_id: UUID, pin: str, *, event_id: EventId, now: datetime
    ) -> Invited:
        """Return the link; NotAllowedRefused, OwnIdentityRefused, PersonDismissedRefused, PinWrongRefused."""
        await self._require_right(speaker, person_id)
        await self.unlock(speaker, pin, event_id=event_id, now=now)
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            person = await manageable_person(tx, speaker, person_id)
            invitation = self.links.invite(person, event_id, now, made_by=speaker.person.id)
            await tx.invitations.add(invitation, now)
            if await _enter(tx, invitation, event_id, now):
                await announce_link(tx, person, speaker.person.name, event_id, now)
        return Invited(person, self.links.link(invitation) or "", invitation.expires_at)

    async def _require_right(self, speaker: Speaker, person_id: UUID) -> None:
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            require_other(speaker, await manageable_person(tx, speaker, person_id))


async def announce_link(tx: StaffTransaction, person: Person, by: str | None, event_id: EventId, now: datetime) -> None:
    """Tell a registered person that a link was made with which another account can replace theirs."""
    if await tx.accounts.active(person.id) is not None:
        notice = NewNotice(person.organisation_id, person.id, RelinkingBegun(by), event_id, now)
        await tx.outbox.add([notice.to(person.id)])


async def _enter(tx: StaffTransaction, invitation: Invitation, event_id: EventId, now: datetime) -> bool:
    audit_event = AuditEvent(
        invitation.organisation_id, Act.INVITED, event_id, now, invitation.made_by_id, invitation.person_id, {}
    )
    return await tx.ledger.append(audit_event) is not None
