"""Whether the bot is well, and its numbers, for those who watch it. `web.monitoring` serves both over HTTP."""
