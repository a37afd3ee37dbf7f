"""Revocation of people's certificates: entered in the ledger, and published in signed lists."""
