"""What all dialogues share: which question is open, what it waits for, and messages that do not fit it."""
