"""Requests of people that a manager must approve."""
