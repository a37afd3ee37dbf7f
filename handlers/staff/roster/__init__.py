"""Importing a staff list."""
