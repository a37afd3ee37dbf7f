"""Finds who speaks by the token of a session."""

from dataclasses import dataclass
from datetime import datetime

from bot.crypto.tokens import hash_token, parse_token
from bot.staff.models import Speaker
from bot.staff.ports import OpenStaff, ReadStaff
from bot.staff.sessions.sessions import USE_NOTED_EVERY, SessionKind, WebSession


@dataclass(frozen=True, slots=True)
class FoundSession:
    """A valid session, and its speaker as they are now."""

    session: WebSession
    speaker: Speaker

    @property
    def kind(self) -> SessionKind:
        """Return where the session is used."""
        return self.session.kind


@dataclass(frozen=True, slots=True)
class FindSession:
    """For whoever has the token. Use cases read the speaker's rights again, in their own transaction."""

    read: ReadStaff
    open: OpenStaff

    async def __call__(self, payload: str, *, now: datetime) -> FoundSession | None:
        """Return the session; None where it is over, or its person was dismissed, unlinked or erased."""
        token = parse_token(payload)
        if token is None:
            return None
        async with self.read() as tx:
            session = await tx.web_sessions.by_hash(hash_token(token))
            if session is None or not session.is_valid_at(now):
                return None
            speaker = await tx.accounts.present(session.account_id)
        if speaker is None:
            return None
        if now - session.last_used_at >= USE_NOTED_EVERY[session.kind]:
            async with self.open() as tx:
                await tx.web_sessions.note_use(session.id, now)
        return FoundSession(session, speaker)
