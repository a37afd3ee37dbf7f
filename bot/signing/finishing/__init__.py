"""Finishing: a document whose requests are all final becomes a sealed file, verified before it is kept or announced."""
