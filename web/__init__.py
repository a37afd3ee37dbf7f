"""Everything served over HTTP except Telegram's webhook."""
