"""Checks: reading a code, the verdict, undoing a check."""
