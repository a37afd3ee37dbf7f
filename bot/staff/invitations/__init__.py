"""Invitations: personal links, and the letters and printed cards that carry them."""
