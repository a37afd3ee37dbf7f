"""A local stand-in for Telegram's Bot API, with a chat page. It imports nothing of the bot that it serves."""
