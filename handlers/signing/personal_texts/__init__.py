"""The conversations in which a manager sends personal texts and opens their copies."""
