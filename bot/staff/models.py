"""Who there is: organisations, the people on their lists, the accounts that speak for them, invitations."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import assert_never
from uuid import UUID


class Language(StrEnum):
    """A language that people can choose; its value is the two letters by which Telegram names it (ISO 639-1)."""

    UK = "uk"
    RU = "ru"
    EN = "en"

    @property
    def own_name(self) -> str:
        """The language's name for itself."""
        match self:
            case Language.UK:
                return "Українська"
            case Language.RU:
                return "Русский"
            case Language.EN:
                return "English"
            case _:
                assert_never(self)

    @classmethod
    def of_code(cls, code: str | None) -> "Language | None":
        """Return the language that Telegram names so; None for one that nobody can choose."""
        return next((each for each in cls if each.value == code), None)


class Role(StrEnum):
    """What a person may do in their organisation; each role may do what the next one may.

    A guest is on no staff list: they were let on duty once, and nothing else about them is known.
    """

    OWNER = "owner"
    MANAGER = "manager"
    EMPLOYEE = "employee"
    GUEST = "guest"

    @property
    def manages(self) -> bool:
        """Say whether this role runs staff, documents and service QR codes."""
        match self:
            case Role.OWNER | Role.MANAGER:
                return True
            case Role.EMPLOYEE | Role.GUEST:
                return False
            case _:
                assert_never(self)


class Guess(StrEnum):
    """What an account that is nobody here tried: each is counted for itself."""

    LINK = "link"
    FILE = "file"


class Status(StrEnum):
    """Where a person stands between the list and the door."""

    NOT_INVITED = "not-invited"
    INVITED = "invited"
    OPENED = "opened"
    REGISTERED = "registered"
    BLOCKED = "blocked"
    DISMISSED = "dismissed"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Organisation:
    """Whoever the bot serves. `tag` is four random bytes that stand in every code it issues.

    `working_days` are ISO weekdays (Monday is 1), but for `holidays`; `workdays` are worked whatever the weekday (a
    working Saturday), and no day is both. `time_zone` is an IANA name; certificates are DER.
    """

    id: UUID
    tag: bytes
    name: str
    language: str
    time_zone: str
    working_days: frozenset[int]
    works_from: time
    works_until: time
    ca_certificate: bytes
    seal_certificate: bytes
    created_at: datetime
    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class OrganisationKeys:
    """The organisation's private keys, PKCS#8 DER; sealed at the wall of the storage."""

    ca: bytes
    seal: bytes


@dataclass(frozen=True, slots=True)
class Person:
    """A human being on an organisation's staff list; `phone` is E.164. Of one erased, a pseudonym is left as `name`."""

    id: UUID
    organisation_id: UUID
    personnel_number: str | None
    name: str
    position: str
    department: str
    phone: str | None
    email: str | None
    role: Role
    created_at: datetime
    dismissed_at: datetime | None = None
    unreachable_at: datetime | None = None
    erased_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """A Telegram account bound to a person: how they act and sign.

    `certificate` (DER) and `key_envelope` are the person's own key, locked under the PIN and the master key.
    `pin_failures` counts tries since the last right PIN. An account with `ended_at` acts no more.
    """

    id: UUID
    organisation_id: UUID
    person_id: UUID
    telegram_id: int
    language: str
    phone: str
    certificate: bytes
    key_envelope: bytes
    privacy_version: str
    agreement_version: str
    bound_at: datetime
    identified_by: str
    pin_failures: int = 0
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Invitation:
    """A personal one-time deep link. Only the token's SHA-256 is kept; a key and `id` make it anew.

    `claimed_phone` (E.164) and `claimed_by` (Telegram id) tell who came with another number than the list's.
    """

    id: UUID
    organisation_id: UUID
    person_id: UUID
    token_hash: bytes
    created_at: datetime
    expires_at: datetime
    opened_at: datetime | None = None
    used_at: datetime | None = None
    revoked_at: datetime | None = None
    claimed_phone: str | None = None
    claimed_by: int | None = None

    def opens_at(self, now: datetime) -> bool:
        """Say whether the link still opens the door."""
        return self.used_at is None and self.revoked_at is None and now < self.expires_at


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, for which organisation, by which account: what every action checks rights against, now."""

    organisation: Organisation
    person: Person
    account: Account

    @property
    def manages(self) -> bool:
        """Say whether the speaker runs the organisation's affairs."""
        return self.person.role.manages
