"""Shows what a personal link is for, to whoever has it, without opening it."""

from dataclasses import dataclass
from datetime import datetime

from bot.crypto.tokens import hash_token, parse_token
from bot.staff.ports import ReadStaff


@dataclass(frozen=True, slots=True)
class PreviewedLink:
    """A valid personal link: whose it is, and until when it works. It names nobody."""

    organisation: str
    time_zone: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class PreviewLink:
    """For anyone: a token cannot be guessed. The first opening is noted in Telegram alone."""

    read: ReadStaff

    async def __call__(self, payload: str, *, now: datetime) -> PreviewedLink | None:
        """Return what a token leads to; None where it opens nothing."""
        token = parse_token(payload)
        async with self.read() as tx:
            invitation = await tx.invitations.by_hash(hash_token(token or ""))
            if token is None or invitation is None or not invitation.is_valid_at(now):
                return None
            person = await tx.people.get(invitation.organisation_id, invitation.person_id)
            if person is None or person.dismissed_at is not None:
                return None
            organisation = await tx.organisations.get(invitation.organisation_id)
            return PreviewedLink(organisation.name, organisation.time_zone, invitation.expires_at)
