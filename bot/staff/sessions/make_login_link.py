"""Makes the one-time link by which a person opens the pages in the browser."""

from dataclasses import dataclass
from datetime import datetime

from bot.crypto.tokens import hash_token
from bot.ids import EventId, derived_id
from bot.staff.access import present
from bot.staff.models import Speaker
from bot.staff.ports import OpenStaff
from bot.staff.sessions.sessions import LINK_LASTS, LoginLink, LoginTokens


@dataclass(frozen=True, slots=True)
class MakeLoginLink:
    """For every registered person, for themselves. A new link ends the earlier one."""

    open: OpenStaff
    tokens: LoginTokens

    async def __call__(self, speaker: Speaker, *, event_id: EventId, now: datetime) -> str:
        """Return the token of a link that works once within two minutes; NotAllowedRefused."""
        link_id = derived_id(event_id, "login link", speaker.account.id)
        token = self.tokens.token(link_id)
        async with self.open() as tx:
            speaker = await present(tx, speaker)
            await tx.web_sessions.add_link(LoginLink(link_id, speaker.account.id, hash_token(token), now + LINK_LASTS))
        return token
