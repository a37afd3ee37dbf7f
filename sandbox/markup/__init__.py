"""Formatted text: parsed from what bots send, rendered for pages that show it, measured as Telegram measures it."""
