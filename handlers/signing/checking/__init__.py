"""Anyone checks a file."""
