"""What identifies a registered person, and which Telegram account speaks for them: changed openly or not at all."""
