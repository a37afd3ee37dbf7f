"""What people do about themselves, and what an owner sets for the organisation."""
