"""Declining a request: confirmed, taken back for ten minutes, then settled (docs/decisions/0044)."""
