"""A manager sends a document."""
