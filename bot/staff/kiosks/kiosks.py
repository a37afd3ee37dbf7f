"""Kiosks, and the SMS codes by which people identify themselves there."""

import hmac
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, NewType, Protocol
from uuid import UUID

from bot.crypto.tokens import write_token
from bot.due_rows import DueRow
from bot.errors import AccessRefused
from bot.notices.letters import LetterState
from bot.staff.models import Account, Organisation, Person

KioskPage = NewType("KioskPage", str)
"""The address of the kiosk's page; empty where there are no pages or no SMS, and so no kiosks."""

LINK_LASTS: Final = timedelta(minutes=15)
"""How long the one-time link that enables a kiosk can be used: it is carried to another device."""
CODE_LASTS: Final = timedelta(minutes=10)
TRIES: Final = 3
"""How many times the digits of one code may be entered."""
_DIGITS: Final = 6


class KioskOverRefused(AccessRefused):
    """The device is no kiosk any more, or never was one."""


@dataclass(frozen=True, slots=True)
class KioskDevice:
    """A kiosk: enabled by a manager with a one-time link. Only the SHA-256 of link and token are kept."""

    id: UUID
    organisation_id: UUID
    name: str
    enabled_by_id: UUID
    enabled_at: datetime
    link_hash: bytes
    link_expires_at: datetime
    token_hash: bytes | None = None
    begun_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class KioskCode:
    """An SMS code. `person_id` and `phone` are None for a number that is nobody's: no digits are right then.

    The digits are derived from `id` (`CodeDigits`). `confirmed_at` is when they were entered, `used_at` when the person
    registered with that.
    """

    id: UUID
    organisation_id: UUID
    kiosk_id: UUID
    person_id: UUID | None
    phone: str | None
    language: str
    requested_at: datetime
    expires_at: datetime
    tries: int = 0
    state: LetterState = LetterState.WAITING
    attempts: int = 0
    send_after_at: datetime = field(kw_only=True)
    confirmed_at: datetime | None = None
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class KioskTokens:
    """The tokens of one-time links, derived from the kiosks' ids, so that none is ever stored; `key` is 32 bytes."""

    key: bytes = field(repr=False)

    def token(self, kiosk_id: UUID) -> str:
        """Return the link's token: HMAC-SHA-256 of the kiosk's id, as base64url."""
        return write_token(hmac.digest(self.key, b"kiosk:" + kiosk_id.bytes, "sha256"))


@dataclass(frozen=True, slots=True)
class CodeDigits:
    """The digits of codes, derived from their ids, so that none are ever stored; `key` is 32 bytes."""

    key: bytes = field(repr=False)

    def digits(self, code_id: UUID) -> str:
        """Return six digits: HMAC-SHA-256 of the code's id, modulo a million."""
        mac = hmac.digest(self.key, b"kiosk code:" + code_id.bytes, "sha256")
        return f"{int.from_bytes(mac) % 10**_DIGITS:0{_DIGITS}}"


class Kiosks(Protocol):
    """The kiosks."""

    async def add(self, kiosk: KioskDevice) -> None:
        """Add a kiosk, once."""
        ...

    async def get(self, kiosk_id: UUID) -> KioskDevice | None:
        """Return one, enabled or not."""
        ...

    async def by_token(self, token_hash: bytes) -> KioskDevice | None:
        """Return the kiosk with this token."""
        ...

    async def hold(self, token_hash: bytes) -> KioskDevice | None:
        """Return the kiosk with this token, locked to the end of the transaction."""
        ...

    async def begin(self, link_hash: bytes, token_hash: bytes, now: datetime) -> UUID | None:
        """Use a link up, once; return its kiosk, or None where the link was used or has expired, or the kiosk ended."""
        ...

    async def present(self, organisation_id: UUID, now: datetime) -> list[KioskDevice]:
        """Return those of an organisation that have not ended, and whose link was used or can be; newest first."""
        ...

    async def end(self, kiosk_id: UUID, now: datetime) -> bool:
        """End a kiosk and every session there, once; False if it had ended."""
        ...

    async def known(self, organisation_id: UUID, phone: str) -> list[tuple[Person, Account | None]]:
        """Return whose number this is at kiosks, each with their active account of any kind.

        That is who has it in their active account for kiosks, or on the list, if a manager chose that they sign there.
        """
        ...

    async def end_sessions_of(self, person_id: UUID) -> None:
        """End every session of a person at any kiosk."""
        ...

    async def set_at_kiosk(self, person_id: UUID, *, at_kiosk: bool) -> None:
        """Note whether a person signs at a kiosk."""
        ...

    async def waited_for(self, organisation_id: UUID) -> list[tuple[Person, int]]:
        """Return the people who sign at a kiosk by name, each with how many open requests wait for them."""
        ...


class KioskCodes(Protocol):
    """The SMS codes."""

    async def add(self, code: KioskCode, phone: str) -> bool:
        """Add a code for a number, once, and end the earlier ones for it; False if it was there."""
        ...

    async def get(self, code_id: UUID) -> KioskCode | None:
        """Return one."""
        ...

    async def times_of_phone(self, organisation_id: UUID, phone: str, since: datetime) -> list[datetime]:
        """Return when codes for this number were requested since then, oldest first; it need be nobody's."""
        ...

    async def count_at(self, kiosk_id: UUID, since: datetime) -> int:
        """Count the codes requested at a kiosk since then."""
        ...

    async def due(self, now: datetime, most: int) -> list[DueRow]:
        """Return codes that wait to be sent, oldest first."""
        ...

    async def claim(self, code_id: UUID, now: datetime) -> bool:
        """Claim a code that waits; False when another process was first."""
        ...

    async def settle(self, code_id: UUID, state: LetterState) -> None:
        """Record what became of a claimed code."""
        ...

    async def later(self, code_id: UUID, *, after: datetime) -> None:
        """Give a claimed code back, to be sent after `after`; counts an attempt."""
        ...

    async def try_digits(self, code_id: UUID, kiosk_id: UUID, now: datetime) -> bool:
        """Count one try; False for a code that has expired or was confirmed, or has no tries left."""
        ...

    async def confirm(self, code_id: UUID, now: datetime) -> bool:
        """Note that the right digits were entered, once."""
        ...

    async def use(self, code_id: UUID, kiosk_id: UUID, since: datetime, now: datetime) -> bool:
        """Use up, once, a code confirmed since then at this kiosk."""
        ...


@dataclass(frozen=True, slots=True)
class KioskHere:
    """A kiosk that works, its organisation, and the manager who enabled it."""

    device: KioskDevice
    organisation: Organisation
    enabled_by: Person
