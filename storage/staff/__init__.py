"""The rows of staff: organisations, people, invitations, accounts, requests, terms."""

from storage.staff.accounts import SqlAccounts
from storage.staff.approval_requests import SqlApprovalRequests
from storage.staff.invitations import SqlInvitations
from storage.staff.organisations import SqlOrganisations
from storage.staff.people import SqlPeople
from storage.staff.terms import SqlTerms

__all__ = ["SqlAccounts", "SqlApprovalRequests", "SqlInvitations", "SqlOrganisations", "SqlPeople", "SqlTerms"]
