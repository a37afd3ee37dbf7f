"""Entities of staff: organisations, people, accounts, invitations."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import assert_never
from uuid import UUID


class Role(StrEnum):
    """What a person may do in their organisation; each role may do what the next one may.

    A guest is on no staff list: they were let on duty once, and nothing else about them is known.
    """

    OWNER = "owner"
    MANAGER = "manager"
    GUARD = "guard"
    EMPLOYEE = "employee"
    GUEST = "guest"

    @property
    def manages(self) -> bool:
        """Return whether this role manages staff, documents and service QR codes."""
        match self:
            case Role.OWNER | Role.MANAGER:
                return True
            case Role.GUARD | Role.EMPLOYEE | Role.GUEST:
                return False
            case _:
                assert_never(self)

    @property
    def guards(self) -> bool:
        """Return whether this role may go on duty wherever named guards may."""
        return self.manages or self is Role.GUARD


class Guess(StrEnum):
    """What a Telegram user who is not registered tried; each kind is counted separately."""

    LINK = "link"
    FILE = "file"


class Status(StrEnum):
    """The status of a person on the staff list."""

    NOT_INVITED = "not-invited"
    INVITED = "invited"
    OPENED = "opened"
    REGISTERED = "registered"
    BLOCKED = "blocked"
    DISMISSED = "dismissed"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation. `tag` is four random bytes that are part of every code it issues.

    `working_days` are ISO weekdays (Monday is 1), but for `holidays`; `workdays` are worked whatever the weekday (a
    working Saturday), and no day is both. `time_zone` is an IANA name; certificates are DER. `diia_branch` names the
    organisation's branch at Diia, which checks documents for it; empty where it has none. `crl_pages` is the address
    before the name of its revocation list. `number` is the one in a public register; with `qualified_orders` a service
    QR works only once its order has a qualified signature. With `marks_pages` the pages of finished files get marks in
    their margins. `contact` is printed on posters and cards; empty where none was set. `qualified_classes` are those of
    documents (`bot.signing.models.Class`) that recipients confirm with a qualified signature.
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
    diia_branch: str = ""
    crl_pages: str = ""
    number: str | None = None
    qualified_orders: bool = False
    marks_pages: bool = False
    contact: str = ""
    qualified_classes: frozenset[str] = frozenset()

    @property
    def crl_address(self) -> str | None:
        """Return where its revocation lists are served, if they are."""
        return f"{self.crl_pages}{self.tag.hex()}.crl" if self.crl_pages else None


@dataclass(frozen=True, slots=True)
class OrganisationKeys:
    """The organisation's private keys, PKCS#8 DER; the storage encrypts them."""

    ca: bytes
    seal: bytes


@dataclass(frozen=True, slots=True)
class Person:
    """A person on an organisation's staff list; `phone` is E.164. The `name` of an erased person is a pseudonym.

    `at_kiosk`: a manager said that they have no Telegram and sign at a kiosk.
    """

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
    at_kiosk: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """An account of a person, with their key: a Telegram user's, or without `telegram_id` one for kiosks.

    `certificate` (DER) and `key_envelope` are the person's own key, locked under the PIN and the master key.
    `pin_failures` counts tries since the last right PIN. An account with `ended_at` has no rights. One that `waits` is
    to replace another and never had rights yet: it counts as ended until it is started. `rebound_at` is when it
    replaced an account of another Telegram user. At a kiosk the person is known by `phone`, as a Telegram user is by
    their id.
    """

    id: UUID
    organisation_id: UUID
    person_id: UUID
    telegram_id: int | None
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
    waits: bool = False
    rebound_at: datetime | None = None

    @property
    def chat_id(self) -> int:
        """Return the Telegram user's id; LookupError for an account for kiosks, which never speaks in a chat."""
        if self.telegram_id is None:
            raise LookupError("an account for kiosks has no chat")
        return self.telegram_id

    def same_owner(self, other: "Account") -> bool:
        """Return whether both accounts are of the same Telegram user, or at kiosks of the same phone."""
        if self.telegram_id is None:
            return other.telegram_id is None and other.phone == self.phone
        return other.telegram_id == self.telegram_id


@dataclass(frozen=True, slots=True)
class Invitation:
    """A personal one-time deep link. Only the token's SHA-256 is kept; the token is derived from a key and `id`.

    `claimed_phone` (E.164) and `claimed_by` (Telegram id) are of a person whose number differs from the list. The
    command line makes links too: then `made_by_id` is None.
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
    made_by_id: UUID | None = None

    def is_valid_at(self, now: datetime) -> bool:
        """Return whether the link can still be used."""
        return self.used_at is None and self.revoked_at is None and now < self.expires_at


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, for which organisation, by which account: every action checks its rights against this."""

    organisation: Organisation
    person: Person
    account: Account

    @property
    def manages(self) -> bool:
        """Return whether the speaker is an owner or a manager."""
        return self.person.role.manages
