"""Boards: what a manager sees of a sent document, and what can be downloaded."""
