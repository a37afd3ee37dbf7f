"""The state that Telegram would hold: people, bots, chats, messages, files, updates, time. In memory, never on disk."""
