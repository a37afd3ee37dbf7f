"""Managers issue passes."""
