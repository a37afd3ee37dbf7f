"""Exchanges a one-time link from the chat for a session in the browser."""

from dataclasses import dataclass
from datetime import datetime

from bot.crypto.tokens import hash_token, parse_token
from bot.errors import AccessRefused
from bot.staff.ports import OpenStaff
from bot.staff.sessions.log_in import OpenedSession, open_session
from bot.staff.sessions.sessions import SessionKind


class LoginLinkRefused(AccessRefused):
    """The link was used, has expired, or never existed; or its person has no rights any more."""


@dataclass(frozen=True, slots=True)
class UseLoginLink:
    """For whoever has the token, once within two minutes."""

    open: OpenStaff

    async def __call__(self, payload: str, *, now: datetime) -> OpenedSession:
        """Return a session of kind BROWSER; LoginLinkRefused."""
        token = parse_token(payload)
        if token is None:
            raise LoginLinkRefused
        async with self.open() as tx:
            account_id = await tx.web_sessions.use_link(hash_token(token), now)
            speaker = await tx.accounts.present(account_id) if account_id else None
            if speaker is None:
                raise LoginLinkRefused
            return await open_session(tx, speaker, SessionKind.BROWSER, now)
