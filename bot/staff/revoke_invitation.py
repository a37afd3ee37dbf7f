"""Revokes a person's link without making another: for one that went to the wrong hands."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.errors import StateRefused
from bot.ids import Cause
from bot.ledger.entries import Act, Deed
from bot.staff.access import require_manager
from bot.staff.invite import invitable
from bot.staff.people import Person, Speaker
from bot.staff.ports import OpenStaff


class NoLinkRefused(StateRefused):
    """There is no link that opens anything. Facts: name."""


@dataclass(frozen=True, slots=True)
class RevokeInvitation:
    """Whoever opens the link from now on gets the one neutral answer; who began to register with it cannot end."""

    open: OpenStaff

    async def __call__(self, speaker: Speaker, person_id: UUID, *, cause: Cause, now: datetime) -> Person:
        """Answer whose link it was; NotAllowedRefused, PersonDismissedRefused, NoLinkRefused."""
        require_manager(speaker)
        async with self.open() as tx:
            person = await invitable(tx, speaker, person_id)
            if await tx.ledger.find(cause, Act.INVITATION_REVOKED):
                return person
            if await tx.invitations.living(person.id, now) is None:
                raise NoLinkRefused(name=person.name)
            await tx.invitations.revoke(person.id, now)
            deed = Deed(person.organisation_id, Act.INVITATION_REVOKED, cause, now, speaker.person.id, person.id, {})
            await tx.ledger.append(deed)
        return person
