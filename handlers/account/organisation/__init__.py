"""What an owner sets for the organisation: terms, working time, contact."""
