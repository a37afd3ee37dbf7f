"""What staff needs of a storage. Every query is limited to an organisation, except by a secret or a Telegram id."""

from typing import Protocol

from bot.blobs import Blobs
from bot.notices.ports import NoticesTransaction
from bot.staff.approvals.approval_requests import ApprovalRequests
from bot.staff.identity.changes import IdentityChanges
from bot.staff.identity.rebindings import Rebindings
from bot.staff.invitations.invitations import Invitations
from bot.staff.kiosks.kiosks import KioskCodes, Kiosks
from bot.staff.organisation.organisations import Organisations
from bot.staff.people.people import People
from bot.staff.registration.accounts import Accounts
from bot.staff.revocation.revocations import Revocations
from bot.staff.sessions.sessions import WebSessions
from bot.staff.terms.versions import TermsVersions
from bot.transactions import OpenTransaction, ReadTransaction


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
    def kiosks(self) -> Kiosks:
        """The kiosks, and who signs there."""
        ...

    @property
    def kiosk_codes(self) -> KioskCodes:
        """The SMS codes by which people identify themselves at kiosks."""
        ...

    @property
    def web_sessions(self) -> WebSessions:
        """The sessions in the browser, and one-time links into it."""
        ...


class OpenStaff(OpenTransaction[StaffTransaction], Protocol):
    """Opens a transaction over the rows of staff, for writing."""


class ReadStaff(ReadTransaction[StaffTransaction], Protocol):
    """Opens a transaction over the rows of staff, for reading only."""
