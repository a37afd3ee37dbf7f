"""Managers define pass types."""
