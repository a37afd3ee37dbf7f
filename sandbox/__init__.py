"""A local stand-in for Telegram's Bot API with a chat page; knows nothing of the house it serves."""
