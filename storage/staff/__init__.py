"""The rows of staff: organisations, people, their identity, invitations, accounts, terms, sessions, kiosks."""

from storage.staff.accounts import SqlAccounts
from storage.staff.approval_requests import SqlApprovalRequests
from storage.staff.identity import SqlIdentityChanges, SqlRebindings
from storage.staff.invitations import SqlInvitations
from storage.staff.kiosks import SqlKioskCodes, SqlKiosks
from storage.staff.organisations import SqlOrganisations
from storage.staff.people import SqlPeople
from storage.staff.revocations import SqlRevocations
from storage.staff.terms import SqlTerms
from storage.staff.web_sessions import SqlWebSessions

__all__ = [
    "SqlAccounts",
    "SqlApprovalRequests",
    "SqlIdentityChanges",
    "SqlInvitations",
    "SqlKioskCodes",
    "SqlKiosks",
    "SqlOrganisations",
    "SqlPeople",
    "SqlRebindings",
    "SqlRevocations",
    "SqlTerms",
    "SqlWebSessions",
]
