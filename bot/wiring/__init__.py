"""Holds the demonstration."""
