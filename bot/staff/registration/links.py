"""Personal links. A token is derived from the invitation's id and a key, so that none is ever stored."""

import hmac
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from bot.crypto.tokens import hash_token, write_token
from bot.ids import EventId, derived_id
from bot.staff.models import Invitation, Person

INVITATION_EXPIRES_AFTER = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Links:
    """The bot's deep links of invitations; `key` is 32 bytes, `bot_username` without @.

    `landing_pages` is the address before the token of a page that leads to the bot, where there are such pages.
    """

    key: bytes = field(repr=False)
    bot_username: str
    landing_pages: str = ""

    def token(self, invitation_id: UUID) -> str:
        """Return the invitation's token: HMAC-SHA-256 of its id, as base64url."""
        return write_token(hmac.digest(self.key, b"invitation:" + invitation_id.bytes, "sha256"))

    def link(self, invitation: Invitation) -> str | None:
        """Return the deep link; None if it was made with another key."""
        token = self.token(invitation.id)
        if not hmac.compare_digest(hash_token(token), invitation.token_hash):
            return None
        return f"https://t.me/{self.bot_username}?start={token}"

    def letter_link(self, invitation: Invitation) -> str | None:
        """Return the link for a letter, whose reader may have no Telegram at hand; None as above."""
        link = self.link(invitation)
        return f"{self.landing_pages}{self.token(invitation.id)}" if link and self.landing_pages else link

    def invite(self, person: Person, event_id: EventId, now: datetime, *, made_by: UUID | None) -> Invitation:
        """Make a new invitation for a person; `made_by` is a manager, or None for the command line."""
        invitation_id = derived_id(event_id, "invitation", person.id)
        hashed = hash_token(self.token(invitation_id))
        expires_at = now + INVITATION_EXPIRES_AFTER
        ids = (invitation_id, person.organisation_id, person.id)
        return Invitation(*ids, hashed, now, expires_at, made_by_id=made_by)
