"""What is stored of personal deep links, and of the tries to guess one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from bot.staff.models import Guess, Invitation


class Invitations(Protocol):
    """Personal deep links."""

    async def add(self, invitation: Invitation, now: datetime) -> None:
        """Add an invitation, once; revoke the person's earlier valid one."""
        ...

    async def by_hash(self, token_hash: bytes) -> Invitation | None:
        """Return the invitation of a token."""
        ...

    async def find_valid(self, person_id: UUID, now: datetime) -> Invitation | None:
        """Return the person's valid invitation."""
        ...

    async def add_all(self, invitations: Sequence[Invitation], now: datetime) -> None:
        """Add invitations of several people; revoke their earlier ones that were not used."""
        ...

    async def all_valid(self, organisation_id: UUID, now: datetime) -> dict[UUID, Invitation]:
        """Return the valid invitations of an organisation, by person."""
        ...

    async def get(self, invitation_id: UUID) -> Invitation | None:
        """Return one."""
        ...

    async def mark_opened(self, invitation_id: UUID, now: datetime) -> None:
        """Record the first opening."""
        ...

    async def use(self, invitation_id: UUID, now: datetime) -> bool:
        """Use an invitation up, once; False if it was used, revoked or has expired."""
        ...

    async def claim_phone(self, invitation_id: UUID, phone: str, telegram_id: int) -> None:
        """Record the number of a Telegram user that differs from the list (encrypted)."""
        ...

    async def revoke(self, person_id: UUID, now: datetime) -> None:
        """Revoke every valid invitation of a person."""
        ...

    async def count_guesses(self, telegram_id: int, since: datetime, what: Guess = Guess.LINK) -> int:
        """Count the tries of a Telegram user since then: links that opened nothing, or files to check."""
        ...

    async def add_guess(self, telegram_id: int, now: datetime, what: Guess = Guess.LINK) -> None:
        """Record a try."""
        ...
