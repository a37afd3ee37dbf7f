"""Backups of everything: making one, and putting one back."""
