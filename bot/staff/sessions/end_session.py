"""Ends a session: the person logs out."""

from dataclasses import dataclass

from bot.crypto.tokens import hash_token, parse_token
from bot.staff.ports import OpenStaff


@dataclass(frozen=True, slots=True)
class EndSession:
    """For whoever has the token."""

    open: OpenStaff

    async def __call__(self, payload: str) -> None:
        """End it; does nothing where there is none."""
        token = parse_token(payload)
        if token is None:
            return
        async with self.open() as tx:
            session = await tx.web_sessions.by_hash(hash_token(token))
            if session is not None:
                await tx.web_sessions.end(session.id)
