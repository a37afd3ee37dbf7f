"""Everything that is served over HTTP, other than Telegram's webhook."""
