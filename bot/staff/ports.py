"""What staff needs of a storage. Every query is scoped by organisation, save where a secret or an account opens it."""

from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from bot.blobs import Blobs
from bot.notices.ports import NoticesTransaction
from bot.staff.approvals.approval_requests import ApprovalRequests
from bot.staff.models import Account, Guess, Invitation, Organisation, OrganisationKeys, Person, Role, Speaker, Status
from bot.staff.terms.versions import TermsVersions, Versions
from bot.transactions import OpenTransaction, ReadTransaction


@dataclass(frozen=True, slots=True)
class Listed:
    """A person as the manager's list shows them."""

    person: Person
    status: Status
    account: Account | None


class Organisations(Protocol):
    """The organisations this bot serves."""

    async def add(self, organisation: Organisation, keys: OrganisationKeys) -> None:
        """Keep a new organisation and its sealed keys; left as it is when there already."""
        ...

    async def get(self, organisation_id: UUID) -> Organisation:
        """Return one; LookupError if there is none."""
        ...

    async def hold(self, organisation_id: UUID) -> Organisation:
        """Return one, held to the transaction's end for who is about to change it; LookupError if there is none."""
        ...

    async def save_working_time(self, organisation: Organisation) -> None:
        """Keep when it works."""
        ...

    async def keys(self, organisation_id: UUID) -> OrganisationKeys:
        """Open the organisation's private keys."""
        ...

    async def all(self) -> list[Organisation]:
        """Return all, oldest first."""
        ...


class People(Protocol):
    """The people on the lists."""

    async def add(self, people: Iterable[Person]) -> None:
        """Put people on the list; one whose id is there already is left as it is."""
        ...

    async def save(self, people: Iterable[Person]) -> None:
        """Overwrite the rows of people already on the list."""
        ...

    async def set_phone(self, person_id: UUID, phone: str) -> None:
        """Put a number (E.164) on the list."""
        ...

    async def unreachable(self, person_id: UUID, now: datetime) -> None:
        """Note that the person cannot be reached; the first time stands."""
        ...

    async def reachable(self, person_id: UUID) -> None:
        """Take back that the person cannot be reached."""
        ...

    async def set_role(self, person_id: UUID, role: Role) -> None:
        """Give a role."""
        ...

    async def dismiss(self, person_id: UUID, now: datetime) -> bool:
        """Dismiss once; False when dismissed before."""
        ...

    async def departments(self, organisation_id: UUID) -> list[tuple[str, int]]:
        """Return the departments by name, each with how many registered people it has."""
        ...

    async def registered(self, organisation_id: UUID, department: str | None) -> list[Person]:
        """Return the registered people, not dismissed, of a department (None: of all), by name."""
        ...

    async def get(self, organisation_id: UUID, person_id: UUID) -> Person | None:
        """Return one person of this organisation."""
        ...

    async def all(self, organisation_id: UUID) -> list[Person]:
        """Return everyone on the list, dismissed ones too, by name."""
        ...

    async def managers(self, organisation_id: UUID) -> list[Person]:
        """Return the owners and managers who are not dismissed."""
        ...

    async def listed(self, organisation_id: UUID, person_id: UUID, now: datetime) -> Listed | None:
        """Return one person with status and living account."""
        ...

    async def search(
        self,
        organisation_id: UUID,
        words: str,
        *,
        now: datetime,
        registered_only: bool,
        offset: int,
        most: int,
        status: Status | None = None,
        department: str | None = None,
    ) -> tuple[list[Listed], int]:
        """Return a page of people by name, and how many there are in all.

        Found are those whose name or personnel number contains every word (any case), or whose phone is `words`; of
        one status or one department if so asked. The dismissed are found by asking for that status
        alone, the erased not at all.
        """
        ...

    def everyone(self, organisation_id: UUID, now: datetime) -> AsyncIterator[Listed]:
        """Walk the whole list by name, dismissed ones too."""
        ...

    async def count_registered(self, organisation_id: UUID) -> int:
        """Count the people with a living account."""
        ...

    async def counts(self, organisation_id: UUID, now: datetime) -> dict[Status, int]:
        """Count the people of the organisation by status, without the erased."""
        ...


