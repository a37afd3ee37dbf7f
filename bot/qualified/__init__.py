"""Judges qualified signatures that people bring: which bytes, right or not, whose certificate, when, revoked or not."""
