"""Invitations: links, letters, printed cards."""
