"""The staff list and the people on it."""
