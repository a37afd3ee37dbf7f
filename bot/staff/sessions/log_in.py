"""Begins a session for a person who opened a page inside Telegram."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol
from uuid import UUID, uuid4

from bot.crypto.tokens import hash_token, write_token
from bot.errors import AccessRefused
from bot.staff.access import NotAllowedRefused
from bot.staff.models import Speaker
from bot.staff.ports import OpenStaff, StaffTransaction
from bot.staff.sessions.sessions import LASTS, SessionKind, WebSession

INIT_DATA_LASTS: Final = timedelta(minutes=5)
CLOCKS_DIFFER_BY: Final = timedelta(minutes=1)
"""How far in the future a time of Telegram's may lie."""


class InitDataRefused(AccessRefused):
    """The data with which Telegram opened the page is not genuine, or too old."""


@dataclass(frozen=True, slots=True)
class InitData:
    """The genuine data with which Telegram opened a page: who did, when, and the language of their app (IETF tag)."""

    telegram_id: int
    signed_at: datetime
    language_code: str | None = None


class ReadInitData(Protocol):
    """Verifies what Telegram signed."""

    def __call__(self, text: str) -> InitData | None:
        """Return what it says; None unless every signature is right."""
        ...


@dataclass(frozen=True, slots=True)
class OpenedSession:
    """A new session; `token` is shown once, to whoever logged in."""

    token: str
    expires_at: datetime
    speaker: Speaker


@dataclass(frozen=True, slots=True)
class LogIn:
    """For every registered person, with the data that Telegram signed for them at most five minutes ago."""

    open: OpenStaff
    read_init_data: ReadInitData

    async def __call__(self, text: str, account_id: UUID | None, *, now: datetime) -> OpenedSession:
        """Return a session of the account, or of the person's newest one; InitDataRefused, NotAllowedRefused."""
        said = read_recent(self.read_init_data, text, now)
        async with self.open() as tx:
            for speaker in await tx.accounts.speakers(said.telegram_id):
                if account_id in (None, speaker.account.id):
                    return await open_session(tx, speaker, SessionKind.MINI_APP, now)
        raise NotAllowedRefused


def read_recent(read_init_data: ReadInitData, text: str, now: datetime) -> InitData:
    """Return what Telegram signed at most five minutes ago; InitDataRefused."""
    said = read_init_data(text)
    if said is None or not now - INIT_DATA_LASTS <= said.signed_at <= now + CLOCKS_DIFFER_BY:
        raise InitDataRefused
    return said


async def open_session(
    tx: StaffTransaction, speaker: Speaker, kind: SessionKind, now: datetime, kiosk_id: UUID | None = None
) -> OpenedSession:
    """Add a session with a random token."""
    token = write_token(secrets.token_bytes(32))
    session = WebSession(uuid4(), speaker.account.id, kind, hash_token(token), now, now + LASTS[kind], now, kiosk_id)
    await tx.web_sessions.add(session)
    return OpenedSession(token, session.expires_at, speaker)
