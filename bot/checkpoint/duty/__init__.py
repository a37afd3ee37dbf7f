"""Shifts: going on duty, guests on duty, going off duty."""
