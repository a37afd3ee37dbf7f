"""The conversations in which a manager follows up a document that was sent."""
