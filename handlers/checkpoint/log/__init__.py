"""Managers read the log of checks."""
