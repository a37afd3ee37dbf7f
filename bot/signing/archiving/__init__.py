"""Archiving: finished files are made to outlive their certificates (PAdES B-LTA), and kept so by renewals."""
