"""What staff needs of a storage. Every query is limited to an organisation, except by a secret or a Telegram id."""

from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from bot.blobs import Blobs
from bot.notices.ports import NoticesTransaction
from bot.staff.approvals.approval_requests import ApprovalRequests
from bot.staff.identity.changes import IdentityChanges
from bot.staff.identity.rebindings import Rebindings
from bot.staff.models import Account, Guess, Invitation, Organisation, OrganisationKeys, Person, Role, Speaker, Status
from bot.staff.revocation.revocations import Revocations
from bot.staff.sessions.sessions import WebSessions
from bot.staff.terms.versions import TermsVersions, Versions
from bot.transactions import OpenTransaction, ReadTransaction


@dataclass(frozen=True, slots=True)
class Listed:
    """A person as the staff list shows them."""

    person: Person
    status: Status
    account: Account | None


class Organisations(Protocol):
    """The organisations this bot serves."""

    async def add(self, organisation: Organisation, keys: OrganisationKeys) -> None:
        """Add an organisation and its keys, once."""
        ...

    async def get(self, organisation_id: UUID) -> Organisation:
        """Return one; LookupError if there is none."""
        ...

    async def hold(self, organisation_id: UUID) -> Organisation:
        """Return one and lock it until the transaction ends; LookupError if there is none."""
        ...

    async def save_page_marks(self, organisation: Organisation) -> None:
        """Save whether its finished files get marks in their margins."""
        ...

    async def save_working_time(self, organisation: Organisation) -> None:
        """Save its working time."""
        ...

    async def save_diia_branch(self, organisation_id: UUID, branch: str) -> bool:
        """Save the branch at Diia; False when it is that already."""
        ...

    async def save_crl_pages(self, organisation_id: UUID, crl_pages: str) -> None:
        """Save where its revocation lists are served."""
        ...

    async def save_requirements(self, organisation: Organisation) -> None:
        """Save its number and whether it demands qualified signatures."""
        ...

    async def ca_key(self, organisation_id: UUID) -> bytes:
        """Return the private key of the organisation's authority, for `bot.staff.authority` alone."""
        ...

    async def seal_key(self, organisation_id: UUID) -> bytes:
        """Return the private key of the organisation's seal."""
        ...

    async def all(self) -> list[Organisation]:
        """Return all, oldest first."""
        ...

    async def of_rows(self, ids: Collection[UUID]) -> set[UUID]:
        """Return the ids of the organisations to which rows of any kind with these ids belong."""
        ...


class People(Protocol):
    """The people on the lists."""

    async def add(self, people: Iterable[Person]) -> None:
        """Add people, each once."""
        ...

    async def save(self, people: Iterable[Person]) -> None:
        """Overwrite the rows of people already on the list."""
        ...

    async def set_phone(self, person_id: UUID, phone: str) -> None:
        """Set a person's number (E.164)."""
        ...

    async def set_unreachable(self, person_id: UUID, now: datetime) -> None:
        """Note since when the person cannot be reached; the first time is kept."""
        ...

    async def unreachable(self, person_ids: Collection[UUID]) -> list[UUID]:
        """Return those of these people who cannot be reached."""
        ...

    async def set_reachable(self, person_id: UUID) -> None:
        """Note that the person can be reached."""
        ...

    async def set_role(self, person_id: UUID, role: Role) -> None:
        """Give a role."""
        ...

    async def dismiss(self, person_id: UUID, now: datetime) -> bool:
        """Dismiss a person, once; False if they were dismissed before."""
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
        """Return everyone on the list by name, dismissed people too."""
        ...

    async def managers(self, organisation_id: UUID) -> list[Person]:
        """Return the owners and managers who are not dismissed."""
        ...

    async def listed(self, organisation_id: UUID, person_id: UUID, now: datetime) -> Listed | None:
        """Return one person with their status and active account."""
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

        A person matches if their name or personnel number contains every word (in any case) or if `words` are a part of
        their phone; `status` and `department` narrow the search. Dismissed people are found only by that status,
        erased ones never.
        """
        ...

    def everyone(self, organisation_id: UUID, now: datetime) -> AsyncIterator[Listed]:
        """Yield everyone on the list by name, dismissed people too."""
        ...

    async def count_registered(self, organisation_id: UUID) -> int:
        """Count the people with an active account."""
        ...

    async def counts(self, organisation_id: UUID, now: datetime) -> dict[Status, int]:
        """Count the people of the organisation by status, without the erased."""
        ...


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


class Accounts(Protocol):
    """Telegram accounts of people. A person has one active account, and so has a Telegram id in an organisation."""

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


class StaffTransaction(NoticesTransaction, Protocol):
    """A transaction over the rows of staff."""

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
        """The requests that managers approve."""
        ...

    @property
    def identity_changes(self) -> IdentityChanges:
        """The changes of what identifies people."""
        ...

    @property
    def rebindings(self) -> Rebindings:
        """The rebindings to other Telegram accounts."""
        ...

    @property
    def revocations(self) -> Revocations:
        """The revoked certificates and the lists that publish them."""
        ...

    @property
    def terms(self) -> TermsVersions:
        """The organisations' own terms."""
        ...

    @property
    def web_sessions(self) -> WebSessions:
        """The sessions in the browser, and one-time links into it."""
        ...


class OpenStaff(OpenTransaction[StaffTransaction], Protocol):
    """Opens a transaction over the rows of staff, for writing."""


class ReadStaff(ReadTransaction[StaffTransaction], Protocol):
    """Opens a transaction over the rows of staff, for reading only."""
