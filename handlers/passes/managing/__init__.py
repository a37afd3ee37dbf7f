"""Managers look at, print, renew and revoke passes."""
