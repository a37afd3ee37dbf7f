"""Encrypted columns, and the master key they depend on."""
