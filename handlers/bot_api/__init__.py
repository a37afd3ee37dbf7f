"""The client of the Bot API: the session, the limits of sending, and files."""
