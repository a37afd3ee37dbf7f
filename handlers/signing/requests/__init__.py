"""The conversations in which a person signs, declines or hands on a request."""
