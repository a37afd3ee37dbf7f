"""Sessions of the pages in the browser, and the one-time links by which a browser begins one."""

import hmac
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol
from uuid import UUID

from bot.crypto.tokens import write_token


class SessionKind(StrEnum):
    """Where a session is used: in Telegram's Mini App, the browser of the phone or computer, or at a kiosk."""

    MINI_APP = "mini_app"
    BROWSER = "browser"
    KIOSK = "kiosk"


LASTS: Final = {
    SessionKind.MINI_APP: timedelta(hours=12),
    SessionKind.BROWSER: timedelta(hours=24),
    SessionKind.KIOSK: timedelta(hours=1),
}
"""How long a session lasts at most."""
IDLES: Final = {
    SessionKind.MINI_APP: timedelta(minutes=30),
    SessionKind.BROWSER: timedelta(hours=24),
    SessionKind.KIOSK: timedelta(seconds=90),
}
"""After how long without a request it is over. The page of a kiosk ends its session after a minute without touch."""
USE_NOTED_EVERY: Final = {
    SessionKind.MINI_APP: timedelta(minutes=1),
    SessionKind.BROWSER: timedelta(minutes=1),
    SessionKind.KIOSK: timedelta(seconds=5),
}
"""How exactly `last_used_at` is kept, so that few requests write."""
LINK_LASTS: Final = timedelta(minutes=2)
"""How long a one-time link can be used."""


@dataclass(frozen=True, slots=True)
class WebSession:
    """A session of an account, at a kiosk where `kiosk_id` is set. Only the token's SHA-256 is kept."""

    id: UUID
    account_id: UUID
    kind: SessionKind
    token_hash: bytes
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime
    kiosk_id: UUID | None = None

    def is_valid_at(self, now: datetime) -> bool:
        """Return whether the session can still be used."""
        return now < self.expires_at and now < self.last_used_at + IDLES[self.kind]


@dataclass(frozen=True, slots=True)
class LoginLink:
    """A one-time link of an account into the browser. Only the token's SHA-256 is kept."""

    id: UUID
    account_id: UUID
    token_hash: bytes
    expires_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LoginTokens:
    """The tokens of one-time links, derived from their ids, so that none is ever stored; `key` is 32 bytes."""

    key: bytes = field(repr=False)

    def token(self, link_id: UUID) -> str:
        """Return the link's token: HMAC-SHA-256 of its id, as base64url."""
        return write_token(hmac.digest(self.key, b"login:" + link_id.bytes, "sha256"))


class WebSessions(Protocol):
    """The sessions and one-time links."""

    async def add(self, session: WebSession) -> None:
        """Add a session."""
        ...

    async def by_hash(self, token_hash: bytes) -> WebSession | None:
        """Return the session of a token, valid or not."""
        ...

    async def note_use(self, session_id: UUID, now: datetime) -> None:
        """Record when a session was last used."""
        ...

    async def end(self, session_id: UUID) -> None:
        """Remove a session."""
        ...

    async def add_link(self, link: LoginLink) -> None:
        """Add a one-time link, once; remove the account's earlier ones."""
        ...

    async def use_link(self, token_hash: bytes, now: datetime) -> UUID | None:
        """Use a link up, once; return its account, or None where it was used, has expired or does not exist."""
        ...
