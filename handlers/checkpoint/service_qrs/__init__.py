"""Managers issue and manage service QR codes."""
