"""The rows of the outbox and the reminders."""

from storage.notices.letters import SqlLetters
from storage.notices.outbox import SqlOutbox
from storage.notices.reminders import SqlReminders

__all__ = ["SqlLetters", "SqlOutbox", "SqlReminders"]
