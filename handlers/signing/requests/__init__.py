"""A recipient signs, declines or hands on a request."""
