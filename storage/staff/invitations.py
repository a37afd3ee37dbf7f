"""Personal links: one valid link for a person, used once; and the guesses of unknown users."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, func, insert, select, update

from bot.staff.models import Guess, Invitation
from storage.repository import Rows, chunks
from storage.repository import insert as insert_any
from storage.tables import guess, invitation, person

_UNSPENT = invitation.c.used_at.is_(None) & invitation.c.revoked_at.is_(None)


class SqlInvitations(Rows):
    """Implements `bot.staff.ports.Invitations`."""

    async def add(self, new: Invitation, now: datetime) -> None:
        """Add an invitation, once; revoke the person's earlier valid one."""
        await self._lock(person, new.person_id)
        if not await self._there(invitation, new.id):
            await self.revoke(new.person_id, now)
            await self._insert(invitation, [self._encryption.values(invitation, new)])

    async def add_all(self, invitations: Sequence[Invitation], now: datetime) -> None:
        """Add invitations; revoke earlier unused ones of these people, except of those invited meanwhile."""
        new = insert_any(self._connection.dialect.name, invitation)
        for chunk in chunks(invitations):
            theirs = invitation.c.person_id.in_([each.person_id for each in chunk]) & _UNSPENT
            await self._changed(update(invitation).where(theirs).values(revoked_at=now))
            await self._connection.execute(
                new.on_conflict_do_nothing(), [self._encryption.values(invitation, each) for each in chunk]
            )

    async def all_valid(self, organisation_id: UUID, now: datetime) -> dict[UUID, Invitation]:
        """Return the valid invitations of an organisation, by person."""
        lives = (invitation.c.organisation_id == organisation_id) & _UNSPENT & (invitation.c.expires_at > now)
        living = [
            self._encryption.entity(Invitation, invitation, row)
            for row in await self._all(select(invitation).where(lives))
        ]
        return {each.person_id: each for each in living}

    async def by_hash(self, token_hash: bytes) -> Invitation | None:
        """Return the invitation of a token."""
        return await self._invitation(invitation.c.token_hash == token_hash)

    async def find_valid(self, person_id: UUID, now: datetime) -> Invitation | None:
        """Return the person's valid invitation."""
        return await self._invitation(invitation.c.person_id == person_id, _UNSPENT, invitation.c.expires_at > now)

    async def get(self, invitation_id: UUID) -> Invitation | None:
        """Return one."""
        return await self._invitation(invitation.c.id == invitation_id)

    async def mark_opened(self, invitation_id: UUID, now: datetime) -> None:
        """Record the first opening."""
        unopened = (invitation.c.id == invitation_id) & invitation.c.opened_at.is_(None)
        await self._changed(update(invitation).where(unopened).values(opened_at=now))

    async def use(self, invitation_id: UUID, now: datetime) -> bool:
        """Use an invitation up, once; False if it was used, revoked or has expired."""
        opens = (invitation.c.id == invitation_id) & _UNSPENT & (invitation.c.expires_at > now)
        return await self._changed(update(invitation).where(opens).values(used_at=now)) == 1

    async def claim_phone(self, invitation_id: UUID, phone: str, telegram_id: int) -> None:
        """Record the number of a Telegram user that differs from the list (encrypted)."""
        sealed = self._encryption.encrypt(invitation.c.claimed_phone, str(invitation_id), phone)
        claim = update(invitation).where(invitation.c.id == invitation_id)
        await self._changed(claim.values(claimed_phone=sealed, claimed_by=telegram_id))

    async def revoke(self, person_id: UUID, now: datetime) -> None:
        """Revoke every valid invitation of a person."""
        unspent = (invitation.c.person_id == person_id) & _UNSPENT
        await self._changed(update(invitation).where(unspent).values(revoked_at=now))

    async def count_guesses(self, telegram_id: int, since: datetime, what: Guess = Guess.LINK) -> int:
        """Count the tries of a Telegram user since then: links that opened nothing, or files to check."""
        tried = (guess.c.telegram_id == telegram_id) & (guess.c.guessed_at >= since) & (guess.c.what == what)
        return (await self._connection.execute(select(func.count()).where(tried))).scalar_one()

    async def add_guess(self, telegram_id: int, now: datetime, what: Guess = Guess.LINK) -> None:
        """Record a try."""
        tried = {"telegram_id": telegram_id, "guessed_at": now, "what": what}
        await self._connection.execute(insert(guess).values(tried))

    async def _invitation(self, *found: ColumnElement[bool]) -> Invitation | None:
        row: RowMapping | None = await self._one(select(invitation).where(*found))
        return None if row is None else self._encryption.entity(Invitation, invitation, row)
