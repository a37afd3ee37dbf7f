"""What managers do with the staff list."""
