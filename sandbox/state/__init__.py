"""What Telegram's servers would keep: people, bots, chats, messages, files, updates, time. All of it is in memory."""
