"""The conversation in which a manager sends a document."""