class Invitations(Protocol):
    """Personal deep links."""

    async def add(self, invitation: Invitation, now: datetime) -> None:
        """Keep a new invitation; every earlier living one of that person is revoked. One there already stays."""
        ...

    async def by_hash(self, token_hash: bytes) -> Invitation | None:
        """Return the invitation this token belongs to."""
        ...

    async def living(self, person_id: UUID, now: datetime) -> Invitation | None:
        """Return the person's invitation that still opens the door."""
        ...

    async def add_all(self, invitations: Sequence[Invitation], now: datetime) -> None:
        """Keep new invitations of as many people; every earlier one of theirs that was not used is revoked."""
        ...

    async def living_of(self, organisation_id: UUID, now: datetime) -> dict[UUID, Invitation]:
        """Return the invitations of an organisation that still open the door, by person."""
        ...

    async def get(self, invitation_id: UUID) -> Invitation | None:
        """Return one."""
        ...

    async def opened(self, invitation_id: UUID, now: datetime) -> None:
        """Record the first opening."""
        ...

    async def use(self, invitation_id: UUID, now: datetime) -> bool:
        """Use it up, once: False when it was used, revoked or has expired."""
        ...

    async def claim_phone(self, invitation_id: UUID, phone: str, telegram_id: int) -> None:
        """Record that a Telegram user came with a number that is not the one on the list (sealed)."""
        ...

    async def revoke(self, person_id: UUID, now: datetime) -> None:
        """End every living invitation of a person."""
        ...

    async def guesses(self, telegram_id: int, since: datetime, what: Guess = Guess.LINK) -> int:
        """Count what this Telegram user tried since then: links that opened nothing, or files to be checked."""
        ...

    async def guessed(self, telegram_id: int, now: datetime, what: Guess = Guess.LINK) -> None:
        """Record a try."""
        ...


class Accounts(Protocol):
    """Telegram accounts bound to people. A person has one living; so has a Telegram id in an organisation."""

    async def add(self, account: Account) -> None:
        """Bind an account; earlier living ones of the person end first. One there already stays."""
        ...

    async def get(self, account_id: UUID) -> Account | None:
        """Return one account, ended or not."""
        ...

    async def speakers(self, telegram_id: int) -> list[Speaker]:
        """Return everyone this Telegram user can speak as: living accounts of people not dismissed, newest first."""
        ...

    async def of_person(self, person_id: UUID) -> Account | None:
        """Return the person's living account."""
        ...

    async def by_phone(self, organisation_id: UUID, phone: str) -> list[Account]:
        """Return the living accounts bound to this number."""
        ...

    async def end(self, person_id: UUID, now: datetime) -> None:
        """End the person's living account."""
        ...

    async def speak(self, account_id: UUID, language: str) -> None:
        """Change the language an account reads."""
        ...

    async def try_pin(self, account_id: UUID, most: int) -> bool:
        """Reserve one try; False when `most` tries were made since the last right PIN."""
        ...

    async def pin_was_right(self, account_id: UUID) -> None:
        """Forget the tries."""
        ...

    async def relock(self, account_id: UUID, *, was: bytes, becomes: bytes) -> bool:
        """Lock the same key in another envelope and forget the tries; False when the envelope is no longer `was`."""
        ...

    async def agreed(self, account_id: UUID, versions: Versions) -> None:
        """Record which words the person agreed to last."""
        ...

    async def new_key(self, account_id: UUID, *, certificate: bytes, key_envelope: bytes) -> None:
        """Give the account a new key; the old certificate stays in the archive, the tries are forgotten."""
        ...


class StaffTransaction(NoticesTransaction, Protocol):
    """A transaction over the staff's rows."""

    @property
    def blobs(self) -> Blobs:
        """Files."""
        ...

    @property
    def organisations(self) -> Organisations:
        """The organisations."""
        ...

    @property
    def people(self) -> People:
        """The people on the lists."""
        ...

    @property
    def invitations(self) -> Invitations:
        """Personal deep links."""
        ...

    @property
    def accounts(self) -> Accounts:
        """Telegram accounts bound to people."""
        ...

    @property
    def approval_requests(self) -> ApprovalRequests:
        """What people ask for."""
        ...

    @property
    def terms(self) -> TermsVersions:
        """The organisations' own words."""
        ...


class OpenStaff(OpenTransaction[StaffTransaction], Protocol):
    """Opens a transaction over the staff's rows, for writing."""


class ReadStaff(ReadTransaction[StaffTransaction], Protocol):
    """Opens a transaction over the staff's rows, for reading only."""
