"""The rows of what the bot says by itself: the outbox and the reminders."""

from storage.notices.outbox import SqlOutbox
from storage.notices.reminders import SqlReminders

__all__ = ["SqlOutbox", "SqlReminders"]
