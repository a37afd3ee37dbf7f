"""Shows a person's card: who they are, how they were invited, what became of the letters."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.notices.letters import Channel, Letter
from bot.staff.access import NotAllowedRefused, present_manager
from bot.staff.invitations.write_letters import Channels
from bot.staff.kiosks.kiosks import KioskPage
from bot.staff.models import Speaker, Status
from bot.staff.people.people import Listed
from bot.staff.ports import ReadStaff


@dataclass(frozen=True, slots=True)
class Card:
    """A person's card: who they are, the letters sent to them, the channels that are set up.

    `invited_until_at` is when their valid link expires, None without one. `fallback` is the newest letter that was sent
    because the person blocked the bot. `kiosks`: people can sign at kiosks here.
    """

    listed: Listed
    letters: tuple[Letter, ...]
    channels: frozenset[Channel]
    invited_until_at: datetime | None = None
    fallback: Letter | None = None
    kiosks: bool = False


@dataclass(frozen=True, slots=True)
class ShowCard:
    """Shows a manager a person's card."""

    read: ReadStaff
    channels: Channels
    page: KioskPage

    async def __call__(self, speaker: Speaker, person_id: UUID, *, now: datetime) -> Card:
        """Return it; NotAllowedRefused when not of this organisation."""
        async with self.read() as tx:
            speaker = await present_manager(tx, speaker)
            listed = await tx.people.listed(speaker.organisation.id, person_id, now)
            if listed is None:
                raise NotAllowedRefused
            invitation = await tx.invitations.find_valid(person_id, now)
            letters = await tx.letters.of_invitation(invitation.id) if invitation else []
            blocked = listed.status is Status.BLOCKED
            fallback = await tx.letters.newest_notice_of(person_id) if blocked else None
        until_at = invitation.expires_at if invitation else None
        return Card(listed, tuple(letters), frozenset(self.channels), until_at, fallback, bool(self.page))
