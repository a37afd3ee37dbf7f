"""Requests: what a recipient does with a document, and reminders."""
