"""Formatted text and keyboards: parsed, checked against Telegram's limits, rendered for the chat page."""
