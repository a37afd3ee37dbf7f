"""When reminders are due (pure), the rules of the outbox, and the ports of the channels."""
