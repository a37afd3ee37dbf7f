"""Marks on the pages of a finished file: that it was signed electronically, by how many people, and where to check."""
