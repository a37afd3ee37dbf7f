"""Registration through a personal link, PINs, and what a manager must approve."""
