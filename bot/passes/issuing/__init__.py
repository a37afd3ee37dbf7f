"""Issuing, renewing, printing and revoking passes."""
