"""Refusal acts: who did not sign what, drawn up by a manager and confirmed by two witnesses.

An act is a document of its own (docs/decisions/0013): a PDF that states the facts, sent to two witnesses to be signed
with their PINs. Sheet, records, seal, QR code and verification are those of every document.
"""
