"""Sessions of the pages in the browser, and the one-time links that begin one."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update

from bot.staff.sessions.sessions import LoginLink, WebSession
from storage.repository import Rows
from storage.tables import account, login_link, web_session


class SqlWebSessions(Rows):
    """Implements `bot.staff.sessions.sessions.WebSessions`."""

    async def add(self, session: WebSession) -> None:
        """Add a session."""
        await self._insert(web_session, [self._encryption.values(web_session, session)])

    async def by_hash(self, token_hash: bytes) -> WebSession | None:
        """Return the session of a token, valid or not."""
        row = await self._one(select(web_session).where(web_session.c.token_hash == token_hash))
        return None if row is None else self._encryption.entity(WebSession, web_session, row)

    async def note_use(self, session_id: UUID, now: datetime) -> None:
        """Record when a session was last used."""
        await self._changed(update(web_session).where(web_session.c.id == session_id).values(last_used_at=now))

    async def end(self, session_id: UUID) -> None:
        """Remove a session."""
        await self._connection.execute(delete(web_session).where(web_session.c.id == session_id))

    async def add_link(self, link: LoginLink) -> None:
        """Add a one-time link, once; remove the account's earlier ones."""
        await self._lock(account, link.account_id)
        if await self._insert(login_link, [self._encryption.values(login_link, link)]):
            earlier = (login_link.c.account_id == link.account_id) & (login_link.c.id != link.id)
            await self._connection.execute(delete(login_link).where(earlier))

    async def use_link(self, token_hash: bytes, now: datetime) -> UUID | None:
        """Use a link up, once; return its account, or None where it was used, has expired or does not exist."""
        unspent = login_link.c.used_at.is_(None) & (login_link.c.expires_at > now)
        used = update(login_link).where(login_link.c.token_hash == token_hash, unspent).values(used_at=now)
        row = (await self._connection.execute(used.returning(login_link.c.account_id))).first()
        return None if row is None else row[0]
