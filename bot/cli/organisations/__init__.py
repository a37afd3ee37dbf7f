"""Organisations, as whoever runs the server sets them up."""
