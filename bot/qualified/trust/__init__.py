"""Whom to trust: official lists of trust services, and the chains that lead to them."""
