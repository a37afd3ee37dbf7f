"""A manager follows a sent document."""
