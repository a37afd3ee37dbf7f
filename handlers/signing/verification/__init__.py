"""The conversation in which anyone checks a file."""
