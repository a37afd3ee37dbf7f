"""Registration through a personal link."""
