"""What is stored of the accounts that speak for people, with their keys and the tries of PINs."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from bot.staff.models import Account, Speaker
from bot.staff.terms.versions import Versions


class Accounts(Protocol):
    """Accounts of people. A person has one active account, and so has a Telegram id in an organisation."""

    async def add(self, account: Account) -> None:
        """Add an account, once; end the person's earlier one."""
        ...

    async def add_waiting(self, account: Account) -> None:
        """Add an account without rights, once; `start` makes it the person's active one."""
        ...

    async def start(self, account_id: UUID, *, certificate: bytes, now: datetime) -> bool:
        """End the person's active account and make this one active, once; False if it does not wait."""
        ...

    async def get(self, account_id: UUID) -> Account | None:
        """Return one account, ended or not."""
        ...

    async def speakers(self, telegram_id: int) -> list[Speaker]:
        """Return the speakers of a Telegram user: active accounts of people not dismissed, newest first."""
        ...

    async def former_speakers(self, telegram_id: int) -> list[Speaker]:
        """Return who a Telegram user was when dismissed, latest first: by the last accounts of people not erased."""
        ...

    async def former(self, account_id: UUID) -> Speaker | None:
        """Return the person with this account, if it was the last one of somebody dismissed and not erased."""
        ...

    async def present(self, account_id: UUID) -> Speaker | None:
        """Return the speaker of an account; None if it has ended or the person was dismissed.

        In a transaction that writes, the account and the person's role and state stay as they are until it ends.
        """
        ...

    async def active(self, person_id: UUID) -> Account | None:
        """Return the person's active account."""
        ...

    async def newest(self, person_id: UUID, telegram_id: int | None = None) -> Account | None:
        """Return the last account that could speak for the person, active or ended; only of this Telegram user."""
        ...

    async def bound_people(self, organisation_id: UUID) -> dict[UUID, bool]:
        """Return who has or had an account, and whether it is active."""
        ...

    async def by_phone(self, organisation_id: UUID, phone: str) -> list[Account]:
        """Return the active accounts with this number."""
        ...

    async def end(self, person_id: UUID, now: datetime) -> None:
        """End the person's active account."""
        ...

    async def set_language(self, account_id: UUID, language: str) -> None:
        """Change the language of an account."""
        ...

    async def try_pin(self, account_id: UUID, most: int) -> bool:
        """Count one try; False if `most` tries were made since the last right PIN."""
        ...

    async def take_back_try(self, account_id: UUID, most: int) -> None:
        """Count one try less, unless `most` were made: then the PIN may have been locked meanwhile."""
        ...

    async def lock_pin(self, account_id: UUID, most: int) -> None:
        """Let no more tries be made, as if `most` had been."""
        ...

    async def reset_pin_failures(self, account_id: UUID) -> None:
        """Reset the tries."""
        ...

    async def replace_envelope(self, account_id: UUID, *, was: bytes, becomes: bytes) -> bool:
        """Replace the key's envelope and reset the tries; False if the envelope is no longer `was`."""
        ...

    async def record_agreement(self, account_id: UUID, versions: Versions) -> None:
        """Record the versions of the terms that the person agreed to."""
        ...

    async def replace_key(self, account_id: UUID, *, certificate: bytes, key_envelope: bytes) -> None:
        """Replace the account's key and reset the tries; the old certificate is kept."""
        ...

    async def replace_certificate(self, account_id: UUID, certificate: bytes) -> None:
        """Replace the certificate of the account's key; the old one is kept."""
        ...
