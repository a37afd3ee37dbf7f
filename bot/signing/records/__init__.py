"""Signature records: what was confirmed, by whom and how, and the manifest of a finished file."""
