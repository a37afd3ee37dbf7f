"""What is due when (pure), the outbox's rules, the channels' ports."""
