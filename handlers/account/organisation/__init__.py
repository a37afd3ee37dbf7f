"""What an owner sets for the organisation: terms and working time."""
