"""Kiosks: the devices, and who signs there."""
