"""Registration, deep links and commands."""
