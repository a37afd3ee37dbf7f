"""The rows of staff: organisations, people, changes of their identity, invitations, accounts, requests, terms."""

from storage.staff.accounts import SqlAccounts
from storage.staff.approval_requests import SqlApprovalRequests
from storage.staff.identity import SqlIdentityChanges, SqlRebindings
from storage.staff.invitations import SqlInvitations
from storage.staff.organisations import SqlOrganisations
from storage.staff.people import SqlPeople
from storage.staff.terms import SqlTerms

__all__ = [
    "SqlAccounts",
    "SqlApprovalRequests",
    "SqlIdentityChanges",
    "SqlInvitations",
    "SqlOrganisations",
    "SqlPeople",
    "SqlRebindings",
    "SqlTerms",
]
